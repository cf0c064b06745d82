import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { EMPTY_DRAFT, keepCheckInDraft, keptCheckInDraft } from "#client/checkIn/checkInDraft.ts";
import type { CheckInDraft } from "#client/checkIn/checkInDraft.ts";
import { readDraft } from "#client/checkIn/readDraft.ts";
import { setOwner } from "#client/device/ownStorage.ts";
import { PROGRESS_STEPS, stepped, stepsOf } from "#client/checkIn/valueSteps.ts";
import { newId } from "#shared/model/id.ts";
import type { KeyResultId, ObjectiveId, PersonId, UserId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";

const person = newId<PersonId>();
const objective = newId<ObjectiveId>();
const keyResult = newId<KeyResultId>();
const draft: CheckInDraft = {
  status: "atRisk",
  progress: "6",
  values: new Map([[keyResult, "3,"]]),
  note: "A supplier is la",
};

describe("a check-in that is begun", () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    setOwner(newId<UserId>());
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("SCR-265: is kept for one person and one objective, as it was typed, until it is empty again", () => {
    keepCheckInDraft(person, objective, draft);
    expect(keptCheckInDraft(person, objective)).toEqual(draft);
    expect(keptCheckInDraft(newId(), objective)).toBeNull();
    expect(keptCheckInDraft(person, newId<ObjectiveId>())).toBeNull();
    keepCheckInDraft(person, objective, EMPTY_DRAFT);
    expect(kept.size).toBe(0);
    expect(keptCheckInDraft(person, objective)).toBeNull();
  });

  it("SCR-407: is nothing that somebody else who signs in on the device could see, and is there again for its author", () => {
    const author = newId<UserId>();
    setOwner(author);
    keepCheckInDraft(person, objective, draft);
    setOwner(newId<UserId>());
    expect(keptCheckInDraft(person, objective)).toBeNull();
    setOwner(null);
    expect(keptCheckInDraft(person, objective)).toBeNull();
    setOwner(author);
    expect(keptCheckInDraft(person, objective)).toEqual(draft);
  });

  it("SCR-265: whatever else lies under its name is read as none, or as far as it can be", () => {
    keepCheckInDraft(person, objective, draft);
    const [key = ""] = kept.keys();
    for (const odd of ["", "{", "null", "[]", "3", '{"status":"fine"}', '{"values":[[1,2],3,["__proto__","1"]]}']) {
      kept.set(key, odd);
      expect(keptCheckInDraft(person, objective), odd).toBeNull();
    }
    // A line that is too long to be recorded is still one that somebody typed.
    for (const [typed, left] of [
      [limits.noteLength + 9, limits.noteLength + 9],
      [limits.notesLength + 9, limits.notesLength],
    ] as const) {
      kept.set(key, JSON.stringify({ note: "x".repeat(typed), values: [[keyResult, "9".repeat(99)]] }));
      expect(keptCheckInDraft(person, objective)?.note).toHaveLength(left);
    }
    vi.stubGlobal("localStorage", undefined);
    keepCheckInDraft(person, objective, draft);
    expect(keptCheckInDraft(person, objective)).toBeNull();
  });

  it("SCR-262: its numbers are read, a field left empty says nothing, and what is no number is named", () => {
    const values = new Map([
      [keyResult, "1,200"],
      [newId<KeyResultId>(), " "],
    ]);
    expect(readDraft({ ...draft, progress: " 65 %", values })).toEqual({
      ok: true,
      value: { status: "atRisk", progress: 65, values: { [keyResult]: 1_200 }, note: "A supplier is la" },
    });
    expect(readDraft(EMPTY_DRAFT)).toEqual({ ok: true, value: { values: {}, note: "" } });
    expect(readDraft({ ...draft, progress: "half" })).toEqual({
      ok: false,
      error: new Map([["progress", "“half” is no number. Write digits, like 42 or 3.5."]]),
    });
    expect(readDraft({ ...draft, progress: "101" })).toMatchObject({ ok: false, error: /0 to 100/u });
    expect(readDraft(draft)).toMatchObject({ ok: true, value: { values: { [keyResult]: 3 } } });
  });
});

describe("steps of a number", () => {
  it("SCR-262: progress goes by 5, from whatever was typed to the next of them, and ends at 0 and 100", () => {
    const up = (text: string) => stepped(text, 1, PROGRESS_STEPS);
    const down = (text: string) => stepped(text, -1, PROGRESS_STEPS);
    expect([up("65"), up("67"), up("98"), up("100"), up(""), up("half")]).toEqual(["70", "70", "100", "100", "5", "5"]);
    expect([down("65"), down("67"), down("3"), down("0"), down("")]).toEqual(["60", "65", "0", "0", "0"]);
  });

  it("SCR-262: a key result goes by a round step, about a twentieth of its way, past its target too", () => {
    const steps = (start: number, target: number, kind: "number" | "percent" = "number") =>
      stepsOf({ kind, unit: "", start, target });
    expect(steps(0, 100, "percent").step).toBe(5);
    expect(steps(97, 99.5, "percent").step).toBe(0.1);
    expect(steps(0, 21).step).toBe(1);
    expect(steps(4_400, 600).step).toBe(100);
    expect(steps(3.9, 4.5).step).toBe(0.02);
    expect(steps(7, 7).step).toBe(1);
    expect(stepped("", 1, steps(10, 95, "percent"))).toBe("15");
    expect(stepped("", -1, steps(2_000, 0))).toBe("1900");
    expect(stepped("20", 1, steps(0, 21))).toBe("21");
    expect(stepped("21", 1, steps(0, 21))).toBe("22");
    expect(stepped("0", -1, steps(0, 21))).toBe("0");
    expect(stepped("-4", -1, steps(-5, 5))).toBe("-5");
    expect(stepped("4.1", 1, steps(3.9, 4.5))).toBe("4.12");
  });
});
