import { z } from "zod";

/**
 * What Slack's reference says of the blocks that Noticeboard sends (https://docs.slack.dev/reference/block-kit/blocks, .../block-elements,
 * .../composition-objects; https://docs.slack.dev/reference/views/modal-views), with the whole message's size, which is written nowhere:
 * https://github.com/slackapi/bolt-js/issues/2867 saw messages refused from 11,341 letters of text on.
 */
const mostBytesOfMessage = 11_000;
const mostBytesOfView = 250_000;

/** A text that Slack takes: not empty, well formed, without control characters that JSON carries and Slack does not. */
const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((value) => value.isWellFormed(), "half a surrogate pair")
    .refine((value) => !/\p{Cc}/u.test(value.replace(/[\n\t]/g, "")), "a control character");

const plain = (most: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: text(most), emoji: z.boolean().optional() });
const id = z.string().min(1).max(255).optional();
const url = z.url({ protocol: /^https?$/ }).max(3000);
const address = z.union([url, z.string().regex(/^mailto:[^\s@]{1,64}@[^\s@]{1,250}$/)]);
const style = z.strictObject({ bold: z.boolean(), italic: z.boolean() }).partial().optional();

const inline = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: text(3000), style }),
  z.strictObject({ type: z.literal("link"), url: address, text: text(3000), style }),
]);
const section = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(inline).min(1) });
const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: id,
  elements: z
    .array(
      z.discriminatedUnion("type", [
        section,
        z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(inline).min(1) }),
        z.strictObject({
          type: z.literal("rich_text_list"),
          style: z.enum(["bullet", "ordered"]),
          elements: z.array(section).min(1),
        }),
      ]),
    )
    .min(1),
});

const button = z.strictObject({
  type: z.literal("button"),
  action_id: id,
  text: plain(75),
  value: text(2000).optional(),
  url: url.optional(),
  style: z.enum(["primary", "danger"]).optional(),
});
const option = z.strictObject({ text: plain(75), value: text(150) });
const input = z.strictObject({
  type: z.literal("input"),
  block_id: id,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("radio_buttons"), action_id: id, options: z.array(option).min(1).max(10) }),
    z.strictObject({ type: z.literal("checkboxes"), action_id: id, options: z.array(option).min(1).max(10) }),
    z.strictObject({
      type: z.literal("plain_text_input"),
      action_id: id,
      multiline: z.boolean().optional(),
      max_length: z.int().min(1).max(3000).optional(),
    }),
  ]),
});
const block = z.discriminatedUnion("type", [
  richText,
  z.strictObject({ type: z.literal("actions"), block_id: id, elements: z.array(button).min(1).max(25) }),
  z.strictObject({ type: z.literal("divider"), block_id: id }),
  z.strictObject({ type: z.literal("header"), block_id: id, text: plain(150) }),
  input,
]);

const view = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("modal"),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    callback_id: id,
    private_metadata: z.string().max(3000).optional(),
    blocks: z.array(block).max(100),
  }),
  z.strictObject({ type: z.literal("home"), private_metadata: z.string().max(3000).optional(), blocks: z.array(block).max(100) }),
]);

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const firstOf = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return `${issue?.path.join(".")}: ${issue?.message}`;
};

/** What Slack would refuse of a message's blocks; null when nothing. */
export const faultOfBlocks = (blocks: unknown): string | null => {
  const read = z.array(block).min(1).max(50).safeParse(blocks);
  if (!read.success) return firstOf(read.error);
  return bytesOf(blocks) > mostBytesOfMessage ? "msg_blocks_too_long" : null;
};

/** What Slack would refuse of a modal or a home page; null when nothing. */
export const faultOfView = (given: unknown): string | null => {
  const read = view.safeParse(given);
  if (!read.success) return firstOf(read.error);
  const { blocks } = read.data;
  if (read.data.type === "modal" && read.data.submit === undefined && blocks.some(({ type }) => type === "input"))
    return "an input without a submit button";
  return bytesOf(given) > mostBytesOfView ? "view_too_large" : null;
};
