import { describe, expect, it } from "vitest";

import { ageInWords } from "#client/ui/dates.ts";
import { measured, wayOf } from "#client/ui/measured.ts";

describe("what a card says in words", () => {
  it("SCR-2: the age of a check-in is said as people say it; one of tomorrow is of today", () => {
    expect([-3, 0, 1, 12, 59, 90, 365, 1_000].map(ageInWords)).toEqual([
      "today",
      "today",
      "yesterday",
      "12 days ago",
      "59 days ago",
      "3 months ago",
      "12 months ago",
      "3 years ago",
    ]);
  });

  it("SCR-14: a value of a key result is said with its unit", () => {
    expect(measured(50, { kind: "percent", unit: "%" })).toBe("50%");
    expect(measured(1, { kind: "yesNo", unit: "" })).toBe("Yes");
    expect(measured(0, { kind: "yesNo", unit: "" })).toBe("No");
    expect(measured(7, { kind: "number", unit: "offices" })).toBe("7 offices");
    expect(measured(7, undefined)).toBe("7");
    expect(measured(-2_000, { kind: "number", unit: "£ a year" })).toBe("−£2,000 a year");
    const way = (kind: "number" | "percent" | "yesNo", unit: string) => wayOf({ kind, unit, start: 0, target: 21 });
    expect([way("number", "people"), way("percent", "%"), way("number", "£ a year"), way("yesNo", "")]).toEqual([
      "0 → 21 people",
      "0% → 21%",
      "£0 → £21 a year",
      "no → yes",
    ]);
  });
});
