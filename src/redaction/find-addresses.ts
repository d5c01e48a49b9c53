import { type Finding, findAll } from "./finding.ts";

const word = "\\p{Lu}[\\p{L}'.-]{0,20}";
/** Without the hyphen, where a hyphen may stand between two words: no text can then be parted in two ways. */
const part = "\\p{Lu}[\\p{L}'.]{0,20}";
const before = "(?<![\\p{L}\\p{N}£$€.,/-])";
const number = "(?i:n[oº°]\\.?\\s)?\\d{1,4}[a-zA-Z]?(?:\\s?[/-]\\s?\\d{1,4}[a-zA-Z]?)?";
const flat =
  "(?:(?i:flat|apt|apartment|unit|suite|room|block|floor|plot)\\.?\\s(?:\\d{1,4}[a-zA-Z]?|[A-Z])(?:[,/]|\\s-)?\\s{1,2}|\\d{1,2}/\\d{1,2},?\\s){0,2}";

/** Kinds of street that are hardly anything else, and kinds that are also everyday words and count with a large letter only. */
const sureStreets =
  "(?i:street|road|rd|avenue|ave|lane|crescent|cres|terrace|mews|boulevard|drive|gardens|grove|esplanade|wharf|quay|kingsway|broadway)";
const otherStreets =
  "(?:St|Ln|Dr|Close|Cl|Court|Ct|Way|Place|Pl|Hill|Square|Sq|Row|Walk|Park|Rise|View|Green|Parade|Mount|Vale|End|Gate|Heights|Meadows?|Orchard|Path|Ridge|Villas|Yard|Circus|Croft|Cottages?|Chase|Dene|Fields?|Approach|Embankment|Lea|Common|Side|Bank|Brae|Wynd|Strand|Highway|House|Buildings?)";
const street = `(?:(?:${word}\\s){1,4}(?:${sureStreets}|${otherStreets})|(?i:the)\\s(?:${word}\\s){0,2}${sureStreets})(?![\\p{L}])\\.?`;

const streetLine = new RegExp(`${before}${flat}${number},?\\s${street}`, "dgu");
const smallLetters =
  /(?<![\p{L}\p{N}£$€.,/-])\d{1,4}[a-z]?,?\s(?:(?!(?:the|a|an|my|our|this|in|on|of|to|for|and|or|is|weeks?|months?|years?|days?|hours?|hrs?|wks?|yrs?|miles?|per|down|people|staff)\s)[a-z'.-]{2,20}\s){1,3}(?:street|road|rd|avenue|ave|lane|crescent|terrace|mews|grove|gardens|close|drive)(?![\p{L}])/dgu;
const namedHouse = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:The\\s)?(?:${word}\\s){0,3}(?:Cottage|House|Farm|Farmhouse|Rectory|Vicarage|Lodge|Barn|Manor|Villa|Bungalow|Mill|Hall),\\s?(?:\\d{1,4}\\s)?${street}`,
  "dgu",
);
const business = new RegExp(
  `(?<![\\p{L}\\p{N}])${flat}(?:${word}\\s){1,3}(?:Business|Industrial|Retail|Science|Office|Trading) (?:Park|Estate|Centre|Village)`,
  "dgu",
);
const unit = /(?<![\p{L}\p{N}])(?:flat|apt|apartment)\.?\s(?:\d{1,4}[a-z]?|[a-h])(?![\p{L}\p{N}])/dgiu;
const postBox = /(?<![\p{L}\p{N}])p\.?o\.? ?box\s\d{1,6}(?!\d)/dgiu;
const announced =
  /(?<![\p{L}\p{N}])(?:address(?:\sis|:)?|live\sat|lives\sat|living\sat|moved\sto|house\sis)[\s:=-]{0,3}(?<id>(?:n[oº°]\.?\s)?\d{1,4}[a-z]?,?\s[\p{L}'.-]{3,20}(?:\s(?!is|and|last|next|since|in|on|so|but|now|do|can)[\p{L}'.-]{2,20}){0,2})/dgiu;

/** Words that may follow a comma with a large letter and are no town. */
const noTown =
  "(?!(?:Can|Could|Do|Does|Is|Are|What|When|Where|Who|Why|How|Will|Would|Should|May|The|I|My|We|Our|If|Please|Thanks|Dear|Kind|Best|Regards|NHS|MiP|HR|VR|Has|Have)(?![\\p{L}]))";
const town = `${noTown}${part}(?:[ -](?:${noTown}${part}|le|on|upon|in|under|by|the)(?![\\p{L}\\p{N}])){0,3}(?![\\p{L}\\p{N}])`;
const followingTown = new RegExp(`(?:,\\s?${town}){1,2}`, "yu");

const withTown = (finding: Finding, plain: string): Finding => {
  followingTown.lastIndex = finding.end;
  const match = followingTown.exec(plain);
  return match === null ? finding : { ...finding, end: finding.end + match[0].length };
};

/** `29 Upper Tything`: a house and a name, where a place is spoken of, though no word says that it is a street. */
const unnamedStreet = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:at|to|from|is|address:?) (?<id>\\d{1,4}[a-zA-Z]? (?:(?:The )${noTown}${word}|(?:${noTown}\\p{Lu}\\p{Ll}{2,15} )${noTown}\\p{Lu}\\p{Ll}{3,15}))(?![\\p{L}\\p{N}])`,
  "dgu",
);
const flatAndStreet = new RegExp(
  `${before}(?i:flat|apt|apartment|unit|suite|plot|house|block)\\.?\\s\\d{1,4}[a-zA-Z]?,\\s${street}`,
  "dgu",
);
const monthOrKind =
  /\d\s(?:January|February|March|April|May|June|July|August|September|October|November|December|Band|Section|Annex|Integrated|Commissioning|Acute|Foundation|National|Voluntary|Compulsory|Mutually|Executive|Senior|Chief|Non)/u;

/** Parts written large that lead up to a postcode: the house, the village, the town. */
const segment = `(?:\\d{1,4}[a-zA-Z]?\\s)?(?:${part}|y|yr|le|on|the)(?:[ -](?:${part}|y|yr|le|on|the|upon)(?![\\p{L}\\p{N}])){0,3}`;
const postcodeAhead = "(?=,?\\s{1,2}(?i:[a-z]{1,2}\\d[a-z\\d]?\\s{0,2}\\d[a-z]{2})(?![\\p{L}\\p{N}]))";
const beforePostcode = new RegExp(`(?<![\\p{L}\\p{N}])(?<id>${town}(?:(?:,\\s?|\\n)${segment}){1,4})${postcodeAhead}`, "dgu");

/** `Apartment 14, The Foundry, 3 Mill Road`: what stands between two parts of an address belongs to it. */
const joinParts = (findings: Finding[], plain: string): Finding[] => {
  const parts = [...findings].sort((a, b) => a.start - b.start);
  return [
    ...parts,
    ...parts.flatMap((piece, index): Finding[] => {
      const next = parts[index + 1];
      return next !== undefined &&
        next.start > piece.end &&
        next.start - piece.end <= mostBetween &&
        leadsOn(plain.slice(piece.end, next.start))
        ? [{ ...piece, end: next.end }]
        : [];
    }),
  ];
};
const mostBetween = 60;
const leadsOn = (between: string): boolean =>
  /^,?\s/u.test(between) && between.split(/[\s,]+/u).every((each) => each === "" || /^\p{Lu}/u.test(each));

/** Finds the lines of a postal address that hold a house and its street, with the town that follows after a comma or leads to a postcode. */
export const findAddresses = (plain: string): Finding[] =>
  joinParts(
    [
      ...[streetLine, namedHouse, business, postBox, flatAndStreet].flatMap((pattern) =>
        findAll("address", plain, pattern).map((finding) => withTown(finding, plain)),
      ),
      ...[smallLetters, unit, announced, beforePostcode].flatMap((pattern) => findAll("address", plain, pattern)),
      ...findAll("address", plain, unnamedStreet, (taken) => !monthOrKind.test(taken)),
    ],
    plain,
  );
