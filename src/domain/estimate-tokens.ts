/**
 * About how many tokens a text has: its UTF-8 bytes over three. Against OpenAI's o200k_base that is 1.4 to 1.5 times the count for our
 * prompts and pages (measured with js-tiktoken), so it errs on the dear side; strings of digits, capitals or codes alone can have up to
 * twice as many tokens as this says. Bytes, since in scripts whose letters take more of them a letter has more tokens too.
 */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text, "utf8") / 3);
