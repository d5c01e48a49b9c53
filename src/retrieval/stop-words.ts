const grammar =
  "a an the of to in on at by for from with without within and or but nor if so as is are was were be been being am do does did done doing " +
  "has have had having i i'm i've i'd i'll me my mine myself we we're we've us our ours ourselves you you're you've your yours yourself he him his she her " +
  "hers it it's its itself they they're they've them their theirs themselves this that that's these those there there's here here's not no can could will would shall should may " +
  "might must just also very too than then into onto about such own same some any all both each more most other only out up down off " +
  "once s t don't doesn't didn't can't won't isn't aren't wasn't couldn't wouldn't shouldn't haven't hasn't let's";
const asking = "what what's which who who's whom whose when when's where where's why how how's";
const chat =
  "please pls thanks thank cheers hi hello hey anyone anybody someone somebody everyone know tell thing things stuff wondering wonder ok okay like " +
  "happen happens happened happening really actually get gets got getting going go think say said question ask asking does anything something";

/** Words that ask (what, when, who ...): they say which kind of answer is wanted and are no concept. */
export const questionWords: ReadonlySet<string> = new Set(asking.split(" "));

/** The small change of chatting: greetings, thanks, "anyone know". */
export const chatWords: ReadonlySet<string> = new Set(chat.split(" "));

/** Words that carry no subject: grammar, the words that ask, and the small change of chatting. In small letters, ASCII apostrophes. */
export const stopWords: ReadonlySet<string> = new Set(`${grammar} ${asking} ${chat}`.split(" "));
