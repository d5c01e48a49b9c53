import type { Bar } from "../suite-report.ts";
import { escapeHtml } from "./escape-html.ts";

/** Bars of passed and failed rows, a group under the other; groups of more than 14 labels show the worst only. */
export const barsPlot = (bars: Bar[]): string =>
  [...Map.groupBy(bars, (bar) => bar.group)]
    .map(([group, all]) => {
      const worst = [...all].sort((a, b) => a.passed / a.count - b.passed / b.count || b.count - a.count).slice(0, 14);
      const cut = all.length > worst.length ? `, the worst ${worst.length} of ${all.length}` : "";
      return `<div class="bars"><h4>by ${escapeHtml(group)}${cut}</h4>${worst.map(barRow).join("")}</div>`;
    })
    .join("");

const barRow = ({ label, passed, count }: Bar): string => {
  const share = (100 * passed) / count;
  return `<div class="bar"><span class="label">${escapeHtml(label)}</span>
<span class="track"><span class="fill" style="width:${share.toFixed(1)}%"></span></span>
<span class="figure">${passed} / ${count}</span></div>`;
};
