/** What a word does in its sentence, as far as finding evidence needs it. */
export type WordClass = "noun" | "name" | "verb" | "adjective" | "number" | "other";

/** The class of each word of a sentence, by its lower-cased form; a word used twice keeps its first class. */
export type WordClasses = (sentence: string) => Map<string, WordClass>;
