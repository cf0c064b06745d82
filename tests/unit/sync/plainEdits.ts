import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { archiveObjective, moveObjective, renameObjective, setNotes } from "#shared/commands/objectives.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import type { Desk } from "../../support/factories.ts";

/** A little of everything that people do with cards, deletions in texts among it. */
export function edit(desk: Desk, [first, second, third]: readonly [ObjectiveId, ObjectiveId, ObjectiveId]): void {
  const missionId = [...desk.records.missions.keys()][1];
  desk.do(renameObjective, { objectiveId: first, title: "Refresh the laptops 😀" });
  desk.do(renameObjective, { objectiveId: first, title: "Refresh laptops" });
  desk.do(setNotes, { objectiveId: second, notes: "# Why\n\nBecause." });
  if (missionId) desk.do(moveObjective, { objectiveId: second, missionId, before: null });
  desk.do(archiveObjective, { objectiveId: third });
  desk.undo();
}

export function addCheckIn(desk: Desk, objectiveId: ObjectiveId): void {
  desk.do(recordCheckIn, { objectiveId, status: "atRisk", progress: 40, note: "Waiting for the supplier" });
}
