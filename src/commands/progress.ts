import type { SyncProgress } from "../flows/sync-knowledge.ts";

const barWidth = 30;

/** Draws sync progress as one line on a terminal; silent where standard error is a file or a pipe. */
export const progressOn = (stream: NodeJS.WriteStream): ((progress: SyncProgress) => void) => {
  if (!stream.isTTY) return () => undefined;
  return ({ step, done, total }) => {
    const filled = total === 0 ? barWidth : Math.round((barWidth * done) / total);
    stream.write(
      `\r\u001B[K${step} [${"=".repeat(filled)}${" ".repeat(barWidth - filled)}] ${done}/${total}${done === total ? "\n" : ""}`,
    );
  };
};
