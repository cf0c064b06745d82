import { describe, expect, it } from "vitest";

import { cardsInHand, selectedOnBoard } from "#client/board/cardsInHand.ts";
import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { archiveObjective, archiveObjectives, moveObjective } from "#shared/commands/objectives.ts";
import { objectivesOf } from "#shared/queries/board.ts";
import { statusCounts } from "#shared/queries/statusCounts.ts";
import { smallPlan } from "#tests/support/factories.ts";

describe("several cards", () => {
  it("SCR-106: are archived by one command and come back by one undo; one that is archived already is left", () => {
    const { desk, missions, cards } = smallPlan();
    desk.do(archiveObjective, { objectiveId: cards[0] });
    desk.do(archiveObjectives, { objectiveIds: [...cards, cards[1]] });
    expect(objectivesOf(desk.records, missions[0])).toEqual([]);
    desk.undo();
    expect(objectivesOf(desk.records, missions[0]).map(({ id }) => id)).toEqual([cards[1], cards[2]]);
  });

  it("SCR-107: a selected card takes the others along as they lie on the board, and any other goes alone", () => {
    const { desk, missions, cards } = smallPlan();
    const [a, b, c] = cards;
    desk.do(moveObjective, { objectiveId: a, missionId: missions[1], before: null });
    expect(cardsInHand(desk.records, a, new Set([a, c]))).toEqual([c, a]);
    expect(cardsInHand(desk.records, b, new Set([a, c]))).toEqual([b]);
    desk.do(archiveObjective, { objectiveId: c });
    expect(selectedOnBoard(desk.records, new Set([a, c]))).toEqual([a]);
  });
});

describe("statusCounts", () => {
  it("SCR-114: counts the statuses that occur, and is the same list until one changes", () => {
    const { desk, missions, cards } = smallPlan();
    const counts = () => statusCounts(desk.records, missions[0]);
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack" });
    const before = counts();
    expect(before).toEqual([
      { status: "notStarted", count: 2 },
      { status: "onTrack", count: 1 },
    ]);
    desk.do(recordCheckIn, { objectiveId: cards[0], note: "Still fine" });
    expect(counts()).toBe(before);
    desk.do(recordCheckIn, { objectiveId: cards[1], status: "done" });
    expect(counts()).toHaveLength(3);
    expect(statusCounts(desk.records, missions[1])).toEqual([]);
  });
});
