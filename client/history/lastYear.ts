import { DAY_MS } from "#shared/model/duration.ts";

import type { Point, Series, StatusRun } from "./series.ts";

const YEAR = 365 * DAY_MS;

/**
 * From when on something is drawn of which nothing was said for long at first: from a little before that was, so that
 * what was said has room. Null where that is not so.
 */
export function sinceSaid(begun: number, firstSaid: number | undefined, now: number): number | null {
  if (firstSaid === undefined) return null;
  const since = now - firstSaid;
  const from = firstSaid - Math.max(since / 10, DAY_MS);
  return from > begun && firstSaid - begun > since / 3 ? from : null;
}

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
