import { describe, expect, test } from "vitest";
import { realRedactor } from "../support/redactor.ts";

const redact = realRedactor();

describe("an employer goes when a person is identified", () => {
  test.each([
    ["I'm Priya Nair from Kingsford CSU.", "I'm [name] from [employer]."],
    ["Jo (07700 900123) works at Leeds Teaching Hospitals NHS Trust.", "[name] ([phone number]) works at [employer]."],
    ["Hi Sarah, I am at Barts. Is it so?", "Hi [name], I am at [employer]. Is it so?"],
    ["Ola, UHBW: is it so?", "[name], [employer]: is it so?"],
    ["my name is ola, i work for burnside community trust", "my name is [name], i work for [employer]"],
    ["Mr Rai runs University Hospitals of Northmarsh NHS Trust", "Mr [name] runs [employer]"],
    ["I am Ola from NHS Kent and Medway ICB", "I am [name] from [employer]"],
    ["I am Ola from NHS Lothian", "I am [name] from [employer]"],
    ["I'm the only Band 8c at Saltmarsh Community NHS Trust", "I'm the only Band 8c at [employer]"],
    [
      "as the director of estates at Saltmarsh NHS Trust, am I in scope",
      "as the director of estates at [employer], am I in scope",
    ],
  ])("%s", (text, expected) => {
    expect(redact(text).text).toBe(expected);
  });
});

describe("an employer stays", () => {
  test.each([
    "Will NHS Kent and Medway ICB merge with Sussex ICB?",
    "I work at Leeds Teaching Hospitals NHS Trust. Is MARS open to us?",
  ])("when nobody is identified: %s", (text) => {
    expect(redact(text).text).toBe(text);
  });

  test.each([
    "does NHS England, the Department of Health and Social Care or NHS Employers decide?",
    "is my trust, an acute trust, the ICB, a CSU or the Integrated Care Board the employer?",
    "do NHS Foundation Trusts, community trusts and the NHS Pension Scheme count?",
  ])("when it is a national body or a mere kind: %s", (question) => {
    expect(redact(`Hi Sarah, ${question}`).text).toBe(`Hi [name], ${question}`);
  });
});
