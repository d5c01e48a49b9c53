import { z } from "zod";
import { SourceEntry } from "./source.ts";

/** `knowledge/sources.yaml`. */
export const SourcesFile = z.strictObject({ sources: z.array(SourceEntry) });
export type SourcesFile = z.infer<typeof SourcesFile>;

/** `knowledge/glossary.yaml`: short and long forms that mean the same, and how people type. */
export const GlossaryFile = z.strictObject({
  /** `short` is an acronym or short form, `long` its full forms; all are searched as one. */
  terms: z.array(z.strictObject({ short: z.string().min(1), long: z.array(z.string().min(1)).min(1) })),
  /** Words that members use for the words of the pages: `sacked: [dismissed, made redundant]`. One way only. */
  synonyms: z.record(z.string(), z.array(z.string())).default({}),
  /** Texting forms put right before anything else: `any1: anyone`, `wen: when`. */
  slang: z.record(z.string(), z.string()).default({}),
});
export type GlossaryFile = z.infer<typeof GlossaryFile>;

/** The approved wordings; every one must be present, none may be added. `{name}` marks a blank that code fills. */
export const wordingKeys = [
  "greeting",
  "thanks",
  "about_bot",
  "membership_office",
  "off_topic",
  "abuse",
  "injection",
  "crisis",
  "personal",
  "deadline",
  "personal_general_lead",
  "not_in_sources",
  "outdated_only",
  "partly_answered",
  "clarify_reference",
  "clarify_choice",
  "empty_question",
  "unreadable_question",
  "too_long",
  "no_knowledge",
  "answering_off",
  "rep_asked",
  "what_is_kept",
  "fault",
  "attachment",
  "notice_attachment",
  "others_matter",
  "outsider",
  "keep_out",
  "channel_off",
  "first_contact",
  "command_taken",
  "command_empty",
  "command_not_taken",
  "way_to_person",
  "notice_stale",
  "notice_undated",
  "notice_inferred_date",
  "notice_archived",
  "notice_past_event",
  "notice_review_overdue",
  "notice_disagreement",
  "notice_unreadable_sources",
] as const;
export type WordingKey = (typeof wordingKeys)[number];

/** Wordings that came after unions had folders of their own: a folder that lacks one speaks in these words, and goes on being served. */
const laterWordings: Partial<Record<WordingKey, string>> = {
  attachment:
    "I cannot open what you attached, so a person should look at it.\nI have passed your message to a rep. Your case is {case_id}. The rep may ask you for the file.",
  notice_attachment: "Please note: I cannot open attachments. I have not read {names}.",
  others_matter:
    "This looks like somebody's own matter, so I have not kept a word of it.\nIf they want help, they can write to me in a direct message, or to {rep_contact}.",
  outsider:
    "I am Noticeboard, a bot for this union's own members, so I cannot answer here.\nIf you are a member, please write to {rep_contact}.",
  keep_out: "I will stay out of this conversation. If you want me back, mention me by name.",
  channel_off: "I do not answer in this channel. You can ask me in a direct message, or write to {rep_contact}.",
  first_contact:
    "This is our first contact, so you should know: I am Noticeboard, a bot and not a person. I keep what you write to me and what I reply {kept_for}. What a rep takes on is kept with their case. You can write to a person at {rep_contact}.",
  command_taken: "I have your question. I will answer in our direct messages.",
  command_empty:
    "Write your question after the command, like this: /ask What is happening to integrated care boards?\nI will answer in our direct messages, where nobody else reads along. To reach a person, write to {rep_contact}.",
  command_not_taken:
    "Sorry, I could not take your question in, so nothing was kept. Please try again, or write to {rep_contact}.",
  answering_off:
    "I am not answering questions at the moment, so a rep will read yours.\nI have passed it on. Your case is {case_id}. You do not need to send it again.",
  rep_asked:
    "I have passed your question to a rep, together with my answer and where it stands. Your case is {case_id}.\nThe rep will write to you here. You do not need to ask again.",
  what_is_kept:
    "I keep what you write to me, what I answer, and your cases, so that a rep can follow them up. I keep the number of your account, not your name.\nThe reps can read it. Do you want to see all that is kept about you, or have it erased? Write to {rep_contact}.",
};

const wordingOf = (key: WordingKey): z.ZodType<string> => {
  const later = laterWordings[key];
  return later === undefined ? z.string().min(1) : z.string().min(1).default(later);
};

/** `knowledge/wording.yaml`. */
export const WordingFile = z.strictObject(
  Object.fromEntries(wordingKeys.map((key) => [key, wordingOf(key)])) as Record<WordingKey, z.ZodType<string>>,
);
export type WordingFile = z.infer<typeof WordingFile>;

/** `knowledge/routes.yaml`: labelled examples that train the router, and the subjects a case can have. */
export const RoutesFile = z.strictObject({
  examples: z.strictObject({
    general: z.array(z.string()),
    personal: z.array(z.string()),
    deadline: z.array(z.string()),
    crisis: z.array(z.string()),
    greeting: z.array(z.string()),
    thanks: z.array(z.string()),
    about_bot: z.array(z.string()),
    membership_office: z.array(z.string()),
    off_topic: z.array(z.string()),
    abuse: z.array(z.string()),
    injection: z.array(z.string()),
  }),
  topics: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9_]+$/), label: z.string(), words: z.array(z.string()).min(1) })),
});
export type RoutesFile = z.infer<typeof RoutesFile>;

/** `knowledge/reps.yaml`: who takes which cases. */
export const RepsFile = z.strictObject({
  fallbackQueue: z.string(),
  urgentQueue: z.string(),
  queues: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]+$/),
        name: z.string(),
        topics: z.array(z.string()).default([]),
        contact: z.string(),
      }),
    )
    .min(1),
  /** People, as far as they are known by an account of theirs: `slack` is the member id that Slack shows under "Copy member ID". */
  reps: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
        name: z.string().min(1).max(80),
        slack: z
          .string()
          .regex(/^[UW][A-Z0-9]{2,30}$/)
          .optional(),
      }),
    )
    .optional(),
});
export type RepsFile = z.infer<typeof RepsFile>;

/** What Noticeboard does in a channel when it is mentioned: answers for all to see, for the asker's eyes alone, or not at all. */
export const channelRules = ["mention", "ephemeral", "off"] as const;
export type ChannelRule = (typeof channelRules)[number];

/** `knowledge/slack.yaml`, which may be missing: what holds in single channels of Slack, by the id that Slack shows under "About". */
export const SlackFile = z.strictObject({
  channels: z
    .record(z.string(), z.enum(channelRules))
    .superRefine((channels, context) => {
      for (const id of Object.keys(channels).filter((key) => !/^[CG][A-Z0-9]{2,30}$/.test(key)))
        context.addIssue({ code: "custom", path: [id], message: `"${id}" is no id of a channel: one looks like C0123ABCD` });
    })
    .default({}),
});
export type SlackFile = z.infer<typeof SlackFile>;

/** A knowledge folder, read and checked whole. */
export type KnowledgeConfig = {
  sources: SourceEntry[];
  glossary: GlossaryFile;
  wording: WordingFile;
  routes: RoutesFile;
  reps: RepsFile;
  slack: SlackFile;
};
