import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { renameObjective, setDue, setNotes, setOwner } from "#shared/commands/objectives.ts";
import { addPerson, mergePeople } from "#shared/commands/people.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import { matches } from "#shared/queries/matches.ts";
import type { ObjectiveFilter } from "#shared/queries/matches.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";

const date = (text: string) => parseCalendarDate(text) ?? null;

function filteredPlan() {
  const { desk, missions, cards } = smallPlan();
  const zoe = desk.do(addPerson, { name: "Zoë" });
  const [a, b] = cards;
  desk.do(renameObjective, { objectiveId: a, title: "Café wi-fi" });
  desk.do(setNotes, { objectiveId: a, notes: "for RESIDENTS" });
  desk.do(setOwner, { objectiveId: a, ownerId: zoe });
  desk.do(setDue, { objectiveId: a, due: date("2019-12-31") });
  desk.do(recordCheckIn, { objectiveId: b, status: "atRisk", note: "Supplier late" });
  const found = (filter: ObjectiveFilter): string =>
    [...desk.records.objectives.values()]
      .filter((card) => matches(desk.records, card, filter))
      .map((card) => card.title)
      .join();
  return { desk, missions, zoe, found };
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

  it("QRY-13: every condition given must hold, and any of its choices", () => {
    const { desk, missions, zoe, found } = filteredPlan();
    expect(found({ ownerIds: [zoe] })).toBe("Café wi-fi");
    expect(found({ ownerIds: [null] })).toBe("B,C");
    expect(found({ ownerIds: [null, zoe], statuses: ["notStarted"] })).toBe("Café wi-fi,C");
    expect(found({ statuses: [] })).toBe("Café wi-fi,B,C");
    expect(found({ missionIds: [missions[1]] })).toBe("");
    const [before, on] = [date("2019-12-30"), date("2019-12-31")];
    if (!before || !on) throw new Error("two dates");
    expect(found({ dueBy: before })).toBe("");
    expect(found({ dueBy: on })).toBe("Café wi-fi");
    desk.now = NOON + 20 * 86_400_000;
    expect(found({ staleAt: { now: NOON } })).toBe("");
    expect(found({ staleAt: { now: desk.now, timeZone: "UTC" } })).toBe("Café wi-fi,B,C");
  });

  it("QRY-13: an owner who was merged is found by either name's id", () => {
    const { desk, zoe, found } = filteredPlan();
    desk.do(mergePeople, { from: zoe, into: desk.me });
    expect(found({ ownerIds: [zoe] })).toBe("Café wi-fi");
    expect(found({ ownerIds: [desk.me] })).toBe("Café wi-fi");
  });
});
