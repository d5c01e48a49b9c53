import { storableText } from "../../domain/storable-text.ts";

/** A row as it will be read back: for what is digested before it is written. */
export const storableRow = <Row extends object>(row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === "string" ? storableText(value) : value]),
  ) as Row;
