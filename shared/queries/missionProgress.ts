import type { MissionId, ObjectiveId } from "../model/id.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { objectivesOf } from "./board.ts";
import { objectiveState } from "./objectiveState.ts";

/** How far a mission is, and what that is made of. */
export interface MissionProgress {
  /** 0–100 in whole percent: the plain mean of the parts; null if there are none. */
  readonly mean: number | null;
  /** The cards of which a progress is known, from top to bottom. */
  readonly parts: readonly { readonly objectiveId: ObjectiveId; readonly progress: number }[];
  /** The cards of which nobody has said a number: they do not count. */
  readonly unsaid: readonly ObjectiveId[];
}

export function missionProgress(records: PlanRecords, missionId: MissionId): MissionProgress {
  const parts: { readonly objectiveId: ObjectiveId; readonly progress: number }[] = [];
  const unsaid: ObjectiveId[] = [];
  for (const { id: objectiveId } of objectivesOf(records, missionId)) {
    const { progress } = objectiveState(records, objectiveId);
    if (progress === null) unsaid.push(objectiveId);
    else parts.push({ objectiveId, progress });
  }
  const sum = parts.reduce((total, { progress }) => total + progress, 0);
  return { mean: parts.length === 0 ? null : Math.round(sum / parts.length), parts, unsaid };
}
