import { type Finding, findAll } from "./finding.ts";

/** Slack's own marks for a member, a channel and a group. */
const slackMark = /<(?:@[UWB][A-Z0-9]{2,20}|#[CGD][A-Z0-9]{2,20}|!subteam\^S[A-Z0-9]{2,20})(?:\|[^<>\n]{0,80})?>/dgu;

/** `@dwilliams`, `@jo-m`; two words when both begin large, as Slack shows a member's name. */
const atName =
  /(?<![\p{L}\p{N}@._<^|/-])@(?:\p{Lu}[\p{L}'-]{1,30} \p{Lu}[\p{Ll}'-]{1,30}|[\p{L}_][\p{L}\p{N}._-]{0,38}[\p{L}\p{N}_]|\p{L})/dgu;

/** `skype: priya.n`, `my insta is olu_writes`. */
const named =
  /(?<![\p{L}\p{N}])(?:skype|twitter|insta|instagram|tiktok|facebook|linkedin|snapchat|telegram|discord|bluesky|threads)(?:\s(?:id|name|handle|account))?\s?(?::|=|is)\s{1,2}(?<id>@?[\p{L}\p{N}][\p{L}\p{N}._-]{2,38})/dgiu;

/** Marks that call everybody name nobody. */
const everybody = /^@(?:here|channel|everyone|everybody|all|team|mip|unison)$/iu;

/** Finds Slack marks and `@names`. */
export const findHandles = (plain: string): Finding[] => [
  ...findAll("handle", plain, slackMark),
  ...findAll("handle", plain, named),
  ...findAll("handle", plain, atName, (taken) => !everybody.test(taken)),
];
