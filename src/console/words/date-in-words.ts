const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `2025-06-06` as "6 June 2025". Anything that is not a calendar day comes back unchanged. */
export const dateInWords = (day: string): string => {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const monthName = months[Number(month) - 1];
  return year === undefined || monthName === undefined ? day : `${Number(dayOfMonth)} ${monthName} ${year}`;
};
