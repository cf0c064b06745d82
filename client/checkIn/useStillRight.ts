import { useCallback } from "react";

import { recordStillRight } from "#shared/commands/checkIns.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { personOf } from "#shared/queries/people.ts";
import { localDate } from "#shared/queries/staleness.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { openPopup } from "../view/popupStore.ts";
import { showToast } from "../view/toastStore.ts";
import { useRun } from "../view/useRun.ts";

/**
 * Records in one action that all which was said of a card still holds, says so and offers to take it back. Who has said
 * something of it today is only told so: a press too many says nothing twice. Somebody who is not known yet is asked.
 */
export function useStillRight(): (objectiveId: ObjectiveId, anchor: Element) => void {
  const session = usePlanSession();
  const run = useRun();
  return useCallback(
    (objectiveId, anchor) => {
      const { records } = session.planStore.getState();
      const { personId } = session.identity;
      if (!records) return;
      if (personId === null) {
        openPopup({ kind: "checkIn", objectiveId, anchor });
        return;
      }
      const { lastCheckIn } = objectiveState(records, objectiveId);
      const mine = lastCheckIn !== null && personOf(records, lastCheckIn.by)?.id === personId;
      if (mine && localDate(lastCheckIn.at) === localDate(session.now())) {
        showToast(`You have checked in on “${records.objectives.get(objectiveId)?.title ?? ""}” today.`);
      } else run(recordStillRight, { objectiveIds: [objectiveId] }, "offerUndo");
    },
    [session, run],
  );
}
