import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What members write in a kill test: answered, worded, personal, pressing, out of bounds. Each kind has effects of its own. */
export const questions = [
  "How long is the notice period after five years of service?",
  "What is the redundancy payment based on?",
  "Who can come with me to a consultation meeting?",
  "hello",
  "My manager told me yesterday that my post is at risk. What should I do?",
  "Which scheme helps with moving to another employer?",
  "I must sign the settlement by Friday, please help",
  "Can I take annual leave during the notice period?",
  "thanks a lot",
  "What is the weather on Mars?",
  "How is continuous service counted?",
];

const pages: Record<string, string> = {
  "notice.md": `# Notice periods

Updated 2 June 2025.

## How long notice is

The notice period is one week for each full year of service, up to twelve weeks. After five years of service it is five weeks.
Annual leave may be taken during the notice period when the employer agrees.
`,
  "redundancy.md": `# Redundancy payments

Updated 2 June 2025.

## What a payment is based on

A redundancy payment is based on one month of pay for each year of continuous service, up to 24 months.
Continuous service is counted from the first day with any employer of the health service.
`,
  "consultation.md": `# Consultation

Updated 2 June 2025.

## Who may come

A member may bring a union representative or a colleague to every consultation meeting.
The employer must give the reasons for the change in writing.
`,
};

/** Writes a tiny knowledge folder, so that real answers are given and a start costs little. */
export const writeKnowledge = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(pages)) writeFileSync(path.join(folder, name), text);
};
