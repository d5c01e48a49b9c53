import { type Finding, findAll } from "./finding.ts";

const withScheme = /(?<![\p{L}\p{N}])(?!mailto)[a-z][a-z0-9+.-]{1,15}:\/\/[^\s<>"|\u0000-\u0020]{1,2000}/dgiu;
const withoutScheme = /(?<![\p{L}\p{N}@._-])www\.[^\s<>"|]{2,2000}/dgiu;

/** `bit.ly/3xKfCsu`, `drive.google.com/file`: a host with a path. */
const hostAndPath = /(?<![\p{L}\p{N}@._/-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,12}\/[^\s<>"|]{1,2000}/dgiu;

/** `intranet.kingsford.nhs.uk`; a bare `nhs.uk` or `gov.uk` says nothing of anybody and stays. */
const deepHost = /(?<![\p{L}\p{N}@._/-])(?:[a-z0-9-]{2,63}\.){2,5}(?:uk|com|org|net|scot|wales|ie|eu|io)(?![\p{L}\p{N}-])/dgiu;

/** Finds addresses of pages, Slack's `<https://…|words>` included, whose words stay. A closing mark of the sentence stays too. */
export const findLinks = (plain: string): Finding[] =>
  [withScheme, withoutScheme, hostAndPath, deepHost].flatMap((pattern) =>
    findAll("link", plain, pattern).map((finding) => {
      const trimmed = plain.slice(finding.start, finding.end).replace(/[.,;:!?)'\]}*_]{1,9}$/u, "");
      return { ...finding, end: finding.start + trimmed.length };
    }),
  );
