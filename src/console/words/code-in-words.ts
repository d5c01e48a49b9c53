/** A closed code or an id (`redundancy_terms`, `case-work`) as words with a capital: "Redundancy terms". */
export const codeInWords = (code: string): string => {
  const spaced = code.replace(/[_-]+/gu, " ").trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};
