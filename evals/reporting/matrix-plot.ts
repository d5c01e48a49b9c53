import type { Confusion } from "../scorers/confusion.ts";
import { escapeHtml } from "./escape-html.ts";

/** The confusion matrix as a heat map: a row for each true route, coloured by its share of that row. */
export const matrixPlot = ({ routes, counts }: Confusion): string => {
  const heads = routes.map((route) => `<th scope="col"><span>${escapeHtml(route)}</span></th>`).join("");
  const rows = routes.map((expected, row) => {
    const total = counts[row]!.reduce((sum, count) => sum + count, 0);
    const cells = counts[row]!.map((count, column) => {
      const heat = total === 0 ? 0 : count / total;
      const kind = count === 0 ? "none" : row === column ? "right" : "wrong";
      // A few wrong ones must be seen: their colour starts well above nothing.
      const strength = Math.round(100 * (count === 0 ? 0 : row === column ? 0.15 + 0.55 * heat : 0.3 + 0.5 * heat));
      const words = `${count} of ${total} ${expected} taken for ${routes[column]}`;
      return `<td class="${kind}" style="--heat:${strength}%" title="${escapeHtml(words)}">${count === 0 ? "" : count}</td>`;
    });
    const recall = total === 0 ? "" : `${Math.round((100 * counts[row]![row]!) / total)} %`;
    return `<tr><th scope="row">${escapeHtml(expected)}</th>${cells.join("")}<td class="recall">${recall}</td></tr>`;
  });
  return `<div class="scroll"><table class="matrix"><thead><tr><td></td>${heads}<th scope="col"><span>right</span></th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
};
