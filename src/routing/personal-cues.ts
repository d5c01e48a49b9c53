/** What a cue shows. `strong` alone makes a case; `weak` only adds to the scales. */
export type CueStrength = "strong" | "weak";

/** A sign that the message is about the sender's own situation: what it shows, and the words that show it. */
export type PersonalCue = { id: string; shows: string; strength: CueStrength; words: string };

type CueRule = { id: string; shows: string; strength: CueStrength; pattern: RegExp };

const superior =
  "(?:line |senior |service |team |general |area |new |old )?(?:manager|boss|supervisor|director|team leader|team lead|head of \\w+|matron|ceo|chief exec(?:utive)?)";
const employer = "(?:employer|trust|icb|csu|hr|organisation|work|workplace|department|hospital)";
const paper =
  "(?:letters?|emails?|e-mails?|notice|contract|payslip|p45|form|offer|paperwork|documents?|statement|minutes|report|outcome|invite|invitation)";
const event =
  "(?:meeting|hearing|consultation|1:1|121|1-1|one to one|one-to-one|interview|appeal|investigation|tribunal|grievance|disciplinary|capability|sickness review|absence review|case|suspension|dismissal|selection|scoring|score|assessment)";
const fill = "(?:[\\w'-]+ ){0,4}?";
const done =
  "(?:told|informed|notified|put at risk|put on|placed|suspended|dismissed|sacked|fired|selected|slotted|matched|made redundant|transferred|moved|downgraded|redeployed|refused|denied|turned down|rejected|accused|bullied|harassed|discriminated|offered|given|sent|asked|invited|called|summoned|threatened|ignored|excluded|overlooked|passed over|demoted|pressured|pushed|forced|ring-?fenced|assigned|issued|scored|assimilated|victimised|singled out|targeted|signed off|marked|underpaid|overpaid|paid)";

const rules: CueRule[] = [
  {
    id: "own_letter",
    shows: "own letter or papers",
    strength: "strong",
    pattern:
      /\bmy (?:[\w'-]+ ){0,2}?(?:letter|payslip|p45|contract|appeal|outcome|settlement|risk letter|offer|job description|application|dismissal|redundancy (?:notice|pay|payment|figure|quote|estimate|letter|package)|notice period|statement|payout|pay out|pension (?:statement|estimate|quote))\b/,
  },
  {
    id: "got_letter",
    shows: "a letter or papers that came",
    strength: "strong",
    pattern: new RegExp(
      `\\b(?:i|we) (?:have )?(?:just |now |only |finally |today |recently )*(?:got|had|received|been sent|been given|been handed|opened|signed|was sent|was given)\\b ${fill}${paper}\\b`,
    ),
  },
  {
    id: "sent_me",
    shows: "papers sent to the member",
    strength: "strong",
    pattern: /\b(?:sent|gave|handed|emailed|given|issued|posted) me\b/,
  },
  {
    id: "own_meeting",
    shows: "own meeting or proceedings",
    strength: "strong",
    pattern: new RegExp(`\\bmy (?:[\\w'-]+ ){0,3}?${event}\\b`),
  },
  {
    id: "have_meeting",
    shows: "own meeting or proceedings",
    strength: "strong",
    pattern: new RegExp(
      `\\bi (?:have|had|am having|have got|am going (?:to|into)|am facing|face|am in|am due|got) (?:got )?(?:a|an|my|the|another|some)? ?${fill}${event}\\b`,
    ),
  },
  {
    id: "own_offer",
    shows: "an offer made to the member",
    strength: "strong",
    pattern:
      /\b(?:offered (?:me|us)|(?:i|we) (?:have |was |were |am |are )?(?:just |now |also )?(?:been |being )?offered|offering me)\b/,
  },
  {
    id: "done_to_me",
    shows: "something done to the member",
    strength: "strong",
    pattern: new RegExp(
      `\\bi (?:have|had|was|am|got)(?: just| now| also| today| only| recently| already| being| been| not| never| then| basically| verbally)* ${done}\\b`,
    ),
  },
  {
    id: "they_me",
    shows: "something an employer did or said",
    strength: "strong",
    pattern:
      /\b(?:they|he|she|hr|manager|boss|director|employer|trust|icb|company|management|someone|colleague|it|who)(?: \w+)?(?: \w+)? (?:told|asked|telling|asking|want|wants|wanted|made|makes|making|expect|expects|force|forcing|forced|refuse|refused|put|puts|moved|moving|blamed|accused|bullying|bullied|bullies|threatened|ignored|ignores|shouted at|shouts at|suspended|dismissed|sacked|let|selected|called|invited|given|paid|pay|owe|owes|underpaid|stopped|denied|excluded|picking on|picks on|treats|treating|treated) (?:me|my)\b(?! (?:what|how|about|whether|if|where|when|who)\b)/,
  },
  {
    id: "my_superior",
    shows: "a manager of the member's own",
    strength: "strong",
    pattern: new RegExp(
      `\\bmy (?:\\w+ )?${superior}(?: \\([^)]*\\)| \\w+)? (?:is|was|has|have|had|says|said|will|would|wants|wanted|told|keeps|kept|refuses|refused|did|does|never|just|thinks|insists|claims|made|makes|gave|put|asked|called|threatened|and|who|sent|changed|denied|ignores|shouts|treats|bullies|blocked|rejected|hates|turned)\\b`,
    ),
  },
  {
    id: "my_superior_named",
    shows: "a manager of the member's own",
    strength: "weak",
    pattern: new RegExp(`\\bmy (?:\\w+ )?${superior}\\b`),
  },
  {
    id: "my_employer_acts",
    shows: "what the member's employer does",
    strength: "weak",
    pattern: new RegExp(
      `\\b(?:my|our) (?:\\w+ )?${employer} (?:is|was|has|have|are|says|said|will not|wants|wanted|told|keeps|refuses|refused|did|does|never|just|insists|claims|made|gave|put|asked|denied|ignores|now)\\b`,
    ),
  },
  {
    id: "own_post",
    shows: "own post",
    strength: "strong",
    pattern:
      /\bmy (?:own |current |substantive |whole |old |new )?(?:post|job|role|position|team|contract|secondment|hours|pay|salary|band|banding|grade|shift|shifts|department|section|unit)(?: \w+)? (?:is|are|was|were|has|have|had|will|got|did|does|isn't|keeps|keep|being|going|not)\b/,
  },
  {
    id: "at_risk",
    shows: "own post at risk",
    strength: "strong",
    pattern:
      /\bi (?:am|was|have been|might be|may be)(?: \w+)? (?:formally |provisionally |officially )?(?:at risk|redundant|displaced|supernumerary|in (?:the|a) pool|suspended|on notice|being (?:made|forced|pushed|bullied|managed out|performance managed|investigated|tupe'?d|transferred|moved|asked|told|harassed|discriminated|paid|treated|targeted|consulted))\b/,
  },
  {
    id: "own_figures",
    shows: "own figures",
    strength: "strong",
    pattern:
      /\b(?:i (?:earn|make|get|currently earn|am paid|am on|was on|am currently on|am earning)|my (?:salary|pay|wage|earnings|package)(?: is| was| of)?)(?: about| around| roughly| approx| just over| under| over| only)*:? ?(?:£ ?\d|\d+ ?k\b|\d{2},?\d{3}|band \d|an? band \d)|\bi (?:only )?(?:have|had|have got|have done|did|have worked|work|worked|have been|completed|will have)\b[^.?!\n]{0,40}\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)(?: and a half| plus|\+)? (?:years?|months?|weeks?)\b|\b\d+ (?:years?|months?)'? (?:of )?(?:my |nhs |continuous |reckonable |loyal )*(?:service|here|in the nhs|in post|in my)/,
  },
  {
    id: "own_age",
    shows: "own age or band",
    strength: "strong",
    pattern:
      /\bi am (?:(?:only|now|nearly|almost|currently|turning) )*(?:a )?(?:\d{2}\b(?! ?%)|band \d|an? (?:band \d|8[a-d])|aged \d{2})|\bi (?:turn|will be) \d{2}\b|\bas an? (?:band \d|8[a-d])\b/,
  },
  {
    id: "own_dates",
    shows: "own dates",
    strength: "strong",
    pattern:
      /\b(?:i (?:took|drew|started|joined|start|began|begin|return|returned|finish|leave|retire|retired|am due|go|went|resigned|applied|submitted|appealed|raised|complained)\b[^.?!\n]{0,40}\b(?:on|in|since|last|next|back|\d+ \w+ ago)\b ?(?:\d|monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september|october|november|december|week|month|year)|my last day|my (?:start|leaving|end|termination|retirement|return|due) date)\b/,
  },
  {
    id: "own_condition",
    shows: "own health, leave or family",
    strength: "strong",
    pattern:
      /\b(?:i am (?:currently |now |still |just |about to (?:go|start) )*(?:off (?:sick|work|with)|on (?:sick|maternity|paternity|adoption|parental|long[- ]term|a fixed|secondment|a secondment|annual leave|bank|a zero|phased)|pregnant|disabled|dyslexic|autistic|neurodiver\w+|signed off|going through|struggling|stressed|exhausted|burnt out|in tears|a carer|recovering|part[- ]time|waiting (?:for|to)|seconded|acting up|covering)|i have (?:\w+ )?(?:cancer|anxiety|depression|a disability|adhd|ptsd|dyslexia|autism|long covid|ms|a baby|children|been off|a mortgage|migraines|endometriosis)|my (?:disability|anxiety|depression|mental health|health|stress|gp|doctor|cancer|pregnancy|maternity|sick (?:pay|leave|note)|occupational health|oh|fit note|reasonable adjustments?|flexible working|annual leave|leave|childcare))\b/,
  },
  {
    id: "dispute",
    shows: "a dispute",
    strength: "strong",
    pattern:
      /\b(?:i (?:want|wish|need|would like|intend|am going|am planning|am thinking|have decided|plan) (?:to |of )?(?:raise|raising|lodge|make|bring|submit|take out|file|put in|appeal|challenge|complain|contest|sue|resign|hand in|report) ?(?:a |an |my |the |this |against|about)|i (?:raised|lodged|filed|put in|submitted|appealed|complained|challenged|disagree|refused|objected|dispute|disputed)|against me|to me personally|treated unfairly|unfair to me|constructive dismissal|blaming me|behind my back)\b/,
  },
  {
    id: "own_appeal",
    shows: "a dispute",
    strength: "strong",
    pattern:
      /\b(?:appeal|challenge|dispute|contest|fight|refuse)(?: against)? (?:my|this) (?:\w+ )?(?:redundancy|selection|score|scores|dismissal|outcome|decision|grading|banding|suspension|warning|offer)\b|\b(?:complaint|grievance|allegation|concern)s? (?:about|against) me\b|\bi (?:applied|appl(?:y|ied) for)\b[^.?!\n]{0,40}\b(?:rejected|refused|turned down|unsuccessful|not successful)\b/,
  },
  {
    id: "paper_says",
    shows: "a letter or papers that came",
    strength: "strong",
    pattern:
      /\b(?:the|this|his|her|their) (?:letter|email|e-mail|offer|contract|agreement|outcome) (?:says?|said|states?|tells?|gives?|i (?:got|received|was|had)|from (?:hr|my))\b|\battached (?:is|letter|email)\b|\bsign (?:it|this)\b|\b(?:see|from) (?:below|attached)\b/,
  },
  {
    id: "imminent_event",
    shows: "an event close at hand",
    strength: "weak",
    pattern:
      /\b(?:hearing|meeting|interview|disciplinary|appeal|investigation|1:1|consultation)\b[^.?!\n]{0,25}\b(?:tomorrow|today|tonight|in (?:an?|\d+) (?:hours?|mins?|minutes)|this (?:morning|afternoon)|on (?:monday|tuesday|wednesday|thursday|friday))/,
  },
  {
    id: "wants_person",
    shows: "asks for a person's help",
    strength: "strong",
    pattern:
      /\b(?:(?:represent|accompany|advise|ring|call|phone|contact|come with) me\b|(?:speak|talk|chat) (?:to|with) (?:a |an |my |the )?(?:\w+ ){0,2}(?:rep|reps|person|human|official|officer|someone|somebody|anyone|organiser|adviser|advisor|solicitor|lawyer)\b|i need (?:a )?(?:rep|representation|representative|advice|legal advice|union rep|help|support|urgent)|what (?:are|is) my (?:rights|options|position|entitlement)|where do i stand|do i have a case|advise (?:me )?please)/,
  },
  {
    id: "for_another",
    shows: "the situation of a person the member knows",
    strength: "strong",
    pattern:
      /\b(?:my|a) (?:\w+ )?(?:colleague|friend|wife|husband|partner|daughter|son|team member|member of my team|workmate|co-?worker|mum|dad)\b[^.?!\n]{0,30}\b(?:has been|was|is being|has had|got|is off|has just|received|was told|were told)\b/,
  },
  {
    id: "own_payout",
    shows: "own payment or pension",
    strength: "weak",
    pattern:
      /\b(?:my (?:redundancy|pension|lump sum|service|years|continuous service|notice|entitlement|pay|salary|protected)|how much (?:will|would|do|should|could|am) i|what (?:will|would|do) i get|what am i (?:due|entitled|owed))\b/,
  },
  {
    id: "should_i",
    shows: "asks for a decision on own situation",
    strength: "weak",
    pattern:
      /\b(?:should i|must i|do i have to|shall i|can they|are they allowed|is (?:this|that) (?:legal|right|fair|allowed|normal|lawful)|can i (?:refuse|appeal|challenge|fight|sue|say no|turn (?:it|this) down))\b/,
  },
  {
    id: "own_organisation",
    shows: "own workplace",
    strength: "weak",
    pattern: /\b(?:i (?:work|worked|am employed|am based|am) (?:for|at|in|with|as)|i am an? )\b/,
  },
];

const globalRules = rules.map((rule) => ({ ...rule, pattern: new RegExp(rule.pattern.source, "g") }));

/** Words that open a supposed case: "what if my post goes", "before I am at risk". */
export const supposition =
  /\b(?:if|suppose|supposing|assuming|in case|unless|whether|once|before|until|what happens when|imagine)\b/;

const clauseBefore = (text: string, at: number): string => {
  const from = Math.max(
    text.lastIndexOf(".", at - 1),
    text.lastIndexOf("?", at - 1),
    text.lastIndexOf("!", at - 1),
    text.lastIndexOf("\n", at - 1),
    text.lastIndexOf(", ", at - 1),
  );
  return text.slice(from + 1, at);
};

/**
 * Signs in a normalised message that it is about the sender's own situation, strongest first.
 * Input: text from `normaliseMessage`. Each rule counts once, with the first words that met it; a sign that is only
 * supposed ("if my role is cut") counts as weak.
 */
export const personalCues = (normalised: string): PersonalCue[] => {
  const cues: PersonalCue[] = [];
  for (const { id, shows, strength, pattern } of globalRules) {
    const found = [...normalised.matchAll(pattern)];
    const real = found.find((match) => !supposition.test(clauseBefore(normalised, match.index)));
    const match = real ?? found[0];
    if (match)
      cues.push(
        real
          ? { id, shows, strength, words: match[0].trim() }
          : { id: `supposed_${id}`, shows, strength: "weak", words: match[0].trim() },
      );
  }
  return cues.sort((a, b) => (a.strength === b.strength ? 0 : a.strength === "strong" ? -1 : 1));
};
