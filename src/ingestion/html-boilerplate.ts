import { isElement, type PageElement } from "./html-page.ts";

const neverText = new Set(
  (
    "script style noscript template iframe svg canvas object embed audio video map area button input select textarea " +
    "datalist dialog head title meta link base img picture source track math-annotation applet frame frameset menu"
  ).split(" "),
);
const neverBody = new Set(["nav", "footer", "aside"]);
const neverRole = new Set(
  "navigation banner contentinfo complementary dialog alertdialog search menu menubar toolbar tooltip".split(" "),
);

/** Names that site builders give to what surrounds a text. Matched against whole words of id and class. */
const furniture =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|skip-?links?|share|sharing|social|newsletter|subscribe|sign-?up|promo|advert(?:isement)?s?|ads?|sponsor(?:ed)?|pagination|pager|site-?nav|navbar|menu|masthead|site-?header|site-?footer|related|recommended|read-?next|more-?stories|teasers?|cards?|comments?|disqus|print-?link|toolbar|back-?to-?top|feedback|visually-?hidden|sr-only|screen-reader(?:-text)?|offscreen)(?:$|[\s_-])/iu;

/** Names that hold the text itself even when a furniture word stands beside it ("article-share-body"). */
const bodyName = /(?:^|[\s_-])(?:article|post|entry|story|main|content|body|text|prose)(?:$|[\s_-])/iu;

/** Classes which the page's own style sheet hides: `.hide{display:none}`. Only single-class rules are read. */
export const hiddenClasses = (styles: Iterable<PageElement>): Set<string> => {
  const names = new Set<string>();
  for (const style of styles) {
    for (const match of (style.textContent ?? "").matchAll(/(?:^|[},])\s*\.([\w-]+)\s*\{[^}]*display\s*:\s*none/gu)) {
      if (match[1] !== undefined) names.add(match[1]);
    }
  }
  return names;
};

/** Whether an element is not shown at all, by its attributes or the page's own style sheet. */
export const isHidden = (element: PageElement, hidden: ReadonlySet<string>): boolean => {
  if (element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true") return true;
  if (/display\s*:\s*none|visibility\s*:\s*hidden/iu.test(element.getAttribute("style") ?? "")) return true;
  const classes = (element.getAttribute("class") ?? "").split(/\s+/u);
  return classes.some((name) => hidden.has(name) || /^(?:visually-?hidden|sr-only|screen-reader-text)$/iu.test(name));
};

/** Whether an element can never hold readable text: code, media, form controls. */
export const isNeverText = (element: PageElement): boolean => {
  if (!neverText.has(element.localName)) return false;
  // Accordions put the words of a heading on a button.
  const parent = element.parentNode;
  return !(
    element.localName === "button" &&
    parent !== null &&
    isElement(parent) &&
    /^(?:h[1-6]|summary)$/u.test(parent.localName)
  );
};

/** Whether an element surrounds the text rather than being part of it: menus, footers, cookie notices, share bars, news cards. */
export const isFurniture = (element: PageElement): boolean => {
  if (neverBody.has(element.localName)) return true;
  if (neverRole.has(element.getAttribute("role") ?? "")) return true;
  if (element.localName === "header") return element.querySelector("h1") === null;
  if (!/^(?:div|section|ul|ol|p|span|form|li|table|figure)$/u.test(element.localName)) return false;
  const names = `${element.getAttribute("id") ?? ""} ${element.getAttribute("class") ?? ""}`;
  return furniture.test(names) && !bodyName.test(names);
};
