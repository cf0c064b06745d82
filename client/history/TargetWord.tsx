import type { ScaleLinear, ScaleTime } from "d3-scale";

import type { Point, Series } from "./series.ts";

interface TargetWordProps {
  /** As drawn. */
  readonly targets: readonly Point[];
  readonly inWords: Series["inWords"];
  readonly x: ScaleTime<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly rem: number;
}

/** What a letter is wide, in rem: a little more than most are. */
const LETTER = 0.42;
const GAP = 0.25;

/** Says at its line what is aimed at: where that begins, as values are seldom near a target then. */
export function TargetWord({ targets, inWords, x, y, rem }: TargetWordProps) {
  const begin = targets.findLast(({ value }, nth) => value !== targets[nth - 1]?.value);
  if (!begin || begin.value === null) return null;
  const [left = 0, right = 0] = x.range();
  const [bottom = 0, top = 0] = y.range();
  const [at, line] = [x(begin.at), y(begin.value)];
  // On the side that has more room, and within the plot.
  const goesLeft = at - left > right - at;
  const room = Math.max(at - left, right - at) - GAP * rem;
  const isHigh = line < (top + bottom) / 2;
  const whole = `Target ${inWords(begin.value)}`;
  return (
    <text
      className="history-chart__target-word"
      x={at + (goesLeft ? -GAP : GAP) * rem}
      y={line + (isHigh ? 0.9375 : -0.375) * rem}
      textAnchor={goesLeft ? "end" : "start"}
    >
      {whole.length * LETTER * rem < room ? whole : `Target ${begin.value.toLocaleString()}`}
    </text>
  );
}
