/**
 * About how many tokens a text has, rather too many than too few: its UTF-8 bytes over three. Plain English has about four
 * characters to a token (OpenAI, "What are tokens and how to count them"); scripts with longer characters have more tokens for
 * each, which bytes follow and characters do not.
 */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text, "utf8") / 3);
