import { describe, expect, it } from "vitest";

import { lastYear, runsSince, seriesSince, sinceSaid } from "#client/history/lastYear.ts";
import type { Series } from "#client/history/series.ts";

const DAY = 86_400_000;
const NOW = 3_000 * DAY;
const ago = (days: number): number => NOW - days * DAY;

describe("what is drawn of a time in which nothing was said at first", () => {
  it("SCR-947: a little of it, unless all of it is short beside what follows", () => {
    expect(sinceSaid(ago(400), ago(20), NOW)).toBe(ago(22));
    expect(sinceSaid(ago(400), ago(2), NOW)).toBe(ago(3));
    expect(sinceSaid(ago(40), ago(30), NOW)).toBe(null);
    expect(sinceSaid(ago(41), ago(30), NOW)).toBe(ago(33));
    expect(sinceSaid(ago(400), undefined, NOW)).toBe(null);
    expect(sinceSaid(NOW - 60_000, NOW, NOW)).toBe(null);
  });
});

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
