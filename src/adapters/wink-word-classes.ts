import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import type { WordClass, WordClasses } from "../ports/word-classes.ts";

const classOfTag: Record<string, WordClass> = { NOUN: "noun", PROPN: "name", VERB: "verb", ADJ: "adjective", NUM: "number" };

/** Universal part-of-speech tags from wink-nlp's English model, which is part of its npm package. */
export const createWordClasses = (): WordClasses => {
  const nlp = winkNLP(model, ["sbd", "pos"]);
  return (sentence) => {
    const tokens = nlp.readDoc(sentence).tokens();
    const forms = tokens.out(nlp.its.value) as string[];
    const tags = tokens.out(nlp.its.pos) as string[];
    const classes = new Map<string, WordClass>();
    forms.forEach((form, index) => {
      const key = form.toLowerCase();
      if (!classes.has(key)) classes.set(key, classOfTag[tags[index]!] ?? "other");
    });
    return classes;
  };
};
