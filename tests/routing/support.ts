import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { RoutesFile } from "../../src/domain/knowledge-config.ts";

/** The project's own `routes.yaml`, checked. */
export const readRoutesFile = (): RoutesFile => RoutesFile.parse(parse(readFileSync("knowledge/routes.yaml", "utf8")));
