/**
 * The address when a browser may follow it (http or https), else null.
 * Source addresses come from manifests and documents, so `javascript:` and the like must never become a link.
 */
export const safeHref = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  const { protocol } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? url : null;
};
