import { html } from "hono/html";
import { contactText } from "./contact-text.ts";
import type { Markup } from "./markup.ts";

/** What every page is made of. `signedIn` decides whether the ways into the console are shown. */
export type PageParts = {
  title: string;
  here: "ask" | "sources" | "none";
  signedIn: boolean;
  wayToPerson: string;
  main: Markup;
  /** Where the first skip link leads. */
  skipTo?: { id: string; words: string };
  /** For a page without script that waits: when it comes back, and at which address. */
  comeBack?: { seconds: number; address: string } | null;
};

const link = (href: string, words: string, current: boolean): Markup =>
  current ? html`<a href="${href}" aria-current="page">${words}</a>` : html`<a href="${href}">${words}</a>`;

const ways = (here: PageParts["here"]): Markup => html`<nav aria-label="Console">
      ${link("/", "Ask", here === "ask")}
      ${link("/sources", "Sources", here === "sources")}
      <a class="button quiet" href="/?new">New thread</a>
    </nav>`;

/** A whole page: head, skip links, banner, main part, and at its foot the way to a person. */
export const page = (parts: PageParts): Markup => {
  const { skipTo: skip, comeBack = null } = parts;
  return html`<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" content="#f3f6f6" media="(prefers-color-scheme: light)">
    <meta name="theme-color" content="#101718" media="(prefers-color-scheme: dark)">
    <title>${parts.title}</title>
    ${comeBack === null ? "" : html`<noscript><meta http-equiv="refresh" content="${comeBack.seconds}; url=${comeBack.address}"></noscript>`}
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/app.css">
    <link rel="stylesheet" href="/assets/asking.css">
    <link rel="stylesheet" href="/assets/answer.css">
    <link rel="stylesheet" href="/assets/sources.css">
    <script type="module" src="/assets/app.js"></script>
  </head>
  <body>
    <a class="skip" href="#${skip?.id ?? "main"}">${skip?.words ?? "Skip to the content"}</a>
    <header class="banner">
      <a class="brand" href="/"><span class="pin" aria-hidden="true"></span>Noticeboard</a>
      ${parts.signedIn ? ways(parts.here) : ""}
    </header>
    <main id="main" tabindex="-1">${parts.main}</main>
    <footer class="foot"><p>${contactText(parts.wayToPerson)}</p></footer>
  </body>
</html>`;
};
