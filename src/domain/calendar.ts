// Making a formatter costs more than all that it formats for one answer.
const homeDay = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});
const spokenDay = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });

/** The calendar day (`YYYY-MM-DD`) of an instant in the union's home time zone. */
export const dayOf = (instant: Date): string => homeDay.format(instant);

/** `2025-06-06` as `6 June 2025`, the way a British reader says it. */
export const dayInWords = (day: string): string => spokenDay.format(new Date(`${day}T00:00:00Z`));

/** Whole months from one day to a later one; negative when `toOn` is earlier. */
export const monthsBetween = (fromOn: string, toOn: string): number => {
  const [fromYear, fromMonth, fromDay] = fromOn.split("-").map(Number) as [number, number, number];
  const [toYear, toMonth, toDay] = toOn.split("-").map(Number) as [number, number, number];
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
};

/** Whole days from one day to another; negative when `toOn` is earlier. */
export const daysBetween = (fromOn: string, toOn: string): number =>
  Math.round((Date.parse(toOn) - Date.parse(fromOn)) / 86_400_000);
