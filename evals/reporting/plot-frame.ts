import { escapeHtml } from "./escape-html.ts";

/** Plot area in SVG units: both axes run from 0 to 1. */
const size = { width: 380, height: 320, left: 52, right: 24, top: 14, bottom: 46 };

/** Where a share stands on the horizontal axis. */
export const plotX = (value: number): number => size.left + value * (size.width - size.left - size.right);
/** Where a share stands on the vertical axis, 0 at the bottom. */
export const plotY = (value: number): number => size.height - size.bottom - value * (size.height - size.top - size.bottom);

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Draws axes from 0 to 100 % with names around the marks given; `words` is what a screen reader says of the plot. */
export const plotFrame = (names: { x: string; y: string; words: string }, marks: string): string => {
  const grid = ticks
    .map((tick) => {
      const label = `${tick * 100} %`;
      return `<line class="grid" x1="${plotX(tick)}" y1="${plotY(0)}" x2="${plotX(tick)}" y2="${plotY(1)}"/>
<line class="grid" x1="${plotX(0)}" y1="${plotY(tick)}" x2="${plotX(1)}" y2="${plotY(tick)}"/>
<text x="${plotX(tick)}" y="${plotY(0) + 16}" text-anchor="middle">${label}</text>
<text x="${plotX(0) - 6}" y="${plotY(tick) + 4}" text-anchor="end">${label}</text>`;
    })
    .join("");
  return `<svg class="plot" role="img" aria-label="${escapeHtml(names.words)}" viewBox="0 0 ${size.width} ${size.height}">
${grid}${marks}
<text class="axis" x="${plotX(0.5)}" y="${size.height - 8}" text-anchor="middle">${escapeHtml(names.x)}</text>
<text class="axis" transform="translate(13 ${plotY(0.5)}) rotate(-90)" text-anchor="middle">${escapeHtml(names.y)}</text>
</svg>`;
};
