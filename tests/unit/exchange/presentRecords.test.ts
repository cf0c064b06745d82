import fc from "fast-check";
import { expect, it } from "vitest";

import { recordCheckIn, recordStillRight, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { collectionShapes, newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import { readPresent, writePresent } from "#shared/exchange/presentRecords.ts";
import type { CheckInId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import { planShape } from "#shared/model/plan.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { STATUSES } from "#shared/model/status.ts";
import { WHOLE_VERSION } from "#shared/protocol/connectParams.ts";
import { headsOf } from "#shared/queries/checkInOrder.ts";
import { freshness } from "#shared/queries/freshness.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";
import { planContent } from "#tests/support/planArbitrary.ts";

const BY = "ada" as PersonId;
const OF = "card" as ObjectiveId;
const nameOf = (nth: number): CheckInId => `said-${nth}` as CheckInId;

/** Check-ins of one card, most of which follow the one before, and which of them were taken back. */
const history = fc
  .array(
    fc.record({
      status: fc.option(fc.constantFrom(...STATUSES)),
      progress: fc.option(fc.integer({ min: 0, max: 100 })),
      note: fc.constantFrom("", "", "well"),
      follows: fc.oneof(
        { weight: 40, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.integer({ min: -2, max: 4 }) },
      ),
      // Clocks differ.
      late: fc.integer({ min: -2, max: 2 }),
      isWithdrawn: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((said) => {
    const checkIns = said.map(({ status, progress, note, follows, late }, nth) => ({
      id: nameOf(nth),
      objectiveId: OF,
      at: NOON + nth + late,
      by: BY,
      status,
      progress,
      values: new Map(),
      note,
      after: nth === 0 ? [] : [nameOf(nth - follows)],
    }));
    const withdrawals = said.flatMap(({ isWithdrawn }, nth) =>
      isWithdrawn ? [{ id: `no-${nth}` as CheckInId, of: nameOf(nth), at: NOON + 99, by: BY }] : [],
    );
    return {
      checkIns: new Map(checkIns.map((checkIn) => [checkIn.id, checkIn])),
      withdrawals: new Map(withdrawals.map((withdrawal) => [withdrawal.id, withdrawal])),
    };
  });

/** All that is not a history, and each objective as it stands. */
function shown(records: PlanRecords) {
  const { plan, missions, objectives, keyResults, people, measures } = records;
  const ids = [...new Set([...objectives.keys(), OF])].toSorted();
  const standing = ids.map((id) => [id, objectiveState(records, id), headsOf(records.histories.get(id) ?? [])]);
  return { plan, missions, objectives, keyResults, people, measures, standing, freshness: freshness(records, NOON) };
}

it("PRO-136: in what a board shows, everything is and stands as in the whole plan", () => {
  fc.assert(
    fc.property(planContent, history, (content, said) => {
      for (const whole of [content, { ...content, ...said }]) {
        const document = planDocument(newYDoc());
        writePlan(document, whole);
        const { records } = readPlan(document);
        expect(shown(readPresent(writePresent(records)))).toEqual(shown(records));
      }
    }),
    { numRuns: 300 },
  );
});

it("PRO-136: of a long history it has the end from which it can be told how the card stands, and no more", () => {
  const { desk, cards } = smallPlan();
  const [objectiveId] = cards;
  const kept = (): readonly string[] =>
    (readPresent(writePresent(desk.records)).histories.get(objectiveId) ?? []).map(({ note }) => note);
  for (let week = 1; week <= 50; week += 1) {
    desk.do(recordCheckIn, { objectiveId, status: "onTrack", progress: week, note: `week ${week}` });
    desk.now += 1;
  }
  expect(kept()).toEqual(["week 50"]);
  desk.do(recordCheckIn, { objectiveId, status: "atRisk" });
  desk.now += 1;
  const [last] = desk.do(recordStillRight, { objectiveIds: [objectiveId] });
  // Its progress and its last words are those of week 50.
  expect(kept()).toEqual(["week 50", "", ""]);
  desk.do(withdrawCheckIn, { checkInId: last! });
  expect(kept()).toEqual(["week 50", "", ""]);
  for (const { id } of desk.records.histories.get(objectiveId) ?? []) desk.run(withdrawCheckIn, { checkInId: id });
  expect(kept()).toEqual([""]);
});

it("PRO-135: whoever changes what records consist of gives what a board shows another version", () => {
  const fields = Object.fromEntries(
    Object.entries({ plan: planShape, ...collectionShapes }).map(([name, shape]) => [
      name,
      Object.keys(shape).join(" "),
    ]),
  );
  expect({ version: WHOLE_VERSION, ...fields }).toEqual({
    version: 1,
    plan: "title purpose cadenceDays schemaVersion created",
    missions: "title statement placement cadenceDays created archived",
    objectives: "title notes placement ownerId due links created archived",
    keyResults: "objectiveId title measure former created archived",
    people: "name mergedInto created archived",
  });
});
