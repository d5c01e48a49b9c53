/** A sign that decides a route by itself, with the words of the message that show it. */
export type ScreenSign = { words: string };

const find = (patterns: RegExp[], text: string): ScreenSign | null => {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found) return { words: found[0].trim() };
  }
  return null;
};

/** Sayings and subjects that only sound like danger to life; cut out before the crisis patterns look. */
const sayings =
  /\b(?:(?:this|that|it|the (?:wait|waiting|stress|suspense|uncertainty|commute|process|heat|job|cuts|silence)|my (?:feet|back|knees|boss|manager))(?: \w+){0,3} (?:is|are) (?:(?:absolutely|slowly|literally|really) )?killing (?:me|us)|dying to (?:know|hear|find out|see|ask|meet)|(?:to|pay to|package to) die for|killing time|killed (?:the|it|off)|kill (?:the|off|two|this) (?!me)\w+|suicide (?:prevention|awareness|training|strategy|strategies|policy|team|service|services|bereavement|pathway|lead)|(?:self[- ]harm|crisis) (?:services?|teams?|prevention|pathways?|lines?|care|policy)|shoot (?:me|you|them) an? (?:email|message|line)|over my dead body|dead(?:line|lines| end| in the water| wood| weight| on my feet| right| wrong| against| set)|end of (?:life care|the road)|murder(?:ing)? (?:the|this) (?:service|nhs)|kills? (?:me )?(?:laughing|morale)|bit(?:e|ing) the bullet|bullet points?|jump(?:ing)? ship|hang(?:ing)? (?:on|about|around|in there|up)|death by (?:powerpoint|email|a thousand cuts))\b/g;

const self = "(?:i|i have|i am|im|i would|i will)";
const crisisPatterns = [
  /\bi am (?:going to|about to|ready to) jump\b|\b(?:have|made|got) a plan\b[^.?!\n]{0,40}\bdo it (?:tonight|today|tomorrow|now|soon|this week(?:end)?)\b/,
  /\bi (?:am|will be|would be) (?:just )?ending (?:it|my life|things|everything)\b(?! (?:with|early|on|by|amicably))|\bkms\b|\bunalive\b|\bwish i (?:had |have |would )?never been born\b|\b(?:want|wish|need) (?:it|this|everything) all to (?:stop|end|go away|be over)\b/,
  /\b(?:do not|does not|did not) (?:really )?care (?:if|whether) (?:i|he|she) (?:lives?|dies?|wakes?)\b|\bhope i (?:do not|never|will not) wake up\b|\b(?:nobody|no one|noone) (?:would|will) (?:even )?miss me\b|\bi am (?:just |nothing but |only )?a burden\b|\b(?:done with|had enough of|giv(?:e|ing|en) up on|fed up with|sick of) (?:life|living|being alive)\b/,
  /\b(?:want|wish) (?:to |i could )(?:just )?(?:disappear(?! from (?:teams|zoom|view|the))|vanish|sleep forever|not exist|stop existing|be dead|be gone)\b|\bcan not (?:face|do|see|get through) (?:another day|tomorrow|tonight|a future for me|any future|a way out|any way out)\b|\b(?:want|wanna|going to|need to|just) (?:to )?end things\b(?! (?:with|by|amicably|on good))/,
  /\b(?:jump(?:ing)?|step(?:ping)?|walk(?:ing)?|throw(?:ing)? myself) (?:off|in front of|under|out of|into) (?:a |an |the |my )?(?:\w+ )?(?:bridge|train|bus|lorry|roof|building|window|balcony|car|cliff|traffic|tube|river|sea)\b|\b(?:slit|cut|slash)(?:ting|ing)? (?:my|his|her|their) wrists?\b|\b(?:a|the|some) (?:rope|noose)\b|\b(?:says?|said) (?:he|she|they) (?:is|are|was|were) going to jump\b|\boverdosed?\b/,
  /\bcan not live (?:like this|with (?:this|myself|it)|any ?more)\b|\b(?:i can not|can not) cope any ?(?:more|longer)\b|^(?:i )?(?:just |really )*can not (?:take|do|bear|stand|face) (?:it|this|life|things)(?: all)? any ?(?:more|longer)\W*$/m,
  /\b(?:goodbye|suicide|farewell|last) message\b|\bwritten (?:a )?(?:note|letters?) (?:for|to) my (?:wife|husband|kids|children|family|mum|partner)\b|\b(?:worry|worrying) about me much longer\b|\bdark thoughts\b|\bthink(?:ing)? (?:a lot )?about (?:death|dying)\b|\bscared for my life\b/,
  /\b(?:what is|whats|there is|theres|see) (?:the|no|a|any) point (?:of (?:it all|living|anything|me)|any ?more(?! in (?!anything|life|living|going|it|trying))|in (?:it all|anything|going on|trying any ?more|life|living))\b|\bcrash(?:ing)? (?:the|my) car so\b|\b(?:and|will|would|to|going to) (?:come back and )?(?:stab|shoot|strangle|kill) me\b(?! (?:if|when|for) (?:i|this|asking|saying))|\bbreak (?:my|his|her) (?:legs|neck|arms|face)\b/,
  /\b(?:kill|killing|harm|harming|hurt|hurting|cut|cutting|hang|hanging|drown|shoot) (?:my ?self|him ?self|her ?self|them ?sel(?:f|ves))\b(?! laughing| a break| short| off from| trying to)/,
  /\b(?:suicid(?:e|al)|take (?:my|his|her|their) (?:own )?li(?:fe|ves)|taking (?:my|his|her|their) (?:own )?life|end(?:ing)? (?:my|his|her|their) (?:own )?life|end(?:ing)? it all|self[- ]?harm(?:ing|ed)?)\b/,
  /\b(?:thought|think|thinking|thoughts|planning|plan|want|going|tempted|ready|considering)(?: \w+)? (?:about |of |to |on )?(?:just )?(?:end(?:ing)? (?:it|things|everything)(?! (?:with|by mutual|amicably|early))|not (?:being|be) (?:here|around|alive)|dying|disappearing for good|doing away with)\b/,
  /\b(?:want|wanna|wanted|wish|rather|ready|going|like|love|deserve)(?: \w+)? (?:to (?:just )?die\b|i (?:was|were|am) dead|be dead|i had never been born|i could (?:die|not wake))/,
  /\b(?:do|does|did) not (?:want|wanna|wish) (?:to )?(?:live|be alive|be here(?: any ?more| any longer| tomorrow)|be (?:on|in) this (?:planet|earth|world)|wake up|exist|go on living|carry on living)/,
  /\b(?:never|not) (?:to )?wak(?:e|ing) up\b(?! (?:early|late|in time|before|to))/,
  /\b(?:better off|happier|easier|better)(?: \w+){0,3} (?:without me|if i (?:was|were|am) (?:dead|gone|not here|not around)|dead\b)/,
  /\b(?:no|not any|any|see the|the|what is the) point (?:in |of )?(?:living|being alive|being here|carrying on living|existing|life)\b/,
  /\b(?:(?:there is|there's|theres|see|is) )no point(?: (?:in )?(?:anything|it all|me|life))? any ?more\b(?! (?:in|to) (?!anything|life|living|going|it\b|trying))/,
  /\b(?:nothing|no reason|not much|no thing)(?: \w+)? (?:to live for|to stay alive|to go on for|to keep living|to carry on living)\b/,
  /\b(?:life|it) is not worth (?:living|it any ?more)\b|\blife is over\b|\btired of (?:living|being alive|life)\b|\bdo not deserve to (?:live|be here)\b/,
  new RegExp(
    `\\b${self} (?:just |really |honestly |simply )?(?:can not|could not|can no longer|can hardly) (?:go on|carry on|keep (?:going|living))(?! (?:the|a|this|that|your|holiday|leave|secondment|site|website|with (?:the|this|a)|doing two|working (?:full|from|at)|the course|as (?:a )?rep)\\b)`,
  ),
  /^(?:can not|can't) go on\b(?! (?:the|a|holiday|leave|secondment|site|website))/m,
  /\b(?:taken|took|taking|swallowed) (?:an |a )?(?:\w+ )?(?:overdose|od\b|load of|lot of|bunch of|handful of|too many|all (?:my|the|of my|of the))(?: \w+){0,2} ?(?:tablets|pills|paracetamol|meds|medication)?\b(?<=overdose|od|tablets|pills|paracetamol|meds|medication)/,
  /\b(?:my|the|some|these|saving up|have|got|with) (?:\w+ )?(?:pills|tablets|paracetamol|rope|noose|blade|razor)s? (?:here|ready|in front|in my|saved|and i am|beside|next to)\b/,
  /\b(?:standing|sitting|stood|sat|am|drove|walked|going) (?:\w+ )?(?:on|to|at|near|up|by) (?:\w+ ){0,2}(?:bridge|roof|ledge|cliffs?|railway|train tracks?|tracks|platform edge)\b/,
  /\b(?:driv(?:e|ing)|crash(?:ing)?|swerv(?:e|ing)|steer(?:ing)?)(?: \w+){0,4} (?:into|off|under) (?:a|the|an) (?:wall|tree|bridge|lorry|road|motorway|oncoming)\b/,
  /\b(?:goodbye|suicide|final) (?:note|notes|letter|letters)\b|\bthis is goodbye\b|\bby the time (?:you|anyone) reads? this\b|\btell my (?:family|kids|children|wife|husband|mum|partner)(?: that)? i (?:love|am sorry)/,
  /\b(?:will|would|might|may|do|think) not (?:i )?(?:will )?(?:be (?:alive|around much|here much|here next|here tomorrow|around to see)|make it through the night|see (?:tomorrow|christmas))\b|\bnot be around (?:any ?more|much longer)\b/,
  /\bno one would (?:even )?(?:notice|care|miss me) if i (?:was|were|am|died|disappeared)\b|\bif i (?:died|was dead|were dead|were gone|was gone|killed)\b/,
  /\b(?:keep|have|having|had|got|dark|these)(?: \w+){0,2} thoughts (?:about|of) (?:not being here|death|dying|ending|hurting|harming)\b|\bno way out (?:other than|but|except)\b/,
  /\b(?:can not|do not feel) (?:keep (?:my ?self )?safe|safe (?:with my ?self|from my ?self|on my own|at home|tonight))\b/,
  /\b(?:threatened|threatening|threatens|tried|trying|going|says? (?:he|she|they) (?:will|would)|said (?:he|she|they) (?:will|would)) (?:to |me )?(?:and )?(?:kill|stab|strangle|shoot) (?:me|us|her|him|them|someone|people)\b/,
  /\b(?:threatened|attacked|came at|chased|stabbed|cut)(?: \w+){0,3} with a (?:knife|gun|weapon|blade|machete|bat|hammer)\b|\b(?:man|woman|someone|person|he|she|ex|husband|partner)\b[^.?!\n]{0,40}\b(?:has|with|holding|carrying|got) a (?:knife|gun|weapon|machete)\b/,
  /\bi (?:am going|want|am about|plan|intend|would like|am ready|will) ?(?:to )?(?:kill|murder|stab|strangle|shoot|hurt|harm|punch) (?:my|him|her|them|someone|the|that|everyone|people|somebody)\b/,
  /\b(?:husband|wife|partner|boyfriend|girlfriend|ex|father|dad|son|brother)(?: \w+){0,2} (?:hits?|hit|beats?|beating|strangled|choked|punched|punches|hurts?|attacked|raped) me\b|\b(?:i am|being|get|getting) (?:beaten|abused|raped|strangled) (?:up )?(?:at home|by my)\b|\bscared to go home\b/,
  /\b(?:chest pains?|heart attack|having a stroke|can not breathe|not breathing|stopped breathing|collapsed (?:and|at|in|on)|bleeding (?:heavily|badly|out)|unconscious|unresponsive)\b(?! (?:policy|training|procedure|last year|in \d{4}))/,
];

/** The words that speak of danger to life, said outright or in a roundabout way; null when none do. */
export const crisisSign = (normalised: string): ScreenSign | null => find(crisisPatterns, normalised.replace(sayings, " "));

/** A question about somebody ignoring something ("can my manager ignore the instructions") orders nothing. */
const notAskedAbout =
  "(?<!\\b(?:can|could|may|might|should|must|shall|does|do|did|will|would|if|that|to) (?:i|we|they|he|she|it|members|staff|managers|employers|people|trusts|icbs|(?:my|the|an?|our|their) [\\w-]+) (?:just |simply |all )?|\\btold (?:me |us )?to |\\bi (?:was|am|have been) \\w+ to )";
const orders = `${notAskedAbout}\\b(?:ignore|disregard|forget|override|bypass|overrule|discard|skip|drop|do not follow|stop following)`;
const injectionPatterns = [
  /(?:^|[.!?:,;\n] ?)(?:please )?(?:ignore|disregard|forget|override) (?:any |all |your |the )?(?:previous|prior|earlier|above|preceding) guidance\b|\b(?:copy|print|write|type) (?:out )?(?:all |every )?(?:the )?(?:text|words?|messages?)\b[^.?!\n]{0,30}\b(?:before|above)\b|\brm -rf\b|\b(?:run|execute) (?:the|this) (?:command|script|code|sql)\b|\bwhat did (?:the )?(?:last|previous|other|another) (?:member|person|people|members)\b|\b(?:show|list|give|read)(?: me)? all (?:the )?(?:open |current |other )?(?:cases|conversations|chats|tickets)\b/m,
  /(?:^|[.!?:\n] ?)(?:please )?(?:(?:modify|augment|enhance|provide|integrate|(?:add|include)(?! (?:the|my) )|insert|replace|group|format|encode|reverse|append|prefix|embed|rewrite|spell|write|use|convert|substitute|introduce|misspell|scramble|rearrange|anagram|remove|combine|swap|shuffle|capitali[sz]e|start|begin|end|finish|conclude)\b[^?\n]{0,200}\b(?:your|each|the) (?:answer|response|reply|output)(?:'?s)?\b|in your (?:response|answer|reply),? (?:suggest|tease|promote|add|mention|include|recommend|say|insert|advertise|link)\b)/m,
  /\b(?:let us|let's|lets) (?:simulate|pretend|play a game)\b|\b(?:your|the) (?:developers?|creators?|programmers?) (?:wrote|told you|said to you|gave you)\b|\bpretend (?:the|that|you|to)\b[^.?!\n]{0,60}\b(?:write|say|answer|announce|reply|act)\b|\bstop being (?:a|an|the) (?:\w+ )?(?:bot|assistant|ai)\b|\bas (?:the|your) (?:system owner|administrator|admin|developer|owner)\b|\bi (?:authori[sz]e|command|order) you\b|\bto the (?:assistant|ai|bot|model):|: ?(?:ai|assistant), |\b(?:say|write|announce|reply|state|print)(?: \w+){0,4} that (?:the union (?:has agreed|agrees|recommends|supports)|mip (?:has agreed|agrees|recommends|supports)|all jobs are safe|vr is approved)|\bnames? and (?:phone )?(?:numbers?|addresses|emails?) of (?:all|every|the) members\b|\bwho asked you\b|\bno longer have any (?:limits|rules|restrictions)\b/,
  new RegExp(
    `${orders}\\b(?:,)? (?:about )?(?:(?:all|any|every|everything|of|the|your|these|those|and|previous|prior|earlier|preceding|above|following|other|own|safety|original|initial|system|entire) ?){1,7}(?:instructions?|prompts?|rules?|directions?|guidelines?|guardrails?|commands?|orders|context|messages?|programming|training|restrictions|settings|content polic\\w+|safeguards?|filters?)\\b`,
  ),
  new RegExp(
    `${orders} (?:everything|anything|all|all of) (?:above|before|you (?:were|have been|are|know|have learn\\w+|learn\\w+)|that (?:was|came)|i (?:said|told)|previously|the above|prior)`,
  ),
  new RegExp(`${orders} (?:the|all) (?:above|previous|preceding)\\b(?! (?:email|e-mail|message|question|letter))`),
  /\b(?:new|updated|additional|hidden|real|special) (?:system )?instructions?(?: for (?:the )?(?:ai|assistant|bot|model))?\s*:/,
  /\b(?:instructions?|note|message|memo|attention|important) (?:to|for) (?:the |any |all )?(?:ai|a\.i\.|assistants?|chatbots?|bots?|llms?|(?:large )?language models?)\b/,
  /\b(?:ai|virtual) (?:assistants?|agents?|models?|systems?|tools?) (?:reading|processing|handling|summari[sz]ing|that (?:reads?|process)) (?:this|the)\b/,
  /\bif you are (?:an? )?(?:ai|a\.i\.|llm|language model|large language model|chatbot|assistant)\b/,
  /\b(?:system|initial|original|hidden|secret|developer|base) (?:prompt|message|instructions?)\b(?=.*\b(?:show|print|reveal|output|repeat|tell|give|what|display|leak|write|copy|dump|share)\b|[\s\S]{0,10}$)|\b(?:show|print|reveal|output|repeat|tell|give|display|leak|dump|share)\b[^.?!\n]{0,30}\b(?:system|initial|original|hidden|secret|developer) (?:prompt|message|instructions?|rules)\b/,
  /\b(?:print|reveal|output|repeat|leak|dump|display|show me|give me|tell me)\b[^.?!\n]{0,20}\b(?:your|the) (?:\w+ )?(?:prompt|guardrails|configuration|api keys?|environment variables|admin password|source code|database)\b/,
  /\brepeat (?:everything|the (?:text|words|lines?)|all (?:the )?text|what (?:is|was)) (?:above|before)\b/,
  /\b(?:developer|debug|god|dan|jailbreak|admin|sudo|unrestricted|dude|stan) mode\b|\bdo anything now\b|\bjail ?break\b|\bdan mode\b|\bact(?:ing)? (?:just )?(?:like|as) dan\b/,
  /\b(?:you are (?:now|no longer)|from now on(?:,)? you|pretend (?:that )?you are|pretend to be|imagine you are|act as|role ?play(?:ing)? (?:as|a)?|i want you to act|you will (?:now )?(?:act|be|become|pretend|immerse)|take on the (?:role|persona)|immerse yourself)\b[^.?!\n]{0,80}\b(?:an? |the |my |without |no |called |un)?(?:ai\b|chatbot|assistant|model|terminal|hacker|pirate|grandmother|character|evil|unrestricted|unfiltered|restrictions?|rules|filters?|limits?|jailbroken|dan\b|dude|persona|lawyer who|interpreter|expert who|bound)/,
  /\bwithout (?:any )?(?:restrictions?|filters?|limitations?|censorship|moderation|safeguards?|ethical)\b[^.?!\n]{0,40}(?:answer|respond|reply|ai\b|$)|\b(?:no|any) (?:filters or restrictions|restrictions or filters|content policy|moral compass|ethical guidelines)\b/,
  /\b(?:turn off|switch off|disable|bypass|remove|reset|evade|get around|circumvent) (?:\w+ )?(?:guardrails?|filters?|moderation|safety|safeguards?|content polic\w+|restrictions|your rules)\b/,
  /\b(?:begin|end|start of) (?:new |hidden |secret )?(?:system )?(?:instructions?|prompt)\b|^\s*(?:#+ ?)?(?:instruction|system|assistant) ?:|<\/?(?:system|prompt|instructions?|assistant)>|<\|(?:im_start|im_end|system|endoftext)|\[\/?(?:system|inst|instructions?)\]|\{\{ ?(?:system|prompt|user)|<!--/m,
  /\b(?:stay in character|you have been hacked|tokens?\b[^.?!\n]{0,40}\b(?:refuse|lose)|prefix (?:your|each) (?:answer|response)|answer in two (?:different )?(?:separate )?ways|respond only (?:in|with)|reply only with the word|reply with the word|say exactly (?:the following|this)|just print|only print|decode (?:this|the following) base64)\b/,
  /\b(?:show|give|list|send|tell|read)(?: me)?(?: \w+){0,3} (?:other|another|all|every|the last) (?:members?'?|person|people|persons?'?|users?'?)(?: \w+)? (?:messages?|questions?|names?|cases?|data|details|asked|phone|emails?|conversations?)\b/,
];

/** The words that try to command or empty the machine instead of asking it something; null when none do. */
export const injectionSign = (normalised: string): ScreenSign | null => find(injectionPatterns, normalised);

const insult =
  "(?:useless|stupid|pathetic|idiots?|morons?|wankers?|twats?|cunts?|c\\*+t|tossers?|dick ?heads?|pricks?|bastards?|bitch(?:es)?|cow|scum|corrupt|retards?|spastics?|shit|crap|thick|dumb|arseholes?|assholes?|bellends?|knob ?heads?|cretins?|clowns?|fools?|vermin|filth|parasites?|leeches|whores?|slags?|liars?|joke|disgrace|waste of (?:space|money|time|oxygen))";
const abusePatterns = [
  /\b(?:f+u+c+k+|f\*+(?:ck|k)?|screw|sod|piss|eff|bugger|f) (?:off|you|your ?self|the lot of you|all of you|the union)\b|\bgo (?:fuck|f) (?:your ?self|off)\b|\bgo to hell\b|\bburn in hell\b|\beat shit\b|\bsuck (?:my|it|a)\b|\bshut (?:the fuck )?up\b|\bget stuffed\b|\bup yours\b/,
  new RegExp(
    `\\byou (?:are |lot are |people are |guys are |all are )?(?:all |just |such |so |really |absolutely |completely |totally |fucking |bloody |utterly |a |an |an absolute |a bunch of |absolute |bunch of |lazy |lying |stupid |fat |dirty |ugly |useless |thieving |union |piece of |total |complete |worthless |load of ){0,5}${insult}\\b`,
  ),
  new RegExp(
    `^(?:what a |you |absolute |total |fucking |stupid |dumb |useless |lazy |bloody |complete |bunch of |pathetic |shit |union |worthless )*${insult}(?: bot| machine| union| people| the lot of you| you)?[\\s!.]*$`,
  ),
  /\b(?:(?:go |just |please )?kill your ?self|drop dead|hope you (?:all )?(?:die|rot|get|burn|suffer|lose|choke)|i (?:will|am going to) (?:find|kill|hurt|smash|get|come for|hunt) you|know where you (?:live|work)|watch your back|you(?: are|r) dead|what is coming to you|smash (?:your|it|you)|break your (?:legs|neck|face))\b/,
  /\b(?:send nudes|show me your (?:tits|boobs|body|ass|arse|knickers)|(?:want|wanna|like) (?:to )?(?:have sex|sleep with you|fuck you|shag)|talk dirty|are you horny|nice (?:tits|arse|ass)|suck my|what are you wearing|sexy (?:bot|time|chat))\b/,
  /\b(?:go back (?:to )?where you came from|go home foreigners?|foreigners (?:like you )?should (?:go|fuck)|dirty (?:foreigners?|immigrants?))\b/,
];

/** An insult, threat or sexual remark at the reader or others; swearing in despair is none. */
export const abuseSign = (normalised: string): ScreenSign | null => find(abusePatterns, normalised);

/** The message without its insults and swear words, to see whether a question is left. */
export const withoutAbuse = (normalised: string): string => {
  let rest = normalised;
  for (const pattern of abusePatterns)
    rest = rest.replace(new RegExp(pattern.source, pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`), " ");
  return rest
    .replace(new RegExp(`\\b(?:f+u+c+k+(?:ing|in|ed|s)?|bloody|shit(?:ty|e)?|crap|arse|effing|wtf|ffs|${insult})\\b`, "g"), " ")
    .replace(/\s+/g, " ")
    .trim();
};
