import type { AnswerProgress, OnAnswerProgress } from "./answer-progress.ts";

/** News of the messages that this process is working on, for whoever waits for one of them. */
export type NoticeBoard = {
  /** Does the work on a message, and puts up what it tells until it ends. */
  during<T>(messageId: string, work: (onProgress: OnAnswerProgress) => Promise<T>): Promise<T>;
  /** Tells what has been put up so far and what comes; nothing for a message that another process works on. Gives how to stop. */
  follow(messageId: string, onNews: OnAnswerProgress): () => void;
};

/** A notice board in memory: it keeps nothing of a message that is not being worked on, and its loss costs nobody an answer. */
export const createNoticeBoard = (): NoticeBoard => {
  const underWay = new Map<string, AnswerProgress[]>();
  const followers = new Map<string, Set<OnAnswerProgress>>();
  return {
    during: async (messageId, work) => {
      const told: AnswerProgress[] = [];
      underWay.set(messageId, told);
      try {
        return await work((news) => {
          told.push(news);
          for (const tell of followers.get(messageId) ?? []) tell(news);
        });
      } finally {
        // A first try that was given up must not take down what the second has put up.
        if (underWay.get(messageId) === told) underWay.delete(messageId);
      }
    },
    follow: (messageId, onNews) => {
      for (const news of underWay.get(messageId) ?? []) onNews(news);
      const others = followers.get(messageId) ?? new Set();
      followers.set(messageId, others.add(onNews));
      return () => {
        others.delete(onNews);
        if (others.size === 0 && followers.get(messageId) === others) followers.delete(messageId);
      };
    },
  };
};
