const greetings =
  /\b(?:hi+(?: hi+)*|hiya|hel+o+|hallo|hullo|ello|he+y+a?|yo|howdy|greetings|(?:good |gd )?(?:morning?|mornin|afternoon|evening)|good day|dear|wotcha|oi(?: oi)?|hola|bonjour|alright|how are you(?: doing)?|how is (?:it going|things)|how things|nice to meet you|you ok|you there|(?:is )?any(?:one|body) (?:there|around)|is there any(?:one|body) there|(?:it is|its) me|whoever is (?:on|there|listening)|back again|test(?:ing)?|this is a test|ping|start|(?:hi )?(?:can|could|would|will|may) (?:you|any(?:one|body)|some(?:one|body)|i)(?: please)? (?:help(?: me| out)?|ask(?: you)?(?: something| a question)?)|i (?:have|have got) (?:a |got a )?question|quick (?:question|q)|help)\b/g;
const thanks =
  /\b(?:thank(?:s| ?you| ?u|yous)?(?: (?:you|so much|very much|a lot|a million|a bunch|ever so much|again|in advance|loads))?|thx|tysm|tyvm|ta|cheers|(?:much |really |i )*appreciate(?:d| it| that| your help)?|ok(?:ay|ey)?|great|good (?:bot|job)|perfect|lovely(?: stuff)?|brill(?:iant)?|excellent|fab|amazing|wonderful|cool|super|got it|understood|(?:very |really |so )*helpful|you are a (?:star|legend|gem|lifesaver)|(?:all )?clear(?: now)?|that(?: is| was)?(?: really| very| so| all)?(?: (?:great|helpful|brilliant|perfect|useful|all|it|fine))?(?: i needed)?|(?:that )?answers (?:it|my question)|no more questions|bye(?: bye)?|goodbye|see (?:you|ya)|have a (?:nice|good|lovely|great) (?:day|evening|weekend|one)|nice one|no problem|no|yes|yep|for (?:that|now|your (?:help|time|answer|reply|quick reply)|the (?:help|info|information|information provided|answer|update|reply|quick reply)|getting back to me|letting me know|this|replying|explaining)|i am grateful|will do|sorted)\b/g;
const fillers =
  /\b(?:there|all|every(?:one|body)|folks|team|guys|people|bot|noticeboard|mate|friend|sir|madam|colleagues?|please|again|so|very|much|and|it is|just|then|today|me|now|u|you|then|too|mip|a|lot|really)\b/g;

/**
 * Tells a message that holds nothing but courtesy: `thanks` when thanks, agreement or goodbye is in it, `greeting`
 * when only a hello or a bare call for help is. Null when anything else is left. Input: text from `normaliseMessage`.
 */
export const courtesyOnly = (normalised: string): "greeting" | "thanks" | null => {
  if (normalised.length > 120) return null;
  const withoutThanks = normalised.replace(thanks, " ");
  const withoutBoth = withoutThanks.replace(greetings, " ").replace(thanks, " ");
  if (/[a-z0-9]/.test(withoutBoth.replace(fillers, " "))) return null;
  if (withoutThanks !== normalised) return "thanks";
  return withoutBoth === normalised ? null : "greeting";
};
