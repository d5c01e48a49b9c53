import { cellGap } from "../domain/document.ts";
import type { FlowItem } from "./flow-item.ts";

const isRow = (item: FlowItem | undefined): boolean => item?.type === "block" && item.kind === "table_row";

/** A first row names the columns when it holds no figure and some row below it does. */
const namesColumns = (rows: readonly FlowItem[]): boolean => {
  const [first, ...rest] = rows.map((row) => row.text);
  if (first === undefined || rest.length === 0 || !first.includes(cellGap) || /[\p{N}£$€%]/u.test(first)) return false;
  return rest.some((row) => /[\p{N}£$€%]/u.test(row)) || rest.every((row) => row.length > first.length);
};

/** Gives the rows of each table the row that names its columns as their introduction, so that no figure stands without its name. */
export const introduceRows = (items: readonly FlowItem[]): FlowItem[] => {
  const introduced: FlowItem[] = [];
  for (let index = 0; index < items.length; ) {
    let end = index;
    while (isRow(items[end])) end += 1;
    if (end === index) {
      const item = items[index];
      if (item !== undefined) introduced.push(item);
      index += 1;
      continue;
    }
    const rows = items.slice(index, end);
    const introducedBy = namesColumns(rows) ? (rows[0]?.text ?? null) : null;
    introduced.push(...rows.map((row, at) => (row.type === "block" && at > 0 ? { ...row, introducedBy } : row)));
    index = end;
  }
  return introduced;
};
