import { scaleLinear, scaleTime } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";

import type { Point, Series } from "./series.ts";

const WIDTH = 160;
const HEIGHT = 40;
const EDGE = 4;

/** A progress over time in small, beside the words that say the same. */
export function ProgressSpark({ series }: { readonly series: Series }) {
  const said = series.points.filter(({ value }) => value !== null);
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last) return null;
  const x = scaleTime([first.at, last.at], [EDGE, WIDTH - EDGE]);
  const y = scaleLinear([0, 100], [HEIGHT - EDGE, EDGE]);
  const below = area<Point>()
    .x(({ at }) => x(at))
    .y0(HEIGHT - EDGE)
    .y1(({ value }) => y(value ?? 0))
    .curve(curveStepAfter);
  const path = line<Point>()
    .x(({ at }) => x(at))
    .y(({ value }) => y(value ?? 0))
    .curve(curveStepAfter);
  return (
    <svg className="progress-spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className="history-chart__area" d={below(said) ?? ""} />
      <path className="history-chart__line" d={path(said) ?? ""} />
      <circle className="history-chart__now" cx={x(last.at)} cy={y(last.value ?? 0)} r={3.5} />
    </svg>
  );
}
