import { type Finding, findAll } from "./finding.ts";

/** A full UK postcode, letters in any case, the space missing, doubled or a line break. Inward letters as Royal Mail gives them out. */
const full = /(?<![\p{L}\p{N}])(?:[a-z]{1,2}\d[a-z\d]?|gir)[\s]{0,3}\d[abd-hjlnp-uw-z]{2}(?![\p{L}\p{N}])/dgiu;

/** The first half alone, where the sentence says that it is one. */
const outward = /(?:post\s?code|zip)(?:\s(?:is|area|was))?[\s:=-]{1,3}(?<id>[a-z]{1,2}\d[a-z\d]?)(?![\p{L}\p{N}])/dgiu;

const area = /(?<![\p{L}\p{N}])(?<id>[A-Z]{1,2}\d[A-Z\d]?) (?:area|postcodes?)(?![\p{L}])/dgu;

/** `AW8 9th`, `Q1 2yr`: an ordinal or a unit after something that looks like a first half. */
const ordinalOrUnit = /\s\d(?:st|nd|rd|th|yr|hr|pa|wd)$/u;

/** Postcode areas of Royal Mail, with the islands and the ones kept for tests; asked for when the letters are small. */
const areas = new Set(
  `ab al b ba bb bd bh bl bn br bs bt bx ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gir gl gu gy ha hd
  hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa
  se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze zz`.split(/\s+/u),
);

const areaOf = (postcode: string): string => /^(?:gir|[a-z]{1,2})/iu.exec(postcode)?.[0].toLowerCase() ?? "";

/** Finds UK postcodes. */
export const findPostcodes = (plain: string): Finding[] => [
  ...findAll(
    "postcode",
    plain,
    full,
    (taken) => !ordinalOrUnit.test(taken) && (taken === taken.toUpperCase() || areas.has(areaOf(taken))),
  ),
  ...findAll("postcode", plain, area, (taken) => areas.has(areaOf(taken))),
  ...findAll("postcode", plain, outward, (taken) => areas.has(areaOf(taken))),
];
