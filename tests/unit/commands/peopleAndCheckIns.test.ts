import { describe, expect, it } from "vitest";
import { recordCheckIn, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult, archiveKeyResult, changeKeyResult } from "#shared/commands/keyResults.ts";
import { setOwner } from "#shared/commands/objectives.ts";
import { addPerson, mergePeople, reassignObjectives, renamePerson } from "#shared/commands/people.ts";
import type { KeyResultId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { personOf } from "#shared/queries/people.ts";
import { done, NOON, refusal, smallPlan } from "#tests/support/factories.ts";

const PERCENT = { kind: "percent", unit: "%", start: 0, target: 100 } as const;

describe("commands on people", () => {
  it("CMD-16: everything of a merged person reads as the other's", () => {
    const { desk, cards } = smallPlan();
    const grace = desk.do(addPerson, { name: "Grace" });
    const gracie = desk.do(addPerson, { name: "Gracie" });
    desk.do(setOwner, { objectiveId: cards[0], ownerId: gracie });
    desk.do(mergePeople, { from: gracie, into: grace });
    const ownerId = desk.records.objectives.get(cards[0])?.ownerId;
    expect(ownerId && personOf(desk.records, ownerId)?.name).toBe("Grace");
    expect(refusal(desk.run(mergePeople, { from: grace, into: gracie }))).toBe("samePerson");
    desk.do(renamePerson, { personId: gracie, name: "Grace H." });
    expect(desk.records.people.get(grace)?.name).toBe("Grace H.");
  });

  it("CMD-16: two people in a plan have two names", () => {
    const { desk } = smallPlan();
    expect(refusal(desk.run(addPerson, { name: " ada " }))).toBe("nameTaken");
    const grace = desk.do(addPerson, { name: "Grace" });
    expect(refusal(desk.run(renamePerson, { personId: grace, name: "ADA" }))).toBe("nameTaken");
    desk.do(renamePerson, { personId: grace, name: "grace" });
  });

  it("CMD-17: all cards of one person go to another at once", () => {
    const { desk, cards } = smallPlan();
    const grace = desk.do(addPerson, { name: "Grace" });
    const gracie = desk.do(addPerson, { name: "Gracie" });
    desk.do(setOwner, { objectiveId: cards[0], ownerId: gracie });
    desk.do(setOwner, { objectiveId: cards[1], ownerId: grace });
    desk.do(mergePeople, { from: gracie, into: grace });
    const result = done(desk.run(reassignObjectives, { from: grace, to: desk.me }));
    expect(result).toMatchObject({ value: 2, summary: "Gave 2 objectives of Grace to Ada" });
    expect([...desk.records.objectives.values()].map((card) => card.ownerId)).toEqual([desk.me, desk.me, null]);
  });
});

describe("commands on check-ins and key results", () => {
  it("CMD-18: a check-in stores only what is said, by whom, when, and what it follows", () => {
    const { desk, cards } = smallPlan();
    const first = desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack" });
    desk.now += 1_000;
    const second = desk.do(recordCheckIn, { objectiveId: cards[0], note: " half done " });
    expect(desk.document.roots.checkIns.get(second)).toEqual({
      objectiveId: cards[0],
      at: NOON + 1_000,
      by: desk.me,
      note: "half done",
      after: [first],
    });
    expect(refusal(desk.run(recordCheckIn, { objectiveId: cards[0], note: "  " }))).toBe("checkInEmpty");
    desk.actor = { role: "editor", personId: null };
    expect(refusal(desk.run(recordCheckIn, { objectiveId: cards[0], status: "done" }))).toBe("identityNeeded");
  });

  it("CMD-18: values are only of the objective's own key results, and progress is theirs once there are any", () => {
    const { desk, cards } = smallPlan();
    const objectiveId = cards[0];
    const own = desk.do(addKeyResult, { objectiveId, title: "Online", measure: PERCENT });
    const asked = desk.do(addKeyResult, {
      objectiveId,
      title: "Live",
      measure: { kind: "yesNo", unit: "", start: 0, target: 1 },
    });
    const other = desk.do(addKeyResult, { objectiveId: cards[1], title: "Other", measure: PERCENT });
    const values = (id: KeyResultId, value: number) =>
      desk.run(recordCheckIn, { objectiveId, values: { [id]: value } });
    expect(refusal(values(other, 5))).toBe("keyResultUnknown");
    expect(refusal(values(own, Number.NaN))).toBe("valueInvalid");
    expect(refusal(values(asked, 2))).toBe("valueNotYesNo");
    expect(refusal(desk.run(recordCheckIn, { objectiveId, progress: 50 }))).toBe("progressFromKeyResults");
    expect(refusal(desk.run(recordCheckIn, { objectiveId: cards[2], progress: 101 }))).toBe("progressOutOfRange");
    done(values(own, 50));
    expect(objectiveState(desk.records, objectiveId).progress).toBe(25);
    desk.do(archiveKeyResult, { keyResultId: asked });
    expect(objectiveState(desk.records, objectiveId).progress).toBe(50);
    expect(refusal(desk.run(changeKeyResult, { keyResultId: asked, title: "x" }))).toBe("keyResultUnknown");
    desk.do(changeKeyResult, { keyResultId: own, measure: { ...PERCENT, start: 40, target: 60 } });
    expect(objectiveState(desk.records, objectiveId).progress).toBe(50);
  });

  it("CMD-10: an objective has five key results at most", () => {
    const { desk, cards } = smallPlan();
    const input = { objectiveId: cards[0], title: "K", measure: PERCENT };
    for (let nth = 0; nth < limits.keyResultsPerObjective; nth += 1) desk.do(addKeyResult, input);
    expect(refusal(desk.run(addKeyResult, input))).toBe("tooManyKeyResults");
  });

  it("CMD-19: a check-in is taken back by its author only, whose merged names are one person", () => {
    const { desk, cards } = smallPlan();
    const checkInId = desk.do(recordCheckIn, { objectiveId: cards[0], status: "done" });
    const grace = desk.do(addPerson, { name: "Grace" });
    desk.actor = { role: "owner", personId: grace };
    expect(refusal(desk.run(withdrawCheckIn, { checkInId }))).toBe("notAllowed");
    desk.do(mergePeople, { from: desk.me, into: grace });
    desk.do(withdrawCheckIn, { checkInId });
    expect(desk.records.checkIns.get(checkInId)?.withdrawnAt).toBe(NOON);
    expect(objectiveState(desk.records, cards[0])).toMatchObject({ status: "notStarted", lastCheckIn: null });
    expect(refusal(desk.run(withdrawCheckIn, { checkInId }))).toBe("checkInWithdrawn");
  });
});
