const setOf = (...lists: string[]): ReadonlySet<string> => new Set(lists.join(" ").split(/\s+/));

/** The closed classes of English grammar (Quirk et al., "A Comprehensive Grammar of the English Language", 1985, 2.39). */
export const modals = setOf("can could may might must shall should will would ought");
/** Forms of the verbs that only carry tense. */
export const beForms = setOf("be am is are was were been being");
export const haveForms = setOf("have has had having");
export const doForms = setOf("do does did");

/** Words that turn a clause into its contrary. */
export const negators = setOf("not no never none nobody nothing neither nor nowhere no-one noone");

/** Verbs that deny what they govern, by every form. */
export const denyingVerbs = setOf(
  "fail fails failed failing refuse refuses refused refusing reject rejects rejected rejecting decline declines declined lack lacks lacked lacking",
  "prevent prevents prevented prohibit prohibits prohibited forbid forbids forbidden ban bans banned bar bars barred stop stops stopped avoid avoids avoided",
);

/** Adjectives and adverbs that deny. */
export const denyingWords = setOf("exempt excluded hardly scarcely");

/** Who or what is spoken of, pointed at, or compared: words that name nothing by themselves. */
export const pronouns = setOf(
  "i me my mine we us our ours you your yours yourself he him his she her hers it its itself they them their theirs themselves this that these those",
  "there here who whom whose which what one ones someone somebody anyone anybody everyone everybody something anything everything people person",
);

const determiners =
  "a an the this that these those my your his her its our their each every any some all both either neither no such another other certain several many few most more much less";
/** Words after which a noun is to come. */
export const determinerWords = setOf(determiners);

const joining =
  "and or but nor so yet if unless because although though while whereas whether when where until till since once before after as than that for of to in on at by from with " +
  "within without into onto upon about above below over under between among amongst through via during against toward towards across along around per off out up down via " +
  "despite except besides instead rather like unlike including plus versus regarding concerning following due owing according depending subject";

/**
 * Words that carry no fact of their own: whether they stand in the quotations says nothing. What they do to a sentence (deny, bound,
 * limit, order in time) is judged by the other rules.
 */
export const lightWords = setOf(
  determiners,
  joining,
  "i me my mine we us our ours you your yours yourself he him his she her hers it itself they them theirs themselves there here who whom whose which what how why",
  "can could may might must shall should will would ought be am is are was were been being have has had having do does did done doing",
  "not no never none nobody nothing neither nor nowhere cannot unable able",
  "anymore far example addition simply carry carries carried form also too even just only very quite then thus therefore hence however now already still again ever always often usually generally typically normally mainly mostly sometimes commonly largely predominantly chiefly frequently primarily reportedly allegedly probably presumably maybe currently presently",
  "one ones own else etc yes please well both whole entire way ways thing things case cases situation part set kind kinds sort number",
  "get gets got getting go goes going gone bring brings bringing brought make makes made making take takes taken taking took give gives given giving gave let lets keep keeps kept hold holds held put puts",
  "need needs needed want wants come comes came use uses used using mean means meant say says said tell tells told according state states stated",
  "page guide passage source guidance text information someone somebody anyone anybody everyone everybody something anything everything people person",
  "every day time times period amount further additional certain particular particularly specific specifically overall actually really first earlier later",
  "apply applies applied applying cover covers covered covering lasts lasting lasted",
  "required require requires obliged allowed allow allows permitted entitled possible possibly perhaps potentially expected expect expects likely due probably scheduled",
  "around about roughly approximately nearly almost least most more less fewer at up",
);
