import type { Block, Section } from "../domain/document.ts";
import type { FlowItem } from "./flow-item.ts";

type OpenHeading = { level: number; text: string };

/**
 * Groups headings and blocks into sections. A heading closes all headings of its own and deeper levels; a new PDF page opens a
 * new section under the same heading. Headings without text under them leave no section, but stay in the path of those below.
 */
export const buildSections = (items: readonly FlowItem[]): Section[] => {
  const sections: Section[] = [];
  let path: OpenHeading[] = [];
  let anchor: string | null = null;
  let current: (Section & { blocks: Block[] }) | null = null;
  for (const item of items) {
    if (item.type === "heading") {
      path = [...path.filter((open) => open.level < item.level), { level: item.level, text: item.text }];
      anchor = item.anchor;
      current = null;
      continue;
    }
    if (current === null || current.page !== item.page) {
      current = { heading: path.map((open) => open.text), anchor, page: item.page, blocks: [] };
      sections.push(current);
    }
    current.blocks.push({ kind: item.kind, text: item.text, introducedBy: item.introducedBy });
  }
  return sections;
};
