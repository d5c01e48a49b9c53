import { writeFileSync } from "node:fs";
import { type ErasedEverywhere, type HeldTable, openPrivacy, type Privacy } from "../compose-privacy.ts";
import { readConfig } from "../config.ts";
import { channelNames } from "../domain/message.ts";
import type { AuditCheck } from "../ports/audit-store.ts";
import type { RowCounts } from "../ports/privacy-store.ts";
import type { Flags } from "./read-flags.ts";
import { UsageError } from "./usage-error.ts";

const actions = ["export", "erase", "report"] as const;
type Action = (typeof actions)[number];

const actionOf = ({ words }: Flags): Action => {
  const [written, ...others] = words;
  const action = actions.find((name) => name === written);
  if (action === undefined) throw new UsageError(`Say ${actions.join(", ")}: not "${written ?? ""}".`);
  if (others.length > 0) throw new UsageError(`"${others[0]}" is one word too many. Name a member with --channel and --member.`);
  return action;
};

/** Whose things; null when nobody is named. */
const memberOf = (flags: Flags): ((privacy: Privacy) => string) | null => {
  const { key, channel: written, member } = flags;
  if (key !== undefined) {
    if (written !== undefined || member !== undefined) throw new UsageError("Give either --key, or --channel and --member.");
    if (key.trim() === "") throw new UsageError("--key is empty.");
    return () => key;
  }
  if (written === undefined && member === undefined) return null;
  const channel = channelNames.find((name) => name === written);
  if (channel === undefined) throw new UsageError(`--channel takes one of ${channelNames.join(", ")}, not "${written ?? ""}".`);
  if (member === undefined || member.trim() === "")
    throw new UsageError("--member is missing: the channel's own id of the sender.");
  return (privacy) => privacy.keyOf(channel, member);
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const counted = (counts: RowCounts): string =>
  Object.entries(counts)
    .map(([table, rows]) => `  ${table.padEnd(16)} ${rows}`)
    .join("\n");

const isNothing = (counts: RowCounts): boolean => Object.keys(counts).length === 0;

const days = (kept: number | null): string => (kept === null ? "for ever" : `${kept} days`);

const auditInWords = ({ entries, head, brokenAt }: AuditCheck): string =>
  brokenAt === null
    ? `Audit: ${entries} entries, unchanged. Its head, to be noted down elsewhere: ${head || "none yet"}`
    : `Audit: CHANGED at entry ${brokenAt} of ${entries}. Bring back a copy in which it is whole, and find out who could write to the store.`;

const tablesInWords = (tables: HeldTable[]): string =>
  tables
    .map(({ table, rows, oldestAt, keptDays }) =>
      [
        `  ${table.padEnd(16)} ${String(rows).padStart(7)}`,
        `kept ${days(keptDays)}`.padEnd(16),
        oldestAt ? `oldest ${oldestAt}` : "",
      ]
        .join("  ")
        .trimEnd(),
    )
    .join("\n");

const report = async (privacy: Privacy, memberKey: string | null, json: boolean): Promise<number> => {
  if (memberKey !== null) {
    const held = await privacy.held(memberKey);
    if (json) print(JSON.stringify({ memberKey, held }));
    else print(isNothing(held) ? "Nothing is held of this person." : `Held of this person, in rows:\n${counted(held)}`);
    return 0;
  }
  const { tables, audit } = await privacy.report();
  if (json) print(JSON.stringify({ tables, audit }));
  else print(`Held, in rows:\n${tablesInWords(tables)}\n${auditInWords(audit)}`);
  return audit.brokenAt === null ? 0 : 1;
};

const exportAll = async (privacy: Privacy, memberKey: string, out: string | undefined): Promise<number> => {
  const record = { exportedAt: new Date().toISOString(), ...(await privacy.read(memberKey)) };
  const text = `${JSON.stringify(record, null, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(text);
    return 0;
  }
  try {
    writeFileSync(out, text, { flag: "wx", mode: 0o600 });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== "EEXIST") throw fault;
    throw new UsageError(`${out} is there already: choose another name for --out.`);
  }
  print(`${record.messages.length} messages, ${record.cases.length} cases and ${record.answers.length} answers are in ${out}.`);
  return 0;
};

const erasedInWords = ({ removed, cleaned, logLines, files }: ErasedEverywhere): string =>
  [
    isNothing(removed) ? "Nothing was held of this person." : `Removed, in rows:\n${counted(removed)}`,
    ...(isNothing(cleaned) ? [] : [`Taken out of what others wrote or were told, in rows:\n${counted(cleaned)}`]),
    `Lines of the log: ${logLines}`,
    files.isClean
      ? `Files: ${files.says}.`
      : `Files NOT clean: ${files.says}. Run this again, if need be while the service is stopped.`,
  ].join("\n");

const erase = async (privacy: Privacy, memberKey: string, { yes, json }: Flags): Promise<number> => {
  if (!yes) {
    const held = await privacy.held(memberKey);
    process.stderr.write(
      isNothing(held)
        ? "Nothing is held of this person, so nothing would be removed. With --yes the store's files are cleaned again.\n"
        : `This would be removed for good, in rows:\n${counted(held)}\nNothing was removed. Say --yes to remove it.\n`,
    );
    return 2;
  }
  const erased = await privacy.erase(memberKey);
  print(json ? JSON.stringify(erased) : erasedInWords(erased));
  return erased.files.isClean ? 0 : 1;
};

/**
 * `privacy export|erase|report`: everything that is held about one person, removing it, or how much is held of all. Exit 1 when the audit was
 * changed or the store's files could not be cleaned, 2 for wrong use and for an erasure without `--yes`.
 */
export const privacy = async (flags: Flags): Promise<number> => {
  const action = actionOf(flags);
  const member = memberOf(flags);
  if (member === null && action !== "report")
    throw new UsageError("Name the person: --channel and --member, or --key. report without a person counts all.");
  const opened = await openPrivacy(readConfig(flags));
  try {
    const memberKey = member?.(opened) ?? null;
    if (action === "report" || memberKey === null) return await report(opened, memberKey, flags.json);
    return action === "export" ? await exportAll(opened, memberKey, flags.out) : await erase(opened, memberKey, flags);
  } finally {
    await opened.close();
  }
};
