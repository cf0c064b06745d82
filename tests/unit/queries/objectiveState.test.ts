import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult } from "#shared/commands/keyResults.ts";
import { renameObjective } from "#shared/commands/objectives.ts";
import type { CheckIn } from "#shared/model/checkIn.ts";
import { newId, parseId } from "#shared/model/id.ts";
import type { CheckInId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import { headsOf, latestOf } from "#shared/queries/checkInOrder.ts";
import { fractionOf, objectiveState } from "#shared/queries/objectiveState.ts";
import { twoDesks } from "#tests/support/twoDesks.ts";

const YEAR = 365 * 86_400_000;

describe("how an objective stands", () => {
  it("QRY-6: status, progress and each key result have each their own latest", () => {
    const { ada, objectiveId } = twoDesks();
    expect(objectiveState(ada.records, objectiveId)).toMatchObject({
      status: "notStarted",
      progress: null,
      lastCheckIn: null,
    });
    ada.do(recordCheckIn, { objectiveId, status: "onTrack" });
    ada.do(recordCheckIn, { objectiveId, progress: 40 });
    const last = ada.do(recordCheckIn, { objectiveId, note: "well" });
    expect(objectiveState(ada.records, objectiveId)).toMatchObject({
      status: "onTrack",
      progress: 40,
      lastCheckIn: { id: last },
    });
  });

  it("QRY-6: two people who at once give two key results their values keep both", () => {
    const { ada, grace, share, objectiveId } = twoDesks();
    const measure = { kind: "number", unit: "people", start: 0, target: 10 } as const;
    const one = ada.do(addKeyResult, { objectiveId, title: "one", measure });
    const two = ada.do(addKeyResult, { objectiveId, title: "two", measure });
    share();
    ada.do(recordCheckIn, { objectiveId, values: { [one]: 5 } });
    grace.do(recordCheckIn, { objectiveId, values: { [two]: 10 } });
    share();
    expect(objectiveState(ada.records, objectiveId)).toMatchObject({
      progress: 75,
      values: new Map([
        [one, 5],
        [two, 10],
      ]),
    });
  });

  it("QRY-7: a clock in the future freezes nothing, even between two who did not know of each other", () => {
    const { ada, grace, share, objectiveId } = twoDesks();
    ada.now += 5 * YEAR;
    ada.do(recordCheckIn, { objectiveId, status: "offTrack" });
    grace.do(recordCheckIn, { objectiveId, status: "atRisk" });
    share();
    expect(objectiveState(grace.records, objectiveId).status).toBe("offTrack");
    grace.do(recordCheckIn, { objectiveId, note: "says nothing of the status" });
    grace.do(recordCheckIn, { objectiveId, status: "onTrack" });
    share();
    expect(objectiveState(ada.records, objectiveId).status).toBe("onTrack");
  });

  it("QRY-8: progress is the mean of the key results, each from start to target and no further", () => {
    const measure = (start: number, target: number) => ({ kind: "number", unit: "", start, target }) as const;
    expect(fractionOf(measure(31, 70), 50.5)).toBe(0.5);
    expect(fractionOf(measure(0, 10), 20)).toBe(1);
    expect(fractionOf(measure(0, 10), -5)).toBe(0);
    expect(fractionOf(measure(100, 20), 60)).toBe(0.5);
    expect([4, 5, 6].map((value) => fractionOf(measure(5, 5), value))).toEqual([0, 1, 0]);
    const { ada, objectiveId } = twoDesks();
    ada.do(recordCheckIn, { objectiveId, progress: 90 });
    const first = ada.do(addKeyResult, { objectiveId, title: "K", measure: measure(0, 10) });
    ada.do(addKeyResult, { objectiveId, title: "no value yet", measure: measure(0, 10) });
    expect(objectiveState(ada.records, objectiveId).progress).toBe(0);
    ada.do(recordCheckIn, { objectiveId, values: { [first]: 5 } });
    expect(objectiveState(ada.records, objectiveId).progress).toBe(25);
  });

  it("QRY-3: the state keeps its identity until a check-in or key result of that card changes", () => {
    const { ada, objectiveId, cards } = twoDesks();
    ada.do(recordCheckIn, { objectiveId, status: "onTrack" });
    const before = objectiveState(ada.records, objectiveId);
    ada.do(renameObjective, { objectiveId, title: "new" });
    ada.do(recordCheckIn, { objectiveId: cards[1], status: "onTrack" });
    expect(objectiveState(ada.records, objectiveId)).toBe(before);
    ada.do(recordCheckIn, { objectiveId, status: "onTrack" });
    expect(objectiveState(ada.records, objectiveId)).not.toBe(before);
  });

  it("QRY-9: for any web of check-ins, circles too, the latest is the one that the rule names", () => {
    const web = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 3 }),
        after: fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 3 }),
        says: fc.boolean(),
        withdrawn: fc.boolean(),
      }),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(web, (entries) => {
        const history = entries
          .map((entry, nth): CheckIn => ({
            ...{ id: checkInId(nth), objectiveId: newId<ObjectiveId>(), at: entry.at, by: newId<PersonId>() },
            ...{ status: null, progress: entry.says ? nth : null, values: new Map(), note: "" },
            after: entry.after.map(checkInId),
            withdrawnAt: entry.withdrawn ? 1 : null,
          }))
          .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
        const saying = history.filter((checkIn) => checkIn.progress !== null && checkIn.withdrawnAt === null);
        expect(latestOf(history, (checkIn) => checkIn.progress !== null)).toBe(front(history, saying).at(-1) ?? null);
        expect(headsOf(history)).toEqual(front(history, history).map((checkIn) => checkIn.id));
      }),
      { numRuns: 2_000 },
    );
  });
});

function checkInId(nth: number): CheckInId {
  return parseId<CheckInId>(`c${nth}`) ?? newId<CheckInId>();
}

/** The rule word by word: no other chosen one follows it, unless it follows that one too. */
function front(history: readonly CheckIn[], chosen: readonly CheckIn[]): readonly CheckIn[] {
  const byId = new Map(history.map((checkIn) => [checkIn.id, checkIn]));
  const follows = (from: CheckIn, to: CheckIn): boolean => {
    const open = [...from.after];
    const seen = new Set<CheckInId>();
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === to.id && byId.has(id)) return true;
      if (!seen.has(id)) open.push(...(byId.get(id)?.after ?? []));
      seen.add(id);
    }
    return false;
  };
  return chosen.filter((one) => !chosen.some((other) => other !== one && follows(other, one) && !follows(one, other)));
}
