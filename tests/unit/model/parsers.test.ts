import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addDays, LAST_DATE, parseCalendarDate } from "#shared/model/calendarDate.ts";
import { parseCheckInEntry, parseProgress, storeCheckIn, storeWithdrawal } from "#shared/model/checkIn.ts";
import { newId, parseId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { parseMeasure, parseMeasurement } from "#shared/model/keyResult.ts";
import { compareLinks, parseLink, parseWebAddress, storeLink } from "#shared/model/link.ts";
import { parsePlacement, parseSortKey } from "#shared/model/placement.ts";
import { parseCadence } from "#shared/model/plan.ts";
import { parseInstant, parseStamp } from "#shared/model/stamp.ts";
import { parseStatus, STATUS_WORDS, STATUSES } from "#shared/model/status.ts";

describe("values of the model", () => {
  it("DOC-13: an id is letters, digits, _ and -, at most 64, and no name that objects inherit", () => {
    for (const id of ["a", "A-1_b", "0", "x".repeat(64), newId()]) expect(parseId(id)).toBe(id);
    for (const odd of [
      "",
      "-a",
      "_a",
      "a b",
      "a/b",
      "é",
      "x".repeat(65),
      "constructor",
      "toString",
      "__proto__",
      7,
      null,
      {},
    ]) {
      expect(parseId(odd), JSON.stringify(odd)).toBeUndefined();
    }
    for (const name of Object.getOwnPropertyNames(Object.prototype)) expect(parseId(name), name).toBeUndefined();
    expect(new Set(Array.from({ length: 1_000 }, () => newId())).size).toBe(1_000);
    expect(newId()).toMatch(/^[0-9a-f]{32}$/u);
  });

  it("DOC-13: a date is a day that exists", () => {
    for (const day of ["2020-02-29", "0001-01-01", "9999-12-31"]) expect(parseCalendarDate(day)).toBe(day);
    for (const odd of [
      "2019-02-29",
      "1900-02-29",
      "2020-13-01",
      "2020-00-10",
      "2020-1-1",
      "0000-01-01",
      "+020200-01-01",
      "2020-01-01T00:00Z",
      20200101,
      null,
    ]) {
      expect(parseCalendarDate(odd), String(odd)).toBeUndefined();
    }
  });

  it("DOC-13: days are added over months and leap years, and never leave the calendar", () => {
    const day = (text: string) => parseCalendarDate(text) ?? LAST_DATE;
    expect(addDays(day("2020-02-28"), 2)).toBe("2020-03-01");
    expect(addDays(day("2020-01-01"), -1)).toBe("2019-12-31");
    for (const days of [1, 1e20, Number.NaN, Infinity]) expect(addDays(LAST_DATE, days)).toBe(LAST_DATE);
  });

  it("DOC-13: an address is http, https or mailto, and no script in whatever disguise", () => {
    expect(parseWebAddress(" HTTPS://Example.org/a b ")).toBe("https://example.org/a%20b");
    expect(parseWebAddress("mailto:a@example.org")).toBe("mailto:a@example.org");
    const odd = [
      "javascript:alert(1)",
      "java\nscript:alert(1)",
      "\u0001javascript:x",
      "data:text/html,x",
      "file:///etc",
      "//x",
      "x",
      "",
      "https://",
      7,
      null,
    ];
    for (const text of [...odd, `https://x/${"y".repeat(2_000)}`])
      expect(parseWebAddress(text), String(text)).toBeUndefined();
  });

  it("DOC-13: numbers are finite and in their range", () => {
    expect([0, -1e15, 0.1].map(parseMeasurement)).toEqual([0, -1e15, 0.1]);
    expect([Number.NaN, Infinity, 1e16, "1", null].map(parseMeasurement)).toEqual(Array(5).fill(undefined));
    expect([0, -8.64e15].map(parseInstant)).toEqual([0, -8.64e15]);
    expect([8.64e15 + 1_000, Number.NaN, "0"].map(parseInstant)).toEqual(Array(3).fill(undefined));
    // A file has one zero: what is read of a document is the same again when it comes back from one.
    for (const parse of [parseMeasurement, parseInstant, parseProgress]) expect(parse(-0)).toBe(0);
    expect([1, 365].map(parseCadence)).toEqual([1, 365]);
    expect([0, 366, 1.5, "7"].map(parseCadence)).toEqual(Array(4).fill(undefined));
  });

  it("DOC-13: an order key is digits and letters, not all zeros", () => {
    for (const key of ["V", "0001", "z".repeat(4_000)]) expect(parseSortKey(key)).toBe(key);
    for (const odd of ["", "0", "000", "a b", "é", "z".repeat(4_001), 7]) expect(parseSortKey(odd)).toBeUndefined();
    expect(parsePlacement({ missionId: "m", sortKey: "V", by: "p", at: 1 })).toEqual({
      missionId: "m",
      sortKey: "V",
      by: "p",
      at: 1,
    });
    expect(parsePlacement({ missionId: "m", sortKey: "V", by: 7, at: 1 })?.by).toBeNull();
    expect(parsePlacement({ missionId: "", sortKey: "V", at: 1 })).toBeUndefined();
    expect(parseStamp([])).toBeUndefined();
  });

  it("DOC-13: the six statuses have each a word, and there is no seventh", () => {
    for (const status of STATUSES) expect(STATUS_WORDS[parseStatus(status) ?? "done"]).toBe(STATUS_WORDS[status]);
    for (const odd of ["ontrack", "", "toString", 1, null]) expect(parseStatus(odd)).toBeUndefined();
  });

  it("DOC-13: only objects as JSON makes them are plain", () => {
    expect([{}, Object.create(null)].map(isPlainObject)).toEqual([true, true]);
    expect([[], null, new Map(), new Date(0), "x", JSON.parse('{"__proto__":{}}')].map(isPlainObject)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it("DOC-13: a measure and a link are whole or not at all", () => {
    const measure = { kind: "number", unit: "people", start: 0, target: 21 };
    expect(parseMeasure(measure)).toEqual(measure);
    for (const field of Object.keys(measure)) expect(parseMeasure({ ...measure, [field]: {} }), field).toBeUndefined();
    const link = parseLink("l", { url: "https://x.example/", title: "X", at: 1 });
    expect(link && parseLink("l", storeLink(link))).toEqual(link);
    expect(parseLink("l", { url: "javascript:x", title: "X", at: 1 })).toBeUndefined();
    expect(link && compareLinks(link, { ...link, at: 2 })).toBeLessThan(0);
  });

  it("DOC-13: a check-in that was stored is read as the same", () => {
    const id = fc.stringMatching(/^[a-z0-9]{1,8}$/u);
    const stored = fc.record(
      {
        objectiveId: id,
        by: id,
        at: fc.integer(),
        status: fc.constantFrom(...STATUSES),
        progress: fc.integer({ min: 0, max: 100 }),
        values: fc.dictionary(id, fc.integer(), { minKeys: 1, noNullPrototype: true }),
        note: fc.string({ minLength: 1, maxLength: 500 }),
        after: fc.array(id, { minLength: 1 }),
      },
      { requiredKeys: ["objectiveId", "by", "at"], noNullPrototype: true },
    );
    fc.assert(
      fc.property(id, stored, (key, value) => {
        const entry = parseCheckInEntry(key, value);
        expect(entry?.kind === "checkIn" && storeCheckIn(entry.checkIn)).toEqual(value);
      }),
    );
    const withdrawal = { of: "c", at: 1, by: "p" };
    const entry = parseCheckInEntry("w", withdrawal);
    expect(entry?.kind === "withdrawal" && storeWithdrawal(entry.withdrawal)).toEqual(withdrawal);
  });
});
