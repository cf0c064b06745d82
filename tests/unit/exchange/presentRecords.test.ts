import fc from "fast-check";
import { expect, it } from "vitest";

import { recordCheckIn, recordStillRight, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import { readPresent, writePresent } from "#shared/exchange/presentRecords.ts";
import type { CheckInId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { STATUSES } from "#shared/model/status.ts";
import { WHOLE_VERSION } from "#shared/protocol/connectParams.ts";
import { freshness } from "#shared/queries/freshness.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";
import { presentOf } from "#tests/support/presentOf.ts";
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
  const standing = ids.map((id) => [id, objectiveState(records, id)]);
  return { plan, missions, objectives, keyResults, people, measures, standing, freshness: freshness(records, NOON) };
}

it("PRO-136: in what a board shows, everything is and stands as in the whole plan", () => {
  fc.assert(
    fc.property(planContent, history, (content, said) => {
      for (const whole of [content, { ...content, ...said }]) {
        const document = planDocument(newYDoc());
        writePlan(document, whole);
        const { records } = readPlan(document);
        expect(shown(readPresent(presentOf(records)))).toEqual(shown(records));
      }
    }),
    { numRuns: 300 },
  );
});

it("PRO-136: of a history it has what was said last, and last put in words, however long it is", () => {
  const { desk, cards } = smallPlan();
  const [objectiveId] = cards;
  const kept = (): readonly string[] | undefined =>
    readPresent(presentOf(desk.records))
      .histories.get(objectiveId)
      ?.map(({ note }) => note);
  expect(kept()).toBeUndefined();
  for (let week = 1; week <= 50; week += 1) {
    desk.do(recordCheckIn, { objectiveId, status: "onTrack", progress: week, note: `week ${week}` });
  }
  expect(kept()).toEqual([expect.stringMatching(/^week/u)]);
  desk.now += 1;
  desk.do(recordCheckIn, { objectiveId, status: "atRisk" });
  desk.now += 1;
  desk.do(recordStillRight, { objectiveIds: [objectiveId] });
  expect(kept()).toEqual([expect.stringMatching(/^week/u), ""]);
  for (const { id } of desk.records.histories.get(objectiveId) ?? []) desk.run(withdrawCheckIn, { checkInId: id });
  expect(kept()).toBeUndefined();
});

it("PRO-135: what swells as it is written, or takes too long to tell how it stands, is not written", () => {
  const { desk, cards } = smallPlan();
  const [objectiveId] = cards;
  const enough = { characters: 10_000, looks: 100 };
  expect(writePresent(desk.records, enough)).not.toBeNull();
  desk.do(recordCheckIn, { objectiveId, note: "\u0001".repeat(500) });
  expect(writePresent(desk.records, enough)).not.toBeNull();
  expect(writePresent(desk.records, { ...enough, characters: 3_000 })).toBeNull();
  for (let week = 1; week <= 101; week += 1) desk.do(recordCheckIn, { objectiveId, progress: 50 });
  expect(writePresent(desk.records, enough)).toBeNull();
});

/** The way to each value of some JSON, whatever stands in lists and under ids. */
function paths(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => paths(entry, `${path}[]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) => paths(part, `${path}.${key.replace(/^id-.*|^said-.*/u, "*")}`));
}

it("PRO-135: whoever changes what records consist of gives the message another version", () => {
  const seen = new Set<string>();
  for (const content of fc.sample(planContent, { numRuns: 200, seed: 1 })) {
    const document = planDocument(newYDoc());
    writePlan(document, content);
    for (const path of paths(JSON.parse(presentOf(readPlan(document).records)))) seen.add(path);
  }
  expect({ version: WHOLE_VERSION, paths: [...seen].toSorted() }).toMatchInlineSnapshot(`
    {
      "paths": [
        ".checkIns[][]",
        ".checkIns[][].after[]",
        ".checkIns[][].at",
        ".checkIns[][].by",
        ".checkIns[][].note",
        ".checkIns[][].objectiveId",
        ".checkIns[][].progress",
        ".checkIns[][].status",
        ".checkIns[][].values.*",
        ".keyResults[].archived",
        ".keyResults[].archived.at",
        ".keyResults[].archived.by",
        ".keyResults[].created.at",
        ".keyResults[].created.by",
        ".keyResults[].former[].measure.kind",
        ".keyResults[].former[].measure.start",
        ".keyResults[].former[].measure.target",
        ".keyResults[].former[].measure.unit",
        ".keyResults[].former[].until.at",
        ".keyResults[].former[].until.by",
        ".keyResults[].id",
        ".keyResults[].measure.kind",
        ".keyResults[].measure.start",
        ".keyResults[].measure.target",
        ".keyResults[].measure.unit",
        ".keyResults[].objectiveId",
        ".keyResults[].title",
        ".missions[].archived",
        ".missions[].archived.at",
        ".missions[].archived.by",
        ".missions[].cadenceDays",
        ".missions[].created.at",
        ".missions[].created.by",
        ".missions[].id",
        ".missions[].placement.at",
        ".missions[].placement.by",
        ".missions[].placement.sortKey",
        ".missions[].statement",
        ".missions[].title",
        ".objectives[].archived",
        ".objectives[].archived.at",
        ".objectives[].archived.by",
        ".objectives[].created.at",
        ".objectives[].created.by",
        ".objectives[].due",
        ".objectives[].id",
        ".objectives[].links[].at",
        ".objectives[].links[].id",
        ".objectives[].links[].title",
        ".objectives[].links[].url",
        ".objectives[].notes",
        ".objectives[].ownerId",
        ".objectives[].placement.at",
        ".objectives[].placement.by",
        ".objectives[].placement.missionId",
        ".objectives[].placement.sortKey",
        ".objectives[].title",
        ".people[].archived",
        ".people[].archived.at",
        ".people[].archived.by",
        ".people[].created.at",
        ".people[].created.by",
        ".people[].id",
        ".people[].mergedInto",
        ".people[].name",
        ".plan[].cadenceDays",
        ".plan[].created.at",
        ".plan[].created.by",
        ".plan[].purpose",
        ".plan[].schemaVersion",
        ".plan[].title",
        ".standings[].lastCheckIn",
        ".standings[].lastWorded",
        ".standings[].objectiveId",
        ".standings[].progress",
        ".standings[].status",
      ],
      "version": 3,
    }
  `);
});
