import { describe, expect, it } from "vitest";

import { saidInLines } from "#client/myUpdates/saidInLines.ts";
import { recordCheckIn, recordStillRight, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult } from "#shared/commands/keyResults.ts";
import { addObjective } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { smallPlan } from "#tests/support/factories.ts";

const HOUR = 3_600_000;

function said() {
  const plan = smallPlan();
  const { desk, cards } = plan;
  desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack", progress: 40, note: "Before." });
  desk.now += HOUR;
  const since = desk.now;
  return { ...plan, lines: () => saidInLines(desk.records, desk.me, since, desk.now) };
}

describe("what I said, in lines", () => {
  it("SCR-307: status and progress of each, what is new first and with what it was before; nothing that was taken back", () => {
    const { desk, cards, lines } = said();
    expect(lines()).toEqual([]);
    const [a, b, c] = cards;
    desk.do(recordCheckIn, { objectiveId: a, status: "atRisk", progress: 45, note: "Legal advice is due." });
    desk.do(recordStillRight, { objectiveIds: [b, c] });
    expect(lines()).toEqual([
      "A: At risk (was on track), 45% (was 40%) – Legal advice is due.",
      "B: Not started – still right",
      "C: Not started – still right",
    ]);
    const mistaken = desk.do(recordCheckIn, { objectiveId: b, status: "offTrack" });
    desk.do(withdrawCheckIn, { checkInId: mistaken });
    desk.actor = { role: "editor", personId: desk.do(addPerson, { name: "Grace" }) };
    desk.do(recordCheckIn, { objectiveId: c, note: "Grace says this." });
    expect(lines()).toHaveLength(3);
  });

  it("SCR-307: key results are said as values, of what is aimed at", () => {
    const { desk, cards, lines } = said();
    const measure = { kind: "number", unit: "people", start: 0, target: 20 } as const;
    const keyResultId = desk.do(addKeyResult, { objectiveId: cards[1], title: "In post", measure });
    desk.do(recordCheckIn, { objectiveId: cards[1], values: { [keyResultId]: 5 } });
    expect(lines()).toEqual(["B: Not started, 25% – In post 5 of 20 people"]);
  });

  it("SCR-761: of a key result that did not begin at 0 the lines say where it began, too", () => {
    const { desk, cards, lines } = said();
    const measure = { kind: "percent", unit: "%", start: 31, target: 70 } as const;
    const keyResultId = desk.do(addKeyResult, { objectiveId: cards[1], title: "Coverage", measure });
    desk.do(recordCheckIn, { objectiveId: cards[1], values: { [keyResultId]: 50 } });
    expect(lines()).toEqual(["B: Not started, 49% – Coverage 50% (from 31% to 70%)"]);
  });

  it("SCR-307: five lines at most: those in words have one each, the others share", () => {
    const { desk, missions, cards, lines } = said();
    const more = ["D", "E", "F"].map((title) => desk.do(addObjective, { missionId: missions[1], title }));
    for (const [nth, objectiveId] of [...cards, ...more].entries()) {
      desk.now += HOUR;
      desk.do(recordCheckIn, { objectiveId, progress: 50, ...(nth > 2 && { note: "Well." }) });
    }
    const still = desk.do(addObjective, { missionId: missions[0], title: "G" });
    desk.actor = { role: "editor", personId: desk.do(addPerson, { name: "Grace" }) };
    desk.do(recordCheckIn, { objectiveId: still, status: "offTrack", progress: 15 });
    desk.actor = { role: "editor", personId: desk.me };
    desk.do(recordStillRight, { objectiveIds: [still] });
    expect(lines()).toEqual([
      "D: Not started, 50% – Well.",
      "E: Not started, 50% – Well.",
      "F: Not started, 50% – Well.",
      "Also: A: On track, 50% (was 40%); B: Not started, 50%; C: Not started, 50%",
      "Still right: G (Off track, 15%)",
    ]);
  });
});
