import { describe, expect, test } from "vitest";
import { realRedactor } from "../support/redactor.ts";

const redact = realRedactor();

describe("what identifies a person is taken out", () => {
  test.each([
    ["e-mail", "Write to priya.nair@nhs.net please", "Write to [email] please"],
    ["e-mail in words", "mail priya dot nair at nhs dot net", "mail [email]"],
    ["e-mail with hidden characters", "mail priya\u200B.nair@nhs.net", "mail [email]"],
    ["mobile", "Ring 07700 900123.", "Ring [phone number]."],
    ["mobile from abroad", "Ring +44 (0)7700 900123.", "Ring [phone number]."],
    ["mobile, full-width", "Ring ０７７００９００１２３", "Ring [phone number]"],
    ["mobile over a line end", "07700\n900123 is mine", "[phone number] is mine"],
    ["mobile as it is said", "oh seven seven double oh nine hundred one two three", "[phone number]"],
    ["landline with extension", "(0161) 496 0774 ext 4417", "[phone number 1] ext [phone number 2]"],
    ["postcode", "I live in ls1 4ap now", "I live in [postcode] now"],
    ["postcode over a line end", "at LS1\n4AP", "at [postcode]"],
    ["address with its town", "14 Acacia Avenue, Thornbury, BS35 2QX", "[address], [postcode]"],
    ["National Insurance number", "NI qq.12.34.56.c", "NI [National Insurance number]"],
    ["NHS number that checks", "It is 999 107 7243.", "It is [NHS number]."],
    ["NHS number that does not, after its words", "NHS number 123 456 7890", "NHS number [NHS number]"],
    ["assignment number", "mine is 20417733-2", "mine is [staff number]"],
    ["membership number", "membership number: 447198", "membership number: [staff number]"],
    ["date of birth", "DOB 14/03/1979", "DOB [date of birth]"],
    ["sort code and account", "sort code 20-00-00 account 55779911", "sort code [bank details 1] account [bank details 2]"],
    ["IBAN", "GB53 NWBK 6016 1300 0000 01", "[bank details]"],
    ["card", "4000 0012 3456 7899", "[bank details]"],
    ["link", "see https://intranet.example.nhs.uk/pnair?id=1.", "see [link]."],
    ["Slack marks", "<@U024BE7LH> in <#C024BE91L|cuts>", "[handle 1] in [handle 2]"],
    ["case number", "about C-7K3M9Q", "about [case number]"],
    ["name after a title", "Mrs O'Neill-Hart told us", "Mrs [name] told us"],
    ["name in an introduction", "My name is PRIYA NAIR", "My name is [name]"],
    ["name in small letters", "my name is priya nair and", "my name is [name] and"],
    ["name in a signature", "Is it?\n\nKind regards,\nJo", "Is it?\n\nKind regards,\n[name]"],
    ["name in a greeting", "Hi Sarah, is it?", "Hi [name], is it?"],
  ])("%s", (_, text, expected) => {
    expect(redact(text).text).toBe(expected);
  });
});

describe("what the question is about stays", () => {
  test.each([
    "Is the cap £95,571 or £160,000 for band 8a under section 16 in 2025-26?",
    "Does a 50 % cut for 42 ICBs need 90 days of consultation by 01/04/2025 at 12:30?",
    "Will the scheme that NHS England and the Treasury agreed with UNISON open in May?",
    "Is it 2024/25 or 2025/26, 22.5 hours or 37.5, 0.80 FTE, £18.76 a head, 12,500 posts?",
    "Dear Sir or Madam, may I mark my post as at risk? Thanks,\nwhat is the pay for 12 years' service",
  ])("%s", (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });
});

test("places refer to the text that came in, hidden characters and all", () => {
  const text = "mail\u200B p\u200Briya@nhs.net now";
  const { found } = redact(text);
  expect(found.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([["email", "p\u200Briya@nhs.net"]]);
});
