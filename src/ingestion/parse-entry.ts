import type { ParseOutcome } from "../domain/parsed-file.ts";
import type { FileToParse } from "../ports/file-parser.ts";
import { parseFile } from "./parse-file.ts";

/** The most text that one file may yield, in characters: ten thick books. A bomb unpacks to more. */
const maxTextCharacters = 10_000_000;

const textLength = (outcome: ParseOutcome): number => {
  if (!outcome.ok) return 0;
  return outcome.parsed.sections.reduce(
    (sum, section) => section.blocks.reduce((inner, block) => inner + block.text.length + (block.introducedBy?.length ?? 0), sum),
    0,
  );
};

/** Started as a child process by `src/adapters/parsing-child`: one message in, one message out, until the parent goes. */
process.on("message", (file: FileToParse) => {
  void parseFile(file).then((outcome) => {
    const tooLong: ParseOutcome = { ok: false, code: "too_large", message: "it unpacks to more text than is read" };
    process.send?.(textLength(outcome) > maxTextCharacters ? tooLong : outcome);
  });
});
process.on("disconnect", () => process.exit(0));
