/** A readable title from a file name: `guides/hsj-csu_redundancies.txt` gives "Hsj csu redundancies". */
export const titleFromFileName = (name: string): string => {
  const base = name.split(/[/\\]/u).at(-1) ?? name;
  const words = base
    .replace(/\.[^.]+$/u, "")
    .replace(/[-_.+\s]+/gu, " ")
    .trim();
  return words === "" ? base : words.charAt(0).toUpperCase() + words.slice(1);
};
