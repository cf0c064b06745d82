import type { MissionId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

const ACCENTS = 8;

/** Which of the mission colours a mission has, 0–7: in the order in which they were made, so that moving one changes none. */
export function missionAccent({ missions }: Pick<PlanRecords, "missions">, missionId: MissionId): number {
  const made = [...missions.values()].sort((a, b) => a.created.at - b.created.at || (a.id < b.id ? -1 : 1));
  return made.findIndex((mission) => mission.id === missionId) % ACCENTS;
}
