import type { ObjectiveId } from "#shared/model/id.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { staleness } from "#shared/queries/staleness.ts";
import type { Staleness } from "#shared/queries/staleness.ts";

import { usePlanSession, useRecordsShallow } from "../plan/usePlan.ts";
import { useToday } from "../view/today.ts";

/** How old what is known of an objective is, on this day; null if it is not in the plan. */
export function useAge(objectiveId: ObjectiveId): Staleness | null {
  const { planStore } = usePlanSession();
  const today = useToday();
  // Whatever an age is made from renders this anew: what was said, and the rhythm of the mission it lies in.
  useRecordsShallow((records) => {
    const missionId = records.objectives.get(objectiveId)?.placement.missionId;
    const ownRhythm = missionId && records.missions.get(missionId)?.cadenceDays;
    return [objectiveState(records, objectiveId), ownRhythm ?? records.plan.cadenceDays];
  });
  const { records } = planStore.getState();
  return records && staleness(records, objectiveId, today);
}
