/** What the author's program says a piece of a tagged PDF is. Pieces of one block share `unit`, cells of one row share `row`. */
export type PdfTag = { role: "heading" | "list_item" | "label" | "cell" | "text"; level: number; unit: number; row: number };

/** A node of the structure tree as pdf.js gives it: an element with a role, or a piece of content with its id. */
export type StructureNode = { role?: string; type?: string; id?: string; children?: StructureNode[] };

const blockRoles = /^(?:H[1-6]?|P|LI|LBody|Lbl|TD|TH|Caption|BlockQuote|Note|TOCI|Title|DT|DD)$/u;

/**
 * Reads which block each piece of a page belongs to from the structure tree of a tagged PDF (ISO 32000-1, 14.8.4). `units` counts blocks
 * from `firstUnit`, so that no two pages share one. Empty for a PDF without tags, and for one whose tags name neither headings,
 * lists nor tables: such a tree tells nothing that the letters do not.
 */
export const pdfTags = (tree: StructureNode | null, firstUnit: number): { tags: Map<string, PdfTag>; nextUnit: number } => {
  const tags = new Map<string, PdfTag>();
  let unit = firstUnit;
  let row = firstUnit;
  const visit = (node: StructureNode, tag: PdfTag, depth: number): void => {
    if (node.type === "content" && node.id !== undefined) {
      tags.set(node.id, tag);
      return;
    }
    const role = node.role ?? "";
    let own = tag;
    if (role === "TR") row += 1;
    if (blockRoles.test(role) && depth < 200) {
      unit += 1;
      const level = Number(/^H([1-6])$/u.exec(role)?.[1] ?? 0);
      if (/^H[1-6]?$|^Title$/u.test(role)) own = { role: "heading", level: Math.max(1, level), unit, row };
      else if (role === "Lbl") own = { role: "label", level: 0, unit, row };
      else if (role === "TD" || role === "TH") own = { role: "cell", level: 0, unit, row };
      else if (tag.role === "list_item" || role === "LI" || role === "LBody") own = { role: "list_item", level: 0, unit, row };
      else if (tag.role === "cell") own = tag;
      else own = { role: "text", level: 0, unit, row };
    }
    if (depth < 200) for (const child of node.children ?? []) visit(child, own, depth + 1);
  };
  if (tree !== null) visit(tree, { role: "text", level: 0, unit, row }, 0);
  const tells = [...tags.values()].some((tag) => tag.role !== "text");
  return { tags: tells ? tags : new Map(), nextUnit: unit + 1 };
};
