import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { renameObjective, setNotes, setOwner } from "#shared/commands/objectives.ts";
import { addPerson, mergePeople } from "#shared/commands/people.ts";
import { matches } from "#shared/queries/matches.ts";
import type { ObjectiveFilter } from "#shared/queries/matches.ts";
import { whereFound } from "#shared/queries/whereFound.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";

const DAY = 86_400_000;

function filteredPlan() {
  const { desk, cards } = smallPlan();
  const zoe = desk.do(addPerson, { name: "Zoë" });
  const [a, b] = cards;
  desk.do(renameObjective, { objectiveId: a, title: "Café wi-fi" });
  desk.do(setNotes, { objectiveId: a, notes: "for RESIDENTS" });
  desk.do(setOwner, { objectiveId: a, ownerId: zoe });
  desk.do(recordCheckIn, { objectiveId: b, status: "atRisk", note: "Supplier late" });
  const found = (filter: ObjectiveFilter): string =>
    [...desk.records.objectives.values()]
      .filter((card) => matches(desk.records, card, filter))
      .map((card) => card.title)
      .join();
  return { desk, zoe, found };
}

describe("filters", () => {
  it("QRY-13: words are found in title, notes, owner and last line, whatever the case and accents", () => {
    const { found } = filteredPlan();
    expect(found({})).toBe("Café wi-fi,B,C");
    expect(found({ text: " " })).toBe("Café wi-fi,B,C");
    expect(found({ text: "CAFE" })).toBe("Café wi-fi");
    expect(found({ text: "residents zoe wi" })).toBe("Café wi-fi");
    expect(found({ text: "residents nobody" })).toBe("");
    expect(found({ text: "supplier" })).toBe("B");
  });

  it("QRY-13: every condition given must hold", () => {
    const { desk, zoe, found } = filteredPlan();
    expect(found({ ownerId: zoe })).toBe("Café wi-fi");
    expect(found({ ownerId: null })).toBe("B,C");
    expect(found({ ownerId: null, text: "supplier" })).toBe("B");
    expect(found({ ownerId: zoe, text: "supplier" })).toBe("");
    desk.now = NOON + 20 * DAY;
    expect(found({ lateAt: NOON })).toBe("");
    expect(found({ lateAt: desk.now })).toBe("Café wi-fi,B,C");
    expect(found({ lateAt: desk.now, ownerId: zoe })).toBe("Café wi-fi");
  });

  it("QRY-13: an owner who was merged is found by either name's id", () => {
    const { desk, zoe, found } = filteredPlan();
    desk.do(mergePeople, { from: zoe, into: desk.me });
    expect(found({ ownerId: zoe })).toBe("Café wi-fi");
    expect(found({ ownerId: desk.me })).toBe("Café wi-fi");
  });

  it("QRY-42: each word is found where it is written, whatever its accents are made of", () => {
    const marked = (search: string, text: string): readonly string[] =>
      whereFound(search, text).map(([from, to]) => text.slice(from, to));
    expect(marked("cafe wi", "Café wi-fi, cafe\u0301 WIDE")).toEqual(["Café", "cafe\u0301", "wi", "WI"]);
    expect(marked("b", "a🙂b")).toEqual(["b"]);
    expect(marked("fi", "ﬁ i̇ fi")).toEqual(["fi"]);
    expect(marked(" ", "Café")).toEqual([]);
    expect(marked("tea", "Café")).toEqual([]);
  });
});
