import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { isolated } from "#shared/model/isolated.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Stamp } from "#shared/model/stamp.ts";
import { positionOf } from "#shared/queries/board.ts";
import { personOf } from "#shared/queries/people.ts";

import { shownTitle } from "../view/shownTitle.ts";

/** What is moved, as it is read out: the title of one card, the number of several. */
export function cardsInWords(records: PlanRecords, objectiveIds: readonly ObjectiveId[]): string {
  const [only] = objectiveIds;
  if (objectiveIds.length !== 1 || only === undefined) return `${objectiveIds.length} cards`;
  return isolated(shownTitle("objective", records.objectives.get(only)?.title));
}

/** Where a card lies: “Data at the heart, 2 of 5”. */
export function whereInWords(records: PlanRecords, objectiveId: ObjectiveId): string {
  const place = positionOf(records, objectiveId);
  return place?.mission ? `${isolated(place.mission.title)}, ${place.position} of ${place.of}` : "the tray";
}

/** “Ana archived the mission “Data at the heart””. */
export function missionArchivedInWords(records: PlanRecords, missionId: MissionId): string {
  const mission = records.missions.get(missionId);
  const who = mission?.archived ? whoIn(records, mission.archived) : "Somebody";
  return `${who} archived the mission “${isolated(mission?.title ?? "")}”`;
}

/** Who made a decision, by name. */
export function whoIn(records: PlanRecords, { by }: Stamp): string {
  return (by !== null && personOf(records, by)?.name) || "Somebody";
}
