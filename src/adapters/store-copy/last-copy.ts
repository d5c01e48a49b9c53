import { readdirSync } from "node:fs";

/** The form of `copyName`. */
const named = /^noticeboard-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})\.sqlite(?:\.age)?$/;

/** When the newest copy in a folder was made, by its name, as an instant; null when there is none, or no such folder. */
export const lastCopyAt = (folder: string): string | null => {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return null;
  }
  const instants = names.flatMap((name) => {
    const [, year, month, day, hour, minute, second] = named.exec(name) ?? [];
    return year === undefined ? [] : [`${year}-${month}-${day}T${hour}:${minute}:${second}Z`];
  });
  return instants.sort().at(-1) ?? null;
};
