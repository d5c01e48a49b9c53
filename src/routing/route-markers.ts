import type { LearntRoute } from "./choose-route.ts";

/**
 * Words without which a message cannot take a route, whatever the model says. They are broad on purpose: the model
 * chooses, the marker only stops a chance likeness of small words ("are you", "how do I") from deciding.
 * `general`, `personal` and `off_topic` need none.
 */
export const routeMarkers: Partial<Record<LearntRoute, RegExp>> = {
  crisis:
    /\b(?:die|dying|dead|kill\w*|alive|suicid\w*|hurt(?:ing)? (?:my|him|her|them)self|harm(?:ing)?|knife|gun|weapon|pills|tablets|overdose|end(?:ing)? (?:it|things|everything)|goodbye|hopeless|worthless|pointless|no point|the point|point any|cope|go on|carry on|without me|if i (?:was|were) gone|disappear|(?:not|about|thoughts of) being here|not (?:want to )?be here|much longer|wake up|hits? me|beat(?:s|ing|en)? (?:me|up)|scared (?:of|for|to)|stab\w*|my ?self safe|way out|given up|give up|the end|exist|burden|(?:to|want|not) live|fight any)\b/,
  greeting:
    /\b(?:hi+|hiya|hello+|hullo|helo|hey+a?|heya|ello|yo|howdy|greetings|morning|mornin|afternoon|evening|good day|dear|help|question|ask|anyone|anybody|there|ok|okay|alright|wotcha|oi|hola|bonjour|start|test\w*|ping|how are you|how is it going|how is things|how things|back|again|nice to meet)\b/,
  thanks:
    /\b(?:thank\w*|thx|tysm|ta|cheers|appreciat\w*|ok|okay|great|good|perfect|lovely|brill\w*|excellent|fab|amazing|cool|got it|understood|helpful|star|legend|all clear|answers|that is all|no more|bye|goodbye|see you|nice|wonderful|super|no problem|weekend|grateful)\b/,
  about_bot:
    /\b(?:you|your|bot|robot|ai|a\.i|chatbot|machine|human|person|chatgpt|noticeboard|this|here|private|confidential|anonymous|gdpr|openai|recording|messages?|who reads|i (?:type|write|wrote|say|said)|conversation|chat|data|this thing)\b/,
  membership_office:
    /\b(?:member(?:ship|s)?|memb\w*|subs|subscri\w*|fees?|cost|costs|rate|direct debit|dd|debit|bank|address|moved|log ?in|login|logged|sign in|password|account|website|site|page|card|unsubscribe|emails?|magazine|leave|leaving|left|cancel|resign|rejoin|join\w*|refund|receipt|number|details|records|charged?|payment|pay|paid|retir\w*|unison|lapse\w*|payroll|docas|terminate|application|tax relief|phone|name|workplace|student)\b/,
  abuse:
    /\b(?:fuck\w*|f\*+\w*|f off|shit\w*|crap|piss\w*|bastards?|wank\w*|twats?|cunts?|c\*+\w*|bitch\w*|idiots?|morons?|stupid|useless|pathetic|dumb|thick|scum|corrupt|tossers?|dick\w*|pricks?|retards?|spastic\w*|losers?|shut up|screw|hell|die|dead|kill|cancer|find you|know where|watch your back|coming to you|get you|smash\w*|nudes?|tits|sex\w*|horny|arse\w*|dirty|pigs|foreigners?|immigrants?|joke|liars?|lying|lazy|cow|rubbish|hate|waste|brains|clowns?|fools?|go back|disgrace\w*)\b/,
  injection:
    /\b(?:instruct\w*|prompts?|ai|assistants?|language model|rules?|mode|restrictions?|admin\w*|pretend|character|output|print|decode|developer|api|role ?play|simulat\w*|obey|override|ignore|disregard|forget|jailbreak|guardrails?|filters?|hack\w*|database|configuration|act as|from now on|you were told|you are told|say exactly|union bot|policies|official statement|respond|hypothetical|say that|refuse|other members|never mention|other members'|reply with|speak as)\b/,
};

/** The chances with every route taken out whose marker is missing, brought back to a sum of 1. */
export const withMarkers = (chances: Record<LearntRoute, number>, normalised: string): Record<LearntRoute, number> => {
  const kept = { ...chances };
  let total = 0;
  for (const route of Object.keys(kept) as LearntRoute[]) {
    const marker = routeMarkers[route];
    if (marker && !marker.test(normalised)) kept[route] = 0;
    total += kept[route];
  }
  if (total > 0) for (const route of Object.keys(kept) as LearntRoute[]) kept[route] /= total;
  return kept;
};
