const idOfPath = (file: string): string => {
  const id = file
    .toLowerCase()
    .replace(/[/\\]/gu, ".")
    .replace(/[^a-z0-9._-]/gu, "-");
  return /^[a-z0-9]/u.test(id) ? id : `x${id}`;
};

const withoutExtension = (file: string): string => file.replace(/\.[^./\\]+$/u, "");
const extensionOf = (file: string): string => /\.([^./\\]+)$/u.exec(file)?.[1]?.toLowerCase() ?? "";

/**
 * A source id for each file of a folder without a manifest: the path without its extension in the letters that ids allow.
 * Files whose ids clash get their extension added, and a number where even that does not tell them apart.
 */
export const sourceIds = (files: readonly string[]): Map<string, string> => {
  const plain = files.map((file) => idOfPath(withoutExtension(file)));
  const clashing = new Set(plain.filter((id, index) => plain.indexOf(id) !== index));
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const [index, file] of files.entries()) {
    const id = plain[index] ?? "x";
    const wished = clashing.has(id) ? `${id}.${extensionOf(file)}` : id;
    let free = wished;
    for (let number = 2; taken.has(free); number += 1) free = `${wished}-${number}`;
    taken.add(free);
    ids.set(file, free);
  }
  return ids;
};
