const plea =
  /^(?:(?:please|ok|okay|hey|noticeboard|bot)[,:]?\s+)*(?:stop(?: it| replying| answering| talking)?|(?:be |keep )?quiet|hush|shush|shut up|go away|(?:stay|keep) out(?: of (?:this|it|here|our (?:chat|conversation|thread)))?|leave us(?: alone)?|don'?t (?:reply|answer)(?: here)?)(?:[,]?\s+(?:please|now|thanks|thank you|bot|noticeboard))*[\s.!]*$/iu;

/** Whether somebody tells the bot to keep out of a conversation: the whole message says so, and nothing else. */
export const asksToKeepOut = (text: string): boolean => plea.test(text.trim().replaceAll("\u2019", "'"));
