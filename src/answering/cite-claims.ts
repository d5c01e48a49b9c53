import type { Citation, CitedClaim } from "../domain/answer.ts";
import { linkToQuotation } from "../domain/link-to-quotation.ts";
import type { VerifiedAnswer } from "../domain/verified-answer.ts";

/** Claims with numbers, and what the numbers stand for. */
export type CitedAnswer = { claims: (CitedClaim & { listItem: boolean })[]; citations: Citation[] };

/** Numbers the quotations of a verified answer in reading order, from `firstNumber` up; a quotation used twice keeps one number. */
export const citeClaims = (answer: VerifiedAnswer, firstNumber: number): CitedAnswer => {
  const citations: Citation[] = [];
  const numberByPlace = new Map<string, number>();
  const claims = answer.claims.map((claim) => ({
    text: claim.text,
    listItem: claim.listItem,
    citations: claim.quotations.map((quotation) => {
      const place = `${quotation.passageId}:${quotation.start}:${quotation.end}`;
      const known = numberByPlace.get(place);
      if (known !== undefined) return known;
      const { passage, document } = answer.passages.get(quotation.passageId)!;
      const span = passage.sentences.find(({ start }) => start === quotation.start);
      const number = firstNumber + citations.length;
      numberByPlace.set(place, number);
      citations.push({
        number,
        sourceId: document.sourceId,
        title: document.title,
        publisher: document.publisher,
        url: linkToQuotation(document.url, quotation.text, passage.page, span?.anchor ?? passage.anchor),
        heading: [...passage.heading, ...(span?.under ?? [])],
        page: passage.page,
        publishedOn: document.publishedOn,
        updatedOn: document.updatedOn,
        quote: quotation.text,
        passageId: passage.id,
      });
      return number;
    }),
  }));
  return { claims, citations };
};
