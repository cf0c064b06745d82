import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { isolated } from "#shared/model/isolated.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Stamp } from "#shared/model/stamp.ts";
import { UNNAMED_USER } from "#shared/protocol/presence.ts";
import type { Presence } from "#shared/protocol/presence.ts";
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
export function missionArchivedInWords(
  records: PlanRecords,
  missionId: MissionId,
  others: readonly Presence[],
): string {
  const mission = records.missions.get(missionId);
  const who = mission?.archived ? whoIn(records, mission.archived, others) : "Somebody";
  return `${who} archived the mission “${isolated(mission?.title ?? "")}”`;
}

/**
 * Who made a decision, by name. Where they have not said who they are it does not say whose it is: it was a moment ago,
 * so it is theirs who alone is here like that, under the name they came in by.
 */
export function whoIn(records: PlanRecords, { by }: Stamp, others: readonly Presence[]): string {
  if (by !== null) return personOf(records, by)?.name || "Somebody";
  const unknown = new Map(others.filter(({ personId }) => personId === null).map(({ user }) => [user.id, user.name]));
  const [name = UNNAMED_USER] = unknown.values();
  return unknown.size > 1 || name === UNNAMED_USER ? "Somebody" : isolated(name);
}
