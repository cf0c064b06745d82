import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readKeyResultLine, writeKeyResultLine } from "#shared/exchange/keyResultLine.ts";
import { parseMeasure } from "#shared/model/keyResult.ts";
import type { Measure } from "#shared/model/keyResult.ts";
import { limits } from "#shared/model/limits.ts";

const number = (start: number, target: number, unit = ""): Measure => ({ kind: "number", unit, start, target });
const percent = (start: number, target: number): Measure => ({ kind: "percent", unit: "%", start, target });
const yesNo: Measure = { kind: "yesNo", unit: "", start: 0, target: 1 };
/** More for a long night: RUNS=100000. */
const numRuns = Number(process.env["RUNS"] ?? 300);

describe("a key result in one line", () => {
  it.each<readonly [string, string, Measure]>([
    ["Apprentices in post 0 → 21 people", "Apprentices in post", number(0, 21, "people")],
    ["Apprentices in post 0->21 people", "Apprentices in post", number(0, 21, "people")],
    ["Apprentices in post: 0 => 21 people.", "Apprentices in post", number(0, 21, "people")],
    ["Apprentices in post 0 to 21 people", "Apprentices in post", number(0, 21, "people")],
    ["Apprentices in post from 0 to 21 people", "Apprentices in post", number(0, 21, "people")],
    ["Apprentices in post, 0 people → 21 people", "Apprentices in post", number(0, 21, "people")],
    ["apprentices in post to 21 people", "Apprentices in post", number(0, 21, "people")],
    ["Apprentices in post → 21", "Apprentices in post", number(0, 21)],
    ["0 → 21 apprentices in post", "Apprentices in post", number(0, 21)],
    ["Answered in time 1 day → 10 days", "Answered in time", number(1, 10, "days")],
    ["Online repairs 31% → 70%", "Online repairs", percent(31, 70)],
    ["Online repairs 31 → 70%", "Online repairs", percent(31, 70)],
    ["Online repairs 31 to 70 per cent", "Online repairs", percent(31, 70)],
    ["Online repairs from 31% to 70 percent", "Online repairs", percent(31, 70)],
    ["Satisfaction 3.9 → 4,5 out of 5", "Satisfaction", number(3.9, 4.5, "out of 5")],
    ["Calls a month 1,200 → 600", "Calls a month", number(1_200, 600)],
    ["Calls 1 200 to 1 600 a month", "Calls", number(1_200, 1_600, "a month")],
    ["Calls 1.200,5 → 600", "Calls", number(1_200.5, 600)],
    ["Balance −5 → +5 points", "Balance", number(-5, 5, "points")],
    ["Licences £1.2m → £900k a year", "Licences", number(1_200_000, 900_000, "£ a year")],
    ["Licences £2000 to £1500", "Licences", number(2_000, 1_500, "£")],
    ["Licences 0 → £1500", "Licences", number(0, 1_500, "£")],
    ["Portal is live, yes/no", "Portal is live", yesNo],
    ["Portal is live (yes or no)", "Portal is live", yesNo],
    ["Portal live no → yes", "Portal live", yesNo],
    ["Is the portal live?", "Is the portal live?", yesNo],
    ["Move to one platform 2 → 1 platforms", "Move to one platform", number(2, 1, "platforms")],
    ["Wave 2 libraries open 0 → 12", "Wave 2 libraries open", number(0, 12)],
    ["Sites on IPv6 3 → 40", "Sites on IPv6", number(3, 40)],
    ["Reports → dashboards 4 → 40", "Reports → dashboards", number(4, 40)],
  ])("SCR-272: “%s” is understood", (line, title, measure) => {
    expect(readKeyResultLine(line)).toEqual({ title, measure });
  });

  it.each([
    ["Residents like us", "Residents like us"],
    ["Move 50 services to 3 platforms", "Move 50 services to 3 platforms"],
    ["Go live on the 3rd", "Go live on the 3rd"],
    ["From good to great", "From good to great"],
    ["Talk to 4x4 owners", "Talk to 4x4 owners"],
    ["Faster →", "Faster →"],
  ])("SCR-272: “%s” says no numbers, and goes from 0 to 100%", (line, title) => {
    expect(readKeyResultLine(line)).toEqual({ title, measure: percent(0, 100) });
  });

  it.each(["", "   ", " : "])("SCR-272: “%s” has no title yet", (line) => {
    expect(readKeyResultLine(line)).toBeNull();
  });

  it("SCR-272: what a key result is written as is understood as that key result", () => {
    const amount = fc.oneof(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: -99_999, max: 99_999 }).map((cents) => cents / 100),
    );
    const measure = fc.oneof(
      fc.constant(yesNo),
      fc.record({ start: amount, target: amount }).map(({ start, target }) => percent(start, target)),
      fc
        .record({
          start: amount,
          target: amount,
          unit: fc.constantFrom("", "people", "days", "£", "€ a year", "out of 5", "a week", "km²"),
        })
        .map(({ start, target, unit }) => number(start, target, unit)),
    );
    const title = fc
      .array(fc.constantFrom("Calls", "to", "answered", "in", "2", "days", "→", "Wave 3:", "£", "from", "Über", "🙂"), {
        minLength: 1,
        maxLength: 6,
      })
      // Words at the ends that belong to the numbers behind them.
      .map((words) => `Calls ${words.join(" ")} answered`);
    fc.assert(
      fc.property(fc.record({ title, measure }), (keyResult) => {
        expect(readKeyResultLine(writeKeyResultLine(keyResult))).toEqual(keyResult);
      }),
      { numRuns },
    );
  });

  it("SCR-272: any line whatever is read without a throw into something that can be recorded, however long", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom(" ", "→", "->", "to", "0", "21", "1,200", "%", "£", "m", "yes/no", "?", "-", "9".repeat(30)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(1, 50), (pieces, times) => {
        const read = readKeyResultLine(pieces.join("").repeat(times));
        if (read === null) return;
        expect(parseMeasure(read.measure)).toEqual(read.measure);
        expect(read.title.trim()).not.toBe("");
        expect(read.title.length).toBeLessThanOrEqual(limits.titleLength);
      }),
      { numRuns },
    );
  });
});
