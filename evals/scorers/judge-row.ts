import type { AskRow } from "../../src/domain/answer.ts";
import type { Expectation } from "../eval-row.ts";

/** One expectation of a row, kept or broken, in words for the report. */
export type Check = { check: keyof Expectation; passed: boolean; expected: string; got: string };

const many = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const matches = (pattern: string, text: string): boolean => new RegExp(pattern, "iu").test(text);

/** A source may be named with or without the ending of its file. */
export const sameSource = (expected: string, sourceId: string): boolean =>
  expected === sourceId || expected.replace(/\.[a-z]+$/, "") === sourceId.replace(/\.(md|html|txt|pdf)$/, "");

/**
 * Judges an answer against what its row expects; one check for every key given.
 * Sources and facts of an answer that was expected and not given are left out: the outcome already failed.
 */
export const judgeRow = (expect: Expectation, got: AskRow): Check[] => {
  const sources = [...new Set(got.citations.map((citation) => citation.sourceId))];
  const cited = sources.join(", ") || "no source";
  const notices = got.notices.join(" / ");
  const missing = many(expect.outcome).includes("answered") && got.outcome !== "answered";
  const outcome = `${got.outcome}${got.reason === null ? "" : ` (${got.reason})`}`;
  const checks: Check[] = [];
  const check = (name: keyof Expectation, passed: boolean, expected: string, seen: string): void => {
    checks.push({ check: name, passed, expected, got: seen });
  };

  if (expect.outcome !== undefined)
    check("outcome", many(expect.outcome).includes(got.outcome), many(expect.outcome).join(" or "), outcome);
  if (expect.outcomeNot !== undefined) {
    check("outcomeNot", !many(expect.outcomeNot).includes(got.outcome), `not ${many(expect.outcomeNot).join(" or ")}`, outcome);
  }
  if (!missing) {
    const { source, sourceAny } = expect;
    if (source !== undefined)
      check(
        "source",
        sources.some((id) => sameSource(source, id)),
        source,
        cited,
      );
    if (sourceAny !== undefined) {
      check(
        "sourceAny",
        sources.some((id) => sourceAny.some((name) => sameSource(name, id))),
        sourceAny.join(" or "),
        cited,
      );
    }
    for (const pattern of expect.mustMatch ?? [])
      check("mustMatch", matches(pattern, got.text), `text matches /${pattern}/`, got.text);
  }
  for (const name of many(expect.sourceNot))
    check("sourceNot", !sources.some((id) => sameSource(name, id)), `not ${name}`, cited);
  for (const pattern of expect.mustNotMatch ?? []) {
    check("mustNotMatch", !matches(pattern, got.text), `text does not match /${pattern}/`, got.text);
  }
  if (expect.noticeMatch !== undefined) {
    check(
      "noticeMatch",
      matches(expect.noticeMatch, notices),
      `a notice matches /${expect.noticeMatch}/`,
      notices || "no notice",
    );
  }
  if (expect.noNoticeMatch !== undefined) {
    check("noNoticeMatch", !matches(expect.noNoticeMatch, notices), `no notice matches /${expect.noNoticeMatch}/`, notices);
  }
  if (expect.dueOn !== undefined) {
    const dueOn = got.case?.dueOn ?? null;
    check("dueOn", dueOn === expect.dueOn, expect.dueOn ?? "no day", dueOn ?? "no day");
  }
  if (expect.priority !== undefined)
    check("priority", got.case?.priority === expect.priority, expect.priority, got.case?.priority ?? "no case");
  return checks;
};
