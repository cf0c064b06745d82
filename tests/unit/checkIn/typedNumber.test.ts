import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseTypedNumber } from "#shared/model/typedNumber.ts";

describe("a number as people type it", () => {
  it.each([
    ["65", 65],
    [" 65 ", 65],
    ["3.5", 3.5],
    ["3,5", 3.5],
    [".5", 0.5],
    ["4.", 4],
    ["1,200", 1_200],
    ["1,200,300", 1_200_300],
    ["1,200.5", 1_200.5],
    ["1.200,5", 1_200.5],
    ["1.200.300", 1_200_300],
    ["1.200", 1.2],
    ["0,125", 0.125],
    ["12,34", 12.34],
    ["1 200", 1_200],
    ["1\u202f200\u202f000", 1_200_000],
    ["1’200", 1_200],
    ["-4", -4],
    ["−4", -4],
    ["+4", 4],
    ["-0", 0],
  ])("SCR-262: “%s” is read", (text, number) => {
    expect(parseTypedNumber(text)).toBe(number);
  });

  it.each(["", " ", "a", "12a", "1,2,3", "1,20,300", "1..2", "--1", "1e9", "0x10", "Infinity", "1 2", "9".repeat(41)])(
    "SCR-262: “%s” is no number",
    (text) => {
      expect(parseTypedNumber(text)).toBeUndefined();
    },
  );

  it("SCR-262: whatever is typed is a finite number or none, and what British people write is read as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const number = parseTypedNumber(text);
        expect(number === undefined || Number.isFinite(number)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const number = whole + (whole < 0 ? -cents : cents) / 100;
        expect(parseTypedNumber(number.toLocaleString("en-GB"))).toBeCloseTo(number, 5);
      }),
    );
  });
});
