import type { OutboundReply } from "./message.ts";

/** The first of a message's replies with the words of a first contact before it. Only answers carry them. */
export const withIntro = (replies: readonly OutboundReply[], intro: string): OutboundReply[] =>
  replies.map((reply, index) =>
    index === 0 && reply.content.kind === "answer"
      ? { ...reply, text: `${intro}\n\n${reply.text}`, content: { ...reply.content, intro } }
      : reply,
  );
