import type { MissionId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

const ACCENTS = 8;

/**
 * Which of the mission colours a mission has, 0–7: in the order in which they were made, so that moving one changes none.
 * Those of one time, as in an imported plan, go by their order in the document, which moves leave as it is, too.
 */
export function missionAccent({ missions }: Pick<PlanRecords, "missions">, missionId: MissionId): number {
  const made = [...missions.values()].sort((a, b) => a.created.at - b.created.at);
  return made.findIndex((mission) => mission.id === missionId) % ACCENTS;
}
