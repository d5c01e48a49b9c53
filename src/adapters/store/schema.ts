import type { Generated } from "kysely";
import type { DeliveryState, JobState } from "../../domain/message.ts";

/** What a row has that one worker at a time may hold. */
type Leased = {
  attempt: number;
  due_at: string;
  leased_by: string | null;
  leased_until_at: string | null;
  code: string | null;
};

/** Columns of the tables that `migrations.ts` makes, for kysely. JSON columns hold what their comment names. */
export type Schema = {
  sources: {
    id: string;
    title: string;
    url: string;
    publisher: string;
    kind: string;
    standing: string;
    review_by: string | null;
    owner: string | null;
  };
  documents: {
    source_id: string;
    published_on: string | null;
    updated_on: string | null;
    not_after_on: string | null;
    date_basis: string;
    digest: string;
    /** JSON of `Section[]`. */
    sections: string;
  };
  passages: {
    id: string;
    source_id: string;
    ordinal: number;
    /** JSON of `string[]`. */
    heading: string;
    anchor: string | null;
    page: number | null;
    text: string;
    /** JSON of `SentenceSpan[]`. */
    sentences: string;
    digest: string;
  };
  /** `vector`: float32, little-endian. */
  vectors: { model_id: string; text_digest: string; vector: Uint8Array };
  /** One row: the model whose vectors answer questions; `place`, `model` and `asked_dimension` for one behind an API. */
  served_embedding: {
    only_row: number;
    model_id: string;
    dimension: number;
    place: string | null;
    model: string | null;
    asked_dimension: number | null;
  };
  unreadable: { source_id: string; file: string; code: string; message: string; digest: string | null };
  /**
   * `folder_settings`: JSON of what the knowledge folder says beside its pages; null before the first sync that kept it.
   * `embedded_revision`: the revision whose sentences all have their vector of the served model.
   */
  knowledge_state: {
    only_row: number;
    revision: string;
    folder_settings: Generated<string | null>;
    embedded_revision: Generated<string | null>;
  };
  /** `told_at`: when they were told what talks to them and what it keeps; null until then. */
  members: { key: string; channel: string; first_seen_at: string; told_at: Generated<string | null> };
  /** `why`: a `SilenceReason`. */
  silences: { channel: string; thread_key: string; why: string; since_at: string };
  cases: {
    id: string;
    state: string;
    priority: string;
    due_on: string | null;
    queue: string;
    topic: string;
    question: string;
    scenario: string | null;
    reason: string;
    why: string;
    due_words: string | null;
    /** JSON of `string[]`. */
    passage_ids: string;
    opened_at: string;
    /** `message_id` to `reply_to`: the conversation that the case came from; all null for one opened by the `ask` command. */
    message_id: Generated<string | null>;
    channel: Generated<string | null>;
    thread_key: Generated<string | null>;
    member_key: Generated<string | null>;
    reply_to: Generated<string | null>;
    assignee: Generated<string | null>;
    snoozed_until_at: Generated<string | null>;
    resolved_at: Generated<string | null>;
    /** How many events it has had; whoever changes it names the version that they saw. */
    version: Generated<number>;
  };
  /** `detail`: JSON of what the kind of event needs; `action_id`: the caller's own name for a rep's action. Append-only. */
  case_events: {
    id?: number;
    case_id: string;
    kind: string;
    detail: string;
    happened_at: string;
    version: Generated<number>;
    actor: Generated<string>;
    action_id: Generated<string | null>;
  };
  /** Everything of a receipt but its claims and passages. `model` to `attempts` are all null for an extractive answer. */
  answers: {
    id: string;
    answered_at: string;
    asked_on: string;
    /** JSON of `string[]`. */
    questions: string;
    outcome: string;
    reason: string | null;
    mode: string;
    text: string;
    as_of: string | null;
    knowledge_revision: string;
    model: string | null;
    prompt_id: string | null;
    prompt_version: number | null;
    prompt_digest: string | null;
    input_tokens: number | null;
    output_tokens: number | null;
    /** 0 or 1. */
    tokens_estimated: number | null;
    cost_usd: number | null;
    attempts: number | null;
    total_ms: number;
    retrieve_ms: number;
    draft_ms: number;
    verify_ms: number;
    digest: string;
  };
  /** Whose answer it is, when it went to a member; apart from the receipt, which has no part that identifies anybody. */
  answer_owners: { answer_id: string; message_id: string; member_key: string };
  /** `position` from 0; `list_item` 0 or 1. */
  claims: { answer_id: string; position: number; question: number; text: string; list_item: number; digest: string };
  quotations: {
    answer_id: string;
    claim_position: number;
    position: number;
    number: number;
    passage_id: string;
    start_offset: number;
    end_offset: number;
    text: string;
  };
  /** A quoted passage and its document's record as they were; `digest` is over both, so that each state is kept once. */
  cited_passages: Omit<Schema["passages"], "id" | "digest"> &
    Omit<Schema["sources"], "id"> &
    Omit<Schema["documents"], "source_id" | "digest" | "sections"> & {
      digest: string;
      passage_id: string;
      passage_digest: string;
      document_source_id: string;
      document_digest: string;
    };
  answer_passages: { answer_id: string; position: number; cited_digest: string };
  /** `day`: `YYYY-MM-DD`; money in micro-dollars. */
  model_spend: { day: string; micro_usd: number; calls: number; input_tokens: number; output_tokens: number };
  seen_messages: { channel: string; external_id: string; message_id: string; arrived_at: string };
  /**
   * `position`: order of arrival. `answer`: what the member read, null until then. `decision`: JSON of `DecisionRecord`, null until then
   * and for a message that was given up. `form_of`: the id of the message whose words its writer put anew in this one.
   */
  inbox: {
    position: Generated<number>;
    id: string;
    channel: string;
    external_id: string;
    thread_key: string;
    member_key: string;
    reply_to: string;
    text: string;
    sent_at: string;
    arrived_at: string;
    trace_id: string;
    answer: string | null;
    decision: Generated<string | null>;
    form_of: Generated<string | null>;
  };
  jobs: Leased & { id: string; position: number; state: JobState };
  outbox: Leased & {
    position: Generated<number>;
    id: string;
    message_id: string;
    channel: string;
    thread_key: string;
    reply_to: string;
    text: string;
    state: DeliveryState;
    external_ref: string | null;
    /** JSON of `ReplyContent`. */
    content: string;
  };
  /** `kind` to `problem`: closed codes of `domain/feedback.ts`; `words`: what the member added. */
  feedback: {
    id: string;
    message_id: string;
    member_key: string;
    kind: string;
    problem: string | null;
    words: string | null;
    answer_id: string | null;
    case_id: string | null;
    given_at: string;
  };
  /** `position` from 1 without gaps; `codes`: JSON of an object of codes and numbers; digests in hex. */
  audit: {
    position: number;
    happened_at: string;
    actor: string;
    action: string;
    subject_kind: string;
    subject_id: string;
    codes: string;
    previous_digest: string;
    digest: string;
  };
  /** One row: the last entry of `audit`; 0 and an empty digest before the first. */
  audit_end: { only_row: number; position: number; digest: string };
  /** What one process at a time does for all, and when it is due again. */
  chores: { name: string; due_at: string };
  /** When the store was brought back from a copy, and when the copy had been made. */
  restorations: { restored_at: string; copied_at: string };
  /** Digests of the keys of erased members, so that a copy brought back can be rid of them again. */
  erasures: { member_digest: string; erased_at: string };
  /** One row. `answering`: `on` or `off`; `probed_at`: when some process last made sure that it can write. */
  service_state: { only_row: number; answering: string; answering_changed_at: string | null; probed_at: string | null };
};
