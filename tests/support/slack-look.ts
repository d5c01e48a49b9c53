import type { Inline } from "../../src/channels/slack/blocks/rich-text.ts";

/** What is drawn: a message of the bot or of a person, a modal, or a home page. Blocks as they are sent to Slack. */
export type SlackScene =
  | {
      kind: "messages";
      title: string;
      messages: { from: "bot" | "member" | "whisper"; text?: string; blocks?: readonly unknown[] }[];
    }
  | { kind: "modal"; title: string; view: ModalShape }
  | { kind: "home"; title: string; blocks: readonly unknown[] };
type ModalShape = {
  title: { text: string };
  submit?: { text: string } | undefined;
  close?: { text: string } | undefined;
  blocks: readonly unknown[];
};

type Block = { type: string; elements?: Block[]; style?: unknown; text?: string | { text: string }; [field: string]: unknown };

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const html = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter]!).replaceAll("\n", "<br>");
const plain = (value: unknown): string => html(typeof value === "string" ? value : ((value as { text?: string })?.text ?? ""));

const inlineHtml = (inline: Inline): string => {
  if (inline.type !== "text" && inline.type !== "link") throw new Error(`not drawn: ${inline.type}`);
  const style = "style" in inline ? inline.style : undefined;
  let inner = html(inline.text ?? "");
  if (style?.bold) inner = `<b>${inner}</b>`;
  if (style?.italic) inner = `<i>${inner}</i>`;
  return inline.type === "link" ? `<a>${inner}</a>` : inner;
};
const inlines = (elements: unknown): string => (elements as Inline[]).map(inlineHtml).join("");

const richTextHtml = (part: Block): string => {
  if (part.type === "rich_text_section") return `<p>${inlines(part.elements)}</p>`;
  if (part.type === "rich_text_quote") return `<blockquote>${inlines(part.elements)}</blockquote>`;
  if (part.type === "rich_text_list")
    return `<ul>${part.elements!.map((item) => `<li>${inlines(item.elements)}</li>`).join("")}</ul>`;
  throw new Error(`not drawn: ${part.type}`);
};

const inputHtml = (block: Block): string => {
  const element = block.element as Block & { options?: { text: { text: string } }[] };
  const shape = element.type === "radio_buttons" ? "radio" : "check";
  const field =
    element.type === "plain_text_input"
      ? `<div class="field"></div>`
      : element.options!.map(({ text }) => `<div class="option"><span class="${shape}"></span>${plain(text)}</div>`).join("");
  const optional = block.optional === true ? ` <span class="dim">(optional)</span>` : "";
  const hint = block.hint === undefined ? "" : `<div class="dim small">${plain(block.hint)}</div>`;
  return `<div class="input"><b>${plain(block.label)}</b>${optional}${field}${hint}</div>`;
};

const blockHtml = (raw: unknown): string => {
  const block = raw as Block;
  if (block.type === "rich_text") return block.elements!.map(richTextHtml).join("");
  if (block.type === "divider") return "<hr>";
  if (block.type === "header") return `<h2>${plain(block.text)}</h2>`;
  if (block.type === "input") return inputHtml(block);
  if (block.type === "actions")
    return `<div class="actions">${block.elements!.map(({ text }) => `<span class="button">${plain(text)}</span>`).join("")}</div>`;
  throw new Error(`not drawn: ${block.type}`);
};
const blocksHtml = (blocks: readonly unknown[]): string =>
  blocks.map((block) => `<div class="block">${blockHtml(block)}</div>`).join("");

const messageHtml = ({ from, text, blocks }: (SlackScene & { kind: "messages" })["messages"][number]): string => {
  const name = from === "member" ? "Sam" : `Noticeboard <span class="app">APP</span>`;
  const seen = from === "whisper" ? `<div class="dim small">Only visible to you</div>` : "";
  const body = blocks === undefined ? `<p>${html(text ?? "")}</p>` : blocksHtml(blocks);
  return `<div class="message"><div class="face ${from}">${from === "member" ? "S" : "N"}</div><div class="body">${seen}<b>${name}</b> <span class="dim small">09:41</span>${body}</div></div>`;
};

const sceneHtml = (scene: SlackScene): string => {
  if (scene.kind === "messages") return scene.messages.map(messageHtml).join("");
  if (scene.kind === "home") return `<div class="home">${blocksHtml(scene.blocks)}</div>`;
  const { view } = scene;
  const buttons = [view.close, view.submit].map((button, index) =>
    button === undefined ? "" : `<span class="button${index === 1 ? " primary" : ""}">${html(button.text)}</span>`,
  );
  return `<div class="modal"><h1>${html(view.title.text)}</h1>${blocksHtml(view.blocks)}<div class="foot">${buttons.join("")}</div></div>`;
};

const looks = {
  light: { back: "#fff", ink: "#1d1c1d", dim: "#616061", line: "#ddd", link: "#1264a3", quote: "#ddd", field: "#868686" },
  dark: { back: "#1a1d21", ink: "#d1d2d3", dim: "#ababad", line: "#393c40", link: "#1d9bd1", quote: "#4d5054", field: "#797c80" },
};

/**
 * A page that shows blocks much as Slack does: its letters, distances and colours, not its own code. Throws for a block that it does not know, so
 * that no picture leaves anything out.
 */
export const slackPage = (scene: SlackScene, look: keyof typeof looks): string => {
  const { back, ink, dim, line, link, quote, field } = looks[look];
  return `<!doctype html><meta charset="utf-8"><style>
* { box-sizing: border-box } body { margin: 0; padding: 12px 16px; background: ${back}; color: ${ink}; font: 15px/1.47 Lato, "Noto Sans", "DejaVu Sans", Arial, sans-serif; overflow-wrap: anywhere }
p { margin: 0 } h1 { font-size: 20px; margin: 0 0 12px } h2 { font-size: 18px; margin: 12px 0 2px } hr { border: 0; border-top: 1px solid ${line}; margin: 8px 0 }
ul { margin: 0; padding-left: 22px } li { margin: 1px 0 } a { color: ${link} } .dim { color: ${dim} } .small { font-size: 12px }
blockquote { margin: 4px 0; padding: 0 0 0 12px; border-left: 4px solid ${quote}; border-radius: 2px } .block { margin: 0 0 6px }
.message { display: flex; gap: 8px; padding: 6px 0 } .body { flex: 1; min-width: 0 } .face { width: 36px; height: 36px; border-radius: 8px; background: #611f69; color: #fff; text-align: center; line-height: 36px; font-weight: bold; flex: none } .face.member { background: #2b7a78 }
.app { font-size: 10px; background: ${line}; border-radius: 2px; padding: 1px 3px; color: ${dim} } .actions { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 4px }
.button { border: 1px solid ${field}; border-radius: 4px; padding: 3px 12px; font-weight: bold; font-size: 13px } .button.primary { background: #007a5a; border-color: #007a5a; color: #fff }
.input { margin: 0 0 14px } .field { border: 1px solid ${field}; border-radius: 4px; height: 84px; margin: 4px 0 } .option { display: flex; gap: 8px; align-items: center; padding: 3px 0 }
.radio, .check { width: 16px; height: 16px; border: 1px solid ${field}; flex: none } .radio { border-radius: 50% } .check { border-radius: 3px } .foot { display: flex; justify-content: flex-end; gap: 8px; border-top: 1px solid ${line}; padding-top: 12px; margin-top: 8px }
.modal { border: 1px solid ${line}; border-radius: 8px; padding: 16px; max-width: 520px; margin: 0 auto }
</style><body>${sceneHtml(scene)}</body>`;
};
