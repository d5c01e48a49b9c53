import type { RoutesFile } from "./domain/knowledge-config.ts";
import { createRouter, type RouteQuestion } from "./routing/route-question.ts";

/** Routes messages by the examples that `routes` gives at that moment. The router learns at the first message: that takes half a second. */
export const openRouter = (routes: () => RoutesFile): RouteQuestion => {
  let learnt: { from: RoutesFile; route: RouteQuestion } | null = null;
  return (text, at) => {
    const from = routes();
    if (learnt?.from !== from) learnt = { from, route: createRouter(from) };
    return learnt.route(text, at);
  };
};
