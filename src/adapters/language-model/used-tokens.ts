import { estimateTokens } from "../../domain/estimate-tokens.ts";
import type { TokenUsage } from "../../domain/model-failure.ts";
import type { Attempted } from "./attempt.ts";
import type { ReplyLimits } from "./completion-reader.ts";

/** Nothing that anyone would bill. */
export const noTokens: TokenUsage = { inputTokens: 0, outputTokens: 0, estimated: false };

const bytesPerToken = 4;

/**
 * What an attempt used: as the server counted it, else from what came back, else as much as it may have been. `worst` is what was allowed;
 * a server that sent more than is read (`limits`) went past it.
 */
export const usedTokens = (tried: Attempted, worst: TokenUsage, limits: ReplyLimits): TokenUsage => {
  if (tried.kind === "fault") {
    if (tried.fault.charge === "none") return noTokens;
    return tried.fault.charge === "worst_case"
      ? worst
      : { ...worst, outputTokens: Math.max(worst.outputTokens, Math.ceil(limits.contentLength / bytesPerToken)) };
  }
  const { content, usage, whole } = tried.completion;
  if (usage !== null) return { ...usage, estimated: false };
  return whole ? { ...worst, outputTokens: estimateTokens(content) } : worst;
};

/** Two uses together; null stands for none. */
export const addTokens = (one: TokenUsage | null, other: TokenUsage): TokenUsage | null => {
  if (other.inputTokens + other.outputTokens === 0) return one;
  return {
    inputTokens: (one?.inputTokens ?? 0) + other.inputTokens,
    outputTokens: (one?.outputTokens ?? 0) + other.outputTokens,
    estimated: (one?.estimated ?? false) || other.estimated,
  };
};
