import { z } from "zod";
import { GlossaryFile, RepsFile, RoutesFile, SlackFile, WordingFile } from "./knowledge-config.ts";

/** What a knowledge folder says beside its pages; served together with them. */
export const FolderSettings = z.strictObject({
  glossary: GlossaryFile,
  wording: WordingFile,
  routes: RoutesFile,
  reps: RepsFile,
  slack: SlackFile.default({ channels: {} }),
});
export type FolderSettings = z.infer<typeof FolderSettings>;
