/** What can become of a call to a thread, apart from what the thread itself throws; closed. */
export type ThreadFaultCode = "thread_died" | "thread_hung" | "thread_closed" | "thread_late";

/** A fault of the thread that was asked, with its cause. */
export const threadFault = (code: ThreadFaultCode, message: string, cause?: unknown): Error & { code: ThreadFaultCode } =>
  Object.assign(new Error(message, { cause }), { code });
