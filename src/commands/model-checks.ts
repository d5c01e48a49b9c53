import type { App } from "../compose.ts";
import type { ModelSettings } from "../config.ts";
import type { ModelState } from "../ports/language-model.ts";

/** One line of `doctor`. */
export type Check = { name: string; state: "good" | "off" | "bad"; says: string };

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

const spendingCheck = (state: ModelState | null): Check => {
  const name = "model spending";
  if (state === null)
    return { name, state: "bad", says: "what was spent today cannot be read from the store, so the model is not asked" };
  const spent = `${dollars(state.spentTodayUsd)} of ${dollars(state.dailyCapUsd)} spent today (UTC)`;
  if (state.state !== "spend_cap") return { name, state: "good", says: spent };
  const until = state.untilAt === null ? "" : ` until ${state.untilAt}`;
  return { name, state: "bad", says: `${spent}: the cap is reached, the pages' own sentences answer${until}` };
};

const connectionChecks = ({ baseUrl }: ModelSettings): Check[] => {
  const { protocol, hostname, host } = new URL(baseUrl);
  if (protocol === "https:" || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)) return [];
  const says = `OPENAI_BASE_URL is not https: redacted questions travel to ${host} in the open. Use https outside your own network.`;
  return [{ name: "model connection", state: "bad", says }];
};

/** What `doctor` says of the language model: whether it answers in form, today's spending, and whether the way to it is safe. */
export const modelChecks = async (app: Pick<App, "config" | "checkModel" | "modelState">): Promise<Check[]> => {
  const settings = app.config.model;
  if (settings === null)
    return [{ name: "language model", state: "off", says: "no OPENAI_API_KEY: answers are the pages' own sentences" }];
  const fault = await app.checkModel();
  const where = `${settings.model} at ${new URL(settings.baseUrl).host}`;
  return [
    {
      name: "language model",
      state: fault === null ? "good" : "bad",
      says: fault === null ? `${where} answers` : `${where}: ${fault}`,
    },
    spendingCheck(await app.modelState().catch(() => null)),
    ...connectionChecks(settings),
  ];
};
