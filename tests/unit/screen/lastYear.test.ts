import { describe, expect, it } from "vitest";

import { lastYear, runsSince, seriesSince } from "#client/history/lastYear.ts";
import type { Series } from "#client/history/series.ts";

const DAY = 86_400_000;
const NOW = 3_000 * DAY;
const ago = (days: number): number => NOW - days * DAY;

describe("what is drawn of many years", () => {
  it("SCR-676: the last one, unless all is hardly more, or nothing was said in it", () => {
    expect(lastYear(ago(1_800), ago(7), NOW)).toBe(ago(365));
    expect(lastYear(ago(457), ago(7), NOW)).toBe(ago(365));
    expect(lastYear(ago(456), ago(7), NOW)).toBe(null);
    expect(lastYear(ago(1_800), ago(366), NOW)).toBe(null);
  });

  it("SCR-676: what held when it began is drawn from its beginning", () => {
    const targets = [{ at: ago(900), value: 20 }];
    const series: Series = {
      name: "Progress",
      points: [
        { at: ago(900), value: null },
        { at: ago(800), value: 10 },
        { at: ago(400), value: 30 },
        { at: ago(100), value: 60 },
        { at: NOW, value: 60 },
      ],
      targets,
      from: 0,
      to: 100,
      inWords: String,
    };
    const from = ago(365);
    expect(seriesSince(series, from).points).toEqual([
      { at: from, value: 30 },
      { at: ago(100), value: 60 },
      { at: NOW, value: 60 },
    ]);
    expect(seriesSince(series, from).targets).toEqual([{ at: from, value: 20 }]);
    const runs = [
      { status: "onTrack" as const, from: ago(900), until: ago(500) },
      { status: "atRisk" as const, from: ago(500), until: ago(50) },
      { status: "onTrack" as const, from: ago(50), until: NOW },
    ];
    expect(runsSince(runs, from).map((run) => [run.status, run.from, run.until])).toEqual([
      ["atRisk", from, ago(50)],
      ["onTrack", ago(50), NOW],
    ]);
  });
});
