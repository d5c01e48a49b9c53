import { parseArgs } from "node:util";

/** What a run of the evals was asked to do. */
export type EvalArguments = { suites: string[]; split: "tune" | "held" | "all"; out: string | undefined; withModel: boolean };

/** Reads the command line; gives the words to print when it makes no sense. */
export const readArguments = (args: string[], known: string[]): EvalArguments | string => {
  const use = `use: npm run eval -- [--suite ${known.join(",")}] [--split tune|held|all] [--mode extractive] [--out DIR]`;
  try {
    const { values } = parseArgs({
      args,
      options: {
        suite: { type: "string", multiple: true },
        split: { type: "string" },
        out: { type: "string" },
        mode: { type: "string" },
      },
    });
    const suites = (values.suite ?? []).flatMap((names) => names.split(",")).filter((name) => name !== "");
    const unknown = suites.find((name) => !known.includes(name));
    if (unknown !== undefined) return `there is no suite ${unknown}\n${use}`;
    const split = values.split ?? "all";
    if (split !== "tune" && split !== "held" && split !== "all") return `there is no split ${split}\n${use}`;
    if (values.mode !== undefined && values.mode !== "extractive") return `there is no mode ${values.mode}\n${use}`;
    return {
      withModel: values.mode === undefined,
      suites: suites.length === 0 ? known : known.filter((name) => suites.includes(name)),
      split,
      out: values.out,
    };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${use}`;
  }
};
