import type { ObjectiveId } from "#shared/model/id.ts";
import { staleness } from "#shared/queries/staleness.ts";
import type { Staleness } from "#shared/queries/staleness.ts";

import { useObjective, useObjectiveState, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { useToday } from "../view/today.ts";

/** How old what is known of an objective is, on this day; null if it is not in the plan. */
export function useAge(objectiveId: ObjectiveId): Staleness | null {
  const { planStore } = usePlanSession();
  const today = useToday();
  // Whatever an age is made from renders this anew: the last check-in, the mission and the rhythm.
  useObjectiveState(objectiveId);
  const missionId = useObjective(objectiveId)?.placement.missionId;
  useRecords(({ plan, missions }) => (missionId && missions.get(missionId)?.cadenceDays) ?? plan.cadenceDays);
  const { records } = planStore.getState();
  return records && staleness(records, objectiveId, today);
}
