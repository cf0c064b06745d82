import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { setMissionCadence } from "#shared/commands/missions.ts";
import { moveObjective, renameObjective } from "#shared/commands/objectives.ts";
import { localDate, staleness } from "#shared/queries/staleness.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";

const DAY = 86_400_000;
const LONDON = "Europe/London";

describe("staleness", () => {
  it("QRY-10: is the age of the last check-in against the plan's rhythm, or the mission's own", () => {
    const { desk, missions, cards } = smallPlan();
    const [objectiveId] = cards;
    desk.do(recordCheckIn, { objectiveId, status: "onTrack" });
    const after = (days: number) => staleness(desk.records, objectiveId, NOON + days * DAY, LONDON);
    expect(after(0)).toEqual({ ageDays: 0, dueOn: "2019-10-29", overdueDays: 0 });
    expect(after(14)).toMatchObject({ ageDays: 14, overdueDays: 0 });
    expect(after(15)).toMatchObject({ ageDays: 15, overdueDays: 1 });
    desk.do(setMissionCadence, { missionId: missions[0], cadenceDays: 7 });
    expect(after(15)).toEqual({ ageDays: 15, dueOn: "2019-10-22", overdueDays: 8 });
    expect(staleness(desk.records, missions[0] as never, NOON)).toBeNull();
  });

  it("QRY-10: counts from the day the card was made until there is a check-in; other changes do not reset it", () => {
    const { desk, missions, cards } = smallPlan();
    const [objectiveId] = cards;
    desk.now += 20 * DAY;
    desk.do(renameObjective, { objectiveId, title: "new" });
    desk.do(moveObjective, { objectiveId, missionId: missions[1], before: null });
    expect(staleness(desk.records, objectiveId, desk.now, LONDON)).toMatchObject({ ageDays: 20, overdueDays: 6 });
  });

  it("QRY-10: paused and done are never stale", () => {
    const { desk, cards } = smallPlan();
    for (const status of ["paused", "done"] as const) {
      desk.do(recordCheckIn, { objectiveId: cards[0], status });
      expect(staleness(desk.records, cards[0], NOON + 99 * DAY, LONDON)).toEqual({
        ageDays: 99,
        dueOn: null,
        overdueDays: 0,
      });
    }
  });

  it("QRY-11: a check-in dated in the future counts as made today", () => {
    const { desk, cards } = smallPlan();
    desk.now += 400 * DAY;
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack" });
    expect(staleness(desk.records, cards[0], NOON, LONDON)).toEqual({
      ageDays: 0,
      dueOn: "2019-10-29",
      overdueDays: 0,
    });
  });

  it("QRY-12: days begin at the reader's midnight, whatever the clocks do", () => {
    const { desk, cards } = smallPlan();
    // 26 October 2019, 23:30 in London; an hour later the 27th, a day of 25 hours.
    desk.now = Date.UTC(2019, 9, 26, 22, 30);
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack" });
    const age = (now: number, zone: string) => staleness(desk.records, cards[0], now, zone)?.ageDays;
    expect(age(Date.UTC(2019, 9, 26, 22, 59), LONDON)).toBe(0);
    expect(age(Date.UTC(2019, 9, 26, 23, 0), LONDON)).toBe(1);
    expect(age(Date.UTC(2019, 9, 27, 23, 59), LONDON)).toBe(1);
    expect(age(Date.UTC(2019, 9, 28, 0, 0), LONDON)).toBe(2);
    expect(age(Date.UTC(2019, 9, 26, 23, 0), "America/New_York")).toBe(0);
    expect(age(Date.UTC(2019, 9, 26, 23, 0), "Pacific/Kiritimati")).toBe(0);
  });

  it("QRY-12: in spring a day of 23 hours is a day, also to the south, where the clocks go the other way", () => {
    const { desk, cards } = smallPlan();
    const age = (at: number, now: number, zone: string) => {
      desk.now = at;
      desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack" });
      return staleness(desk.records, cards[0], now, zone)?.ageDays;
    };
    // 31 March 2019: London goes from 01:00 to 02:00; 7 April 2019: Sydney from 03:00 back to 02:00.
    expect(age(Date.UTC(2019, 2, 30, 23, 59), Date.UTC(2019, 2, 31, 22, 59), LONDON)).toBe(1);
    expect(age(Date.UTC(2019, 2, 30, 23, 59), Date.UTC(2019, 2, 31, 23, 0), LONDON)).toBe(2);
    expect(age(Date.UTC(2019, 3, 6, 12, 59), Date.UTC(2019, 3, 6, 13, 0), "Australia/Sydney")).toBe(1);
    expect(age(Date.UTC(2019, 3, 6, 13, 0), Date.UTC(2019, 3, 7, 13, 59), "Australia/Sydney")).toBe(0);
    expect(age(Date.UTC(2019, 3, 6, 13, 0), Date.UTC(2019, 3, 7, 14, 0), "Australia/Sydney")).toBe(1);
  });

  it("QRY-12: leap days count", () => {
    const { desk, cards } = smallPlan();
    desk.now = Date.UTC(2020, 1, 28, 12);
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack" });
    expect(staleness(desk.records, cards[0], Date.UTC(2020, 2, 1, 12), "UTC")).toMatchObject({
      ageDays: 2,
      dueOn: "2020-03-13",
    });
  });

  it("QRY-12: instants no calendar holds are still some day", () => {
    expect(localDate(-8.64e15, "UTC")).toBe("1970-01-01");
    expect(localDate(8.64e15, "UTC")).toBe("9999-12-31");
  });
});
