import type { CurvePoint } from "../scorers/answer-curve.ts";
import { plotFrame, plotX, plotY } from "./plot-frame.ts";

/** The answer rate against the wrong-answer rate over every threshold, with the point at which the product runs. */
export const curvePlot = (curve: CurvePoint[], operatingPoint: { answerRate: number; wrongRate: number } | null): string => {
  const path = curve.map(
    (point, index) => `${index === 0 ? "M" : "L"}${plotX(point.wrongRate).toFixed(1)} ${plotY(point.answerRate).toFixed(1)}`,
  );
  const chance = `<line class="chance" x1="${plotX(0)}" y1="${plotY(0)}" x2="${plotX(1)}" y2="${plotY(1)}"/>`;
  const point =
    operatingPoint === null
      ? ""
      : `<circle class="point" cx="${plotX(operatingPoint.wrongRate)}" cy="${plotY(operatingPoint.answerRate)}" r="6"><title>as it runs</title></circle>`;
  const words =
    operatingPoint === null
      ? "Answer rate against wrong-answer rate"
      : `As it runs: ${percent(operatingPoint.answerRate)} of answerable and ${percent(operatingPoint.wrongRate)} of unanswerable questions are answered`;
  return plotFrame(
    { x: "unanswerable questions answered", y: "answerable questions answered", words },
    `${chance}<path class="curve" d="${path.join("")}"/>${point}`,
  );
};

const percent = (value: number): string => `${Math.round(value * 100)} %`;
