import { describe, expect, it } from "vitest";

import { ageInWords, dueDate } from "#client/ui/dates.ts";
import { measured, wayOf } from "#client/ui/measured.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";

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

  it("SCR-674: a due date is without its year where only one can be meant", () => {
    const today = new Date("2026-11-28T12:00:00").getTime();
    const said = (text: string): ReturnType<typeof dueDate> | undefined => {
      const date = parseCalendarDate(text);
      return date && dueDate(date, today);
    };
    const withYear = (text: string): boolean => /20\d\d/u.test(said(text)?.rest ?? "");
    const [near, far] = [
      ["2026-10-01", "2026-12-10", "2027-02-09", "2027-09-20"],
      ["2026-09-20", "2027-10-01", "2028-02-10"],
    ];
    expect(near.map(withYear)).toEqual(near.map(() => false));
    expect(far.map(withYear)).toEqual(far.map(() => true));
    // Its day comes apart where it comes first.
    expect([
      ["10 ", "Feb 2028"],
      ["", "Feb 10, 2028"],
    ]).toContainEqual(Object.values(said("2028-02-10") ?? {}));
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
