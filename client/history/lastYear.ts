import { DAY_MS } from "#shared/model/duration.ts";

import type { Point, Series, StatusRun } from "./series.ts";

const YEAR = 365 * DAY_MS;

/**
 * From when on something is drawn at first, in milliseconds since 1970: of many years the last one, in which what was
 * said lately can be told apart. Null where all of it has room, and where nothing was said in the last year.
 */
export function lastYear(begun: number, lastSaid: number, now: number): number | null {
  const from = now - YEAR;
  return begun < from - YEAR / 4 && lastSaid > from ? from : null;
}

/** The same from then on, with what held then. */
export function seriesSince(series: Series, from: number): Series {
  return {
    ...series,
    points: pointsSince(series.points, from),
    targets: series.targets && pointsSince(series.targets, from),
  };
}

export function runsSince(runs: readonly StatusRun[], from: number): readonly StatusRun[] {
  return runs.filter(({ until }) => until > from).map((run) => ({ ...run, from: Math.max(run.from, from) }));
}

function pointsSince(points: readonly Point[], from: number): readonly Point[] {
  const before = points.findLast(({ at }) => at <= from);
  const after = points.filter(({ at }) => at > from);
  return before ? [{ ...before, at: from }, ...after] : after;
}
