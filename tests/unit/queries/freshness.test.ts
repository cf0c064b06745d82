import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { examplePlan } from "#server/http/examplePlan/examplePlan.ts";
import { recordCheckIn, recordStillRight, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { archiveMission, setMissionCadence } from "#shared/commands/missions.ts";
import { archiveObjective, setOwner } from "#shared/commands/objectives.ts";
import { addPerson, mergePeople } from "#shared/commands/people.ts";
import { setCadence } from "#shared/commands/plan.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import { freshness, ownUpdates } from "#shared/queries/freshness.ts";
import { missionProgress } from "#shared/queries/missionProgress.ts";
import { addDays } from "#shared/model/calendarDate.ts";
import { localDate, staleness } from "#shared/queries/staleness.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";

const DAY = 86_400_000;

describe("how fresh a plan is", () => {
  it("QRY-25: of the example's 27 objectives 21 are up to date on the day it is as of", () => {
    const document = planDocument(newYDoc());
    writePlan(document, examplePlan(NOON));
    expect(freshness(readPlan(document).records, NOON)).toMatchObject({ upToDate: 21, of: 27, unsaid: 0 });
  });

  it("QRY-25: late, by its mission's rhythm or the plan's, is not up to date; paused, done, archived and in the tray never nag", () => {
    const { desk, missions, cards } = smallPlan();
    const at = (days: number) => freshness(desk.records, NOON + days * DAY);
    desk.do(recordStillRight, { objectiveIds: cards });
    expect(at(14)).toMatchObject({ upToDate: 3, of: 3, stale: [] });
    expect(at(15).stale).toEqual(cards);
    expect(at(15).missions).toEqual([
      { missionId: missions[0], upToDate: 0, of: 3, unsaid: 0 },
      { missionId: missions[1], upToDate: 0, of: 0, unsaid: 0 },
    ]);
    desk.do(setMissionCadence, { missionId: missions[0], cadenceDays: 30 });
    expect(at(15).stale).toEqual([]);
    desk.do(setMissionCadence, { missionId: missions[0], cadenceDays: null });
    desk.do(setCadence, { cadenceDays: 20 });
    expect(at(15).stale).toEqual([]);
    expect(at(21).stale).toEqual(cards);
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "paused" });
    desk.do(recordCheckIn, { objectiveId: cards[1], status: "done" });
    expect(at(99)).toMatchObject({ upToDate: 2, of: 3, stale: [cards[2]] });
    desk.do(archiveObjective, { objectiveId: cards[2] });
    expect(at(99)).toMatchObject({ upToDate: 2, of: 2 });
    desk.do(archiveMission, { missionId: missions[0] });
    expect(at(99)).toMatchObject({ upToDate: 0, of: 0 });
  });

  it("QRY-40: what nobody has said anything about is new, neither up to date nor of how many, until it is late", () => {
    const { desk, missions, cards } = smallPlan();
    const at = (days: number) => freshness(desk.records, NOON + days * DAY);
    expect(at(0)).toMatchObject({ upToDate: 0, of: 0, unsaid: 3, stale: [] });
    const mistaken = desk.do(recordCheckIn, { objectiveId: cards[0], status: "done" });
    expect(at(14)).toMatchObject({ upToDate: 1, of: 1, unsaid: 2 });
    expect(at(14).missions[0]).toEqual({ missionId: missions[0], upToDate: 1, of: 1, unsaid: 2 });
    desk.do(withdrawCheckIn, { checkInId: mistaken });
    expect(at(14)).toMatchObject({ upToDate: 0, of: 0, unsaid: 3 });
    expect(at(15)).toMatchObject({ upToDate: 0, of: 3, unsaid: 0, stale: cards });
  });

  it("QRY-25: stays the same object until something that it is counted from changes", () => {
    const { desk, cards } = smallPlan();
    const before = freshness(desk.records, NOON);
    desk.do(addPerson, { name: "Grace" });
    expect(freshness(desk.records, NOON)).toBe(before);
    desk.do(recordStillRight, { objectiveIds: [cards[0]] });
    expect(freshness(desk.records, NOON)).not.toBe(before);
  });
});

it("QRY-25: is late whenever its staleness says so, at every hour of every day, in the reader's time zone", () => {
  const hour = fc.integer({ min: -24 * 40, max: 24 * 40 });
  fc.assert(
    fc.property(
      hour,
      hour,
      fc.constantFrom(1, 7, 14),
      fc.constantFrom("onTrack", "done"),
      (said, asked, days, status) => {
        const { desk, cards } = smallPlan();
        desk.do(setCadence, { cadenceDays: days });
        desk.now = NOON + said * (DAY / 24);
        desk.do(recordCheckIn, { objectiveId: cards[0], status });
        const now = NOON + asked * (DAY / 24);
        const late = (staleness(desk.records, cards[0], now)?.overdueDays ?? 0) > 0;
        expect(freshness(desk.records, now).stale.includes(cards[0])).toBe(late);
      },
    ),
    { numRuns: Number(process.env["RUNS"] ?? 100) },
  );
});

describe("what I own and have to say something about", () => {
  it("QRY-26: is what is due today or was before, the longest overdue first, then as on the board; then what comes next", () => {
    const { desk, cards } = smallPlan();
    const grace = desk.do(addPerson, { name: "Grace" });
    const own = (days: number) => ownUpdates(desk.records, desk.me, NOON + days * DAY);
    for (const objectiveId of cards) desk.do(setOwner, { objectiveId, ownerId: desk.me });
    expect(own(13)).toEqual({
      due: [],
      next: { objectiveId: cards[0], dueOn: addDays(localDate(NOON), 14) },
      owned: 3,
    });
    expect(own(14)).toMatchObject({ due: cards, next: null });
    desk.now = NOON + DAY;
    desk.do(recordStillRight, { objectiveIds: [cards[0]] });
    desk.do(setOwner, { objectiveId: cards[1], ownerId: grace });
    expect(own(14)).toMatchObject({
      due: [cards[2]],
      next: { objectiveId: cards[0], dueOn: addDays(localDate(NOON), 15) },
      owned: 2,
    });
    expect(own(20).due).toEqual([cards[2], cards[0]]);
    desk.do(mergePeople, { from: grace, into: desk.me });
    expect(own(20).due).toEqual([cards[1], cards[2], cards[0]]);
    desk.do(recordCheckIn, { objectiveId: cards[1], status: "done" });
    expect(own(20)).toMatchObject({ due: [cards[2], cards[0]], owned: 3 });
  });
});

describe("how far a mission is", () => {
  it("QRY-27: is the plain mean of its cards, and says which; a card without a number does not count", () => {
    const { desk, missions, cards } = smallPlan();
    const progress = () => missionProgress(desk.records, missions[0]);
    expect(progress()).toEqual({ mean: null, parts: [], unsaid: cards });
    desk.do(recordCheckIn, { objectiveId: cards[0], progress: 20 });
    desk.do(recordCheckIn, { objectiveId: cards[2], progress: 45, status: "done" });
    expect(progress()).toEqual({
      mean: 33,
      parts: [
        { objectiveId: cards[0], progress: 20 },
        { objectiveId: cards[2], progress: 45 },
      ],
      unsaid: [cards[1]],
    });
    expect(missionProgress(desk.records, missions[1]).mean).toBeNull();
  });
});
