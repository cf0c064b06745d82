import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { recordCheckIn, recordStillRight, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult, archiveKeyResult, changeKeyResult } from "#shared/commands/keyResults.ts";
import { objectiveHistory } from "#shared/queries/objectiveHistory.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { STATUSES } from "#shared/model/status.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";

const DAY = 86_400_000;
const POSTS = { kind: "number", unit: "people", start: 0, target: 20 } as const;

function onDays() {
  const plan = smallPlan();
  const [objectiveId] = plan.cards;
  const day = (nth: number): void => {
    plan.desk.now = NOON + nth * DAY;
  };
  const history = (now = NOON + 99 * DAY) => objectiveHistory(plan.desk.records, objectiveId, now);
  return { desk: plan.desk, objectiveId, day, history };
}

describe("the history of an objective", () => {
  it("QRY-28: has every check-in in order, with how things stood before and after", () => {
    const { desk, objectiveId, day, history } = onDays();
    expect(history()).toEqual([]);
    desk.do(recordCheckIn, { objectiveId, status: "onTrack", progress: 20 });
    day(7);
    const mistaken = desk.do(recordCheckIn, { objectiveId, progress: 90 });
    desk.do(withdrawCheckIn, { checkInId: mistaken });
    day(14);
    desk.do(recordStillRight, { objectiveIds: [objectiveId] });
    day(21);
    desk.do(recordCheckIn, { objectiveId, status: "atRisk", progress: 25 });
    const none = { status: "notStarted", progress: null };
    const well = { status: "onTrack", progress: 20 };
    expect(history().map(({ before, after }) => [before, after])).toEqual([
      [none, well],
      [well, well],
      [well, well],
      [well, { status: "atRisk", progress: 25 }],
    ]);
    expect(history().map(({ checkIn }) => checkIn.withdrawnAt !== null)).toEqual([false, true, false, false]);
  });

  it("QRY-28: one that follows another comes after it, whatever their clocks said; nothing counts in the future", () => {
    const { desk, objectiveId, day, history } = onDays();
    day(300);
    const ahead = desk.do(recordCheckIn, { objectiveId, progress: 10 });
    day(1);
    const after = desk.do(recordCheckIn, { objectiveId, progress: 30 });
    const entries = history(NOON + 2 * DAY);
    expect(entries.map(({ checkIn }) => checkIn.id)).toEqual([ahead, after]);
    expect(entries.map(({ at }) => at)).toEqual([NOON + 2 * DAY, NOON + 2 * DAY]);
    expect(entries.at(-1)?.after.progress).toBe(30);
  });

  it("QRY-29: values are read against the unit, start and target of their time; another target loses nothing", () => {
    const { desk, objectiveId, day, history } = onDays();
    const keyResultId = desk.do(addKeyResult, { objectiveId, title: "In post", measure: POSTS });
    const other = desk.do(addKeyResult, { objectiveId, title: "Trained", measure: POSTS });
    desk.do(recordCheckIn, { objectiveId, values: { [keyResultId]: 10, [other]: 20 } });
    day(7);
    desk.do(changeKeyResult, { keyResultId, measure: { ...POSTS, target: 40 } });
    desk.do(archiveKeyResult, { keyResultId: other });
    day(14);
    desk.do(recordCheckIn, { objectiveId, values: { [keyResultId]: 10 } });
    const [first, second] = history();
    expect(first?.values[0]).toMatchObject({ measure: { target: 20 }, value: 10, before: null });
    expect(first?.after.progress).toBe(75);
    expect(second?.values[0]).toMatchObject({ measure: { target: 40 }, value: 10, before: 10 });
    expect(second?.after.progress).toBe(25);
    expect(desk.records.keyResults.get(keyResultId)?.former).toEqual([
      { measure: POSTS, until: { by: desk.me, at: NOON + 7 * DAY } },
    ]);
  });

  it("QRY-41: what follows another target is read against that, also where both are dated in the future", () => {
    const { desk, objectiveId, day, history } = onDays();
    const keyResultId = desk.do(addKeyResult, { objectiveId, title: "In post", measure: POSTS });
    const other = desk.do(addKeyResult, { objectiveId, title: "Trained", measure: POSTS });
    desk.do(recordCheckIn, { objectiveId, values: { [keyResultId]: 10, [other]: 20 } });
    day(2);
    desk.do(changeKeyResult, { keyResultId, measure: { ...POSTS, target: 40 } });
    desk.do(archiveKeyResult, { keyResultId: other });
    desk.do(recordCheckIn, { objectiveId, values: { [keyResultId]: 20 } });
    const last = history(NOON + DAY).at(-1);
    expect(last?.at).toBe(NOON + DAY);
    expect(last?.values[0]).toMatchObject({ measure: { target: 40 }, value: 20, before: 10 });
    expect(last?.after.progress).toBe(50);
  });

  it("QRY-29: taking back another target takes back that there was one", () => {
    const { desk, objectiveId } = onDays();
    const keyResultId = desk.do(addKeyResult, { objectiveId, title: "In post", measure: POSTS });
    desk.do(changeKeyResult, { keyResultId, measure: { ...POSTS, target: 40 } });
    desk.undo();
    expect(desk.records.keyResults.get(keyResultId)).toMatchObject({ measure: POSTS, former: [] });
    desk.redo();
    expect(desk.records.keyResults.get(keyResultId)?.former).toHaveLength(1);
  });

  it("QRY-28: of one line of check-ins, however withdrawn, it ends as the objective stands", () => {
    const step = fc.record({
      status: fc.option(fc.constantFrom(...STATUSES), { nil: undefined }),
      progress: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
      clock: fc.integer({ min: -40, max: 40 }),
      takenBack: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { desk, objectiveId, day, history } = onDays();
        for (const { status, progress, clock, takenBack } of steps) {
          day(clock);
          const said = {
            objectiveId,
            note: "said",
            ...(status && { status }),
            ...(progress !== undefined && { progress }),
          };
          const checkInId = desk.do(recordCheckIn, said);
          if (takenBack) desk.do(withdrawCheckIn, { checkInId });
        }
        const { status, progress } = objectiveState(desk.records, objectiveId);
        expect(history().at(-1)?.after ?? { status: "notStarted", progress: null }).toEqual({ status, progress });
        expect(history()).toHaveLength(steps.length);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 60) },
    );
  });
});
