import { FolderSettings } from "../../domain/folder-settings.ts";
import type { KnowledgeReading } from "../../ports/knowledge-store.ts";

/** Raise it when settings of today would mean something else to a program that reads them in the same form. */
const form = 1;

/** Settings as they are stored. Equal settings give equal text. */
export const rowOfSettings = ({ glossary, wording, routes, reps, slack }: FolderSettings): string =>
  JSON.stringify({ form, glossary, wording, routes, reps, slack });

/** Stored settings, checked whole: another release of the program may have written them with other keys. */
export const settingsOfRow = (stored: string | null): KnowledgeReading["settings"] => {
  if (stored === null) return "never_kept";
  const { form: written, ...settings } = JSON.parse(stored) as { form?: unknown };
  const read = written === form ? FolderSettings.safeParse(settings) : null;
  return read?.success ? read.data : "of_other_form";
};
