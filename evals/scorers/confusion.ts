import { type RouteName, routeNames } from "../../src/domain/route.ts";

/** A message with the route it should have and the one it got. */
export type RoutedPair = { expected: RouteName; got: RouteName };

/** Counts by expected route (row) and given route (column), with the accuracy over all and within each route. */
export type Confusion = {
  routes: RouteName[];
  counts: number[][];
  accuracy: number;
  perRoute: { route: RouteName; count: number; recall: number; precision: number | null }[];
};

/** Lays routed messages out as a matrix. Routes that neither stand in the data nor were given are left out. */
export const confusion = (pairs: RoutedPair[]): Confusion => {
  const routes = routeNames.filter((route) => pairs.some((pair) => pair.expected === route || pair.got === route));
  const counts = routes.map((expected) =>
    routes.map((got) => pairs.filter((pair) => pair.expected === expected && pair.got === got).length),
  );
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    routes,
    counts,
    accuracy: pairs.length === 0 ? 0 : sum(routes.map((_, index) => counts[index]![index]!)) / pairs.length,
    perRoute: routes.flatMap((route, index) => {
      const count = sum(counts[index]!);
      const given = sum(counts.map((row) => row[index]!));
      const right = counts[index]![index]!;
      return count === 0 ? [] : [{ route, count, recall: right / count, precision: given === 0 ? null : right / given }];
    }),
  };
};
