import type { Reliability } from "../scorers/reliability.ts";
import { plotFrame, plotX, plotY } from "./plot-frame.ts";

/** The reliability diagram: what the confidence said against what was true, a dot growing with the rows behind it. */
export const reliabilityPlot = ({ bins }: NonNullable<Reliability>): string => {
  const most = Math.max(...bins.map((bin) => bin.count));
  const dots = bins.map((bin) => {
    const radius = 3 + 9 * Math.sqrt(bin.count / most);
    const at = `cx="${plotX(bin.meanConfidence).toFixed(1)}" cy="${plotY(bin.answerableShare).toFixed(1)}"`;
    return `<circle class="dot" ${at} r="${radius.toFixed(1)}"><title>${bin.count} rows: said ${bin.meanConfidence.toFixed(2)}, true ${bin.answerableShare.toFixed(2)}</title></circle>`;
  });
  const path = bins.map(
    (bin, index) => `${index === 0 ? "M" : "L"}${plotX(bin.meanConfidence).toFixed(1)} ${plotY(bin.answerableShare).toFixed(1)}`,
  );
  const ideal = `<line class="chance" x1="${plotX(0)}" y1="${plotY(0)}" x2="${plotX(1)}" y2="${plotY(1)}"/>`;
  return plotFrame(
    {
      x: "confidence given",
      y: "really answerable",
      words: "Reliability diagram: the nearer the line, the better the confidence can be taken at its word",
    },
    `${ideal}<path class="curve thin" d="${path.join("")}"/>${dots.join("")}`,
  );
};
