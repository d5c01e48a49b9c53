const style =
  "font: 8pt 'Liberation Sans', Arial, sans-serif; color: #4a5a64; width: 100%; margin: 0 22mm; display: flex; justify-content: space-between;";

/** The first match of `pattern` in the page, still in HTML; throws when the page has none, since a blank header helps nobody. */
const wordsOf = (html: string, pattern: RegExp, name: string): string => {
  const words = pattern.exec(html)?.[1];
  if (words === undefined) throw new Error(`the guide has no ${name}`);
  return words.trim();
};

/** The header of every sheet, as HTML: the title of the guide. */
export const guideHeader = (html: string): string =>
  `<div style="${style}"><span>${wordsOf(html, /<title>([^<]+)<\/title>/u, "title")}</span></div>`;

/** The footer of every sheet, as HTML: the day that the guide speaks for and the number of the sheet. */
export const guideFooter = (html: string): string => {
  const day = wordsOf(html, /Latest update: ([^.<]+)/u, "latest update");
  return `<div style="${style}"><span>Latest update: ${day}</span><span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`;
};
