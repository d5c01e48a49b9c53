/**
 * Takes server-sent events apart (WHATWG HTML, 9.2.6 "Interpreting an event stream"). `feed` gets decoded text as it comes and gives the
 * data of each event that is now whole; `rest` gives what an ended stream left without its closing blank line.
 * The SDK's own reader is not used: it drops the connection after the last event, so the next question would pay for a new one.
 */
export const eventData = (): { feed(text: string): string[]; rest(): string[] } => {
  let unread = "";
  let data: string[] = [];

  const readLine = (line: string): string | null => {
    if (line.startsWith("data:")) data.push(line.slice(line[5] === " " ? 6 : 5));
    if (line !== "" || data.length === 0) return null;
    const whole = data.join("\n");
    data = [];
    return whole;
  };

  return {
    feed: (text) => {
      unread += text;
      // A line that grows byte by byte is not searched again each time.
      if (!/[\r\n]/.test(text)) return [];
      // A carriage return at the very end may be the first half of a line break.
      const lines = unread.split(/\r\n|\n|\r(?!$)/);
      unread = lines.pop() ?? "";
      return lines.map(readLine).filter((whole) => whole !== null);
    },
    rest: () => {
      // A carriage return that was kept for its other half ended a line after all.
      const lines = [...unread.split("\r"), ""];
      unread = "";
      return lines.map(readLine).filter((whole) => whole !== null);
    },
  };
};
