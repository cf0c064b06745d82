import { describe, expect, it } from "vitest";

import { ageOnChip } from "#client/checkIn/ageOnChip.ts";
import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { localDate, staleness } from "#shared/queries/staleness.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";

const DAY = 86_400_000;

describe("the age on a card", () => {
  it("SCR-270: is said in four words at most, so that none of them could be the due date: how old, update due, or how late the update is", () => {
    const { desk, cards } = smallPlan();
    const chip = (days: number, card = 0) => {
      const now = NOON + days * DAY;
      const id = cards[card]!;
      const { words, is } = ageOnChip(staleness(desk.records, id, now, "UTC")!, localDate(now, "UTC"), card === 0);
      return `${is}: ${words}`;
    };
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack" });
    expect([-1, 0, 1, 13, 14, 15, 16, 27, 28, 80, 800].map((days) => chip(days))).toEqual([
      "fresh: today",
      "fresh: today",
      "fresh: 1 day ago",
      "fresh: 13 days ago",
      "due: update due",
      "late: update 1 day late",
      "late: update 2 days late",
      "late: update 13 days late",
      "late: update 2 weeks late",
      "late: update 2 months late",
      "late: update 2 years late",
    ]);
    expect([0, 14, 20].map((days) => chip(days, 1))).toEqual([
      "fresh: no check-in yet",
      "due: update due",
      "late: update 6 days late",
    ]);
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "paused" });
    expect([0, 20, 70].map((days) => chip(days))).toEqual([
      "fresh: today",
      "fresh: 2 weeks ago",
      "fresh: 2 months ago",
    ]);
  });
});
