import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addMission, archiveMission, renameMission } from "#shared/commands/missions.ts";
import { addObjective, archiveObjective, moveObjective, renameObjective } from "#shared/commands/objectives.ts";
import { archivedObjectives, columns, missionsInOrder, objectivesOf, positionOf, tray } from "#shared/queries/board.ts";
import { smallPlan } from "#tests/support/factories.ts";

describe("the board", () => {
  it("QRY-1: shows missions and their cards in order, and none that is archived", () => {
    const { desk, missions, cards } = smallPlan();
    desk.do(archiveObjective, { objectiveId: cards[1] });
    expect(
      columns(desk.records).map((column) => [column.mission.title, column.objectives.map((card) => card.title)]),
    ).toEqual([
      ["Services", ["A", "C"]],
      ["Data", []],
    ]);
    expect(positionOf(desk.records, cards[2])).toMatchObject({ position: 2, of: 2, mission: { id: missions[0] } });
    expect(positionOf(desk.records, cards[1])).toBeNull();
  });

  it("QRY-2: a card whose mission is archived or unknown is in the tray", () => {
    const { desk, missions, cards } = smallPlan();
    desk.do(archiveMission, { missionId: missions[0] });
    expect(tray(desk.records).map((card) => card.id)).toEqual(cards);
    expect(positionOf(desk.records, cards[0])).toEqual({ mission: null, position: 1, of: 3 });
    desk.document.roots.missions.delete(missions[0]);
    expect(tray(desk.records).map((card) => card.id)).toEqual(cards);
  });

  it("QRY-3: what did not change keeps its identity", () => {
    const { desk, missions, cards } = smallPlan();
    const other = desk.do(addObjective, { missionId: missions[1], title: "D" });
    desk.do(archiveObjective, { objectiveId: cards[2] });
    const before = {
      archived: archivedObjectives(desk.records),
      columns: columns(desk.records),
      missions: missionsInOrder(desk.records),
      tray: tray(desk.records),
    };
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "done" });
    expect(columns(desk.records)).toBe(before.columns);
    expect(archivedObjectives(desk.records)).toBe(before.archived);
    expect(before.archived.map(({ id }) => id)).toEqual([cards[2]]);
    desk.do(renameObjective, { objectiveId: other, title: "D2" });
    expect(columns(desk.records)[0]).toBe(before.columns[0]);
    expect(columns(desk.records)[1]).not.toBe(before.columns[1]);
    expect(missionsInOrder(desk.records)).toBe(before.missions);
    expect(tray(desk.records)).toBe(before.tray);
    const cardsBefore = objectivesOf(desk.records, missions[0]);
    desk.do(moveObjective, { objectiveId: other, missionId: missions[1], before: null });
    expect(objectivesOf(desk.records, missions[0])).toBe(cardsBefore);
    desk.do(renameMission, { missionId: missions[0], title: "New" });
    desk.do(addMission, { title: "E" });
    expect(missionsInOrder(desk.records)).not.toBe(before.missions);
  });
});
