import type { ObjectiveId } from "#shared/model/id.ts";
import type { Objective } from "#shared/model/objective.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Presence } from "#shared/protocol/presence.ts";

import { usePlanSession, useRecordsChange } from "../plan/usePlan.ts";
import { currentDrag } from "../view/dragStore.ts";
import { currentPopup } from "../view/popupStore.ts";
import { showToast } from "../view/toastStore.ts";
import { cardsInWords, whereInWords, whoIn } from "./cardWords.ts";
import { wasJustDropped } from "./recentDrops.ts";

/** Says who has moved or archived a card that is in hand or has its menu open here, or was dropped a moment ago: the later drop wins. */
export function useContestedCards(): void {
  const { presenceStore } = usePlanSession();
  useRecordsChange((records, former, from) => {
    if (records.objectives === former.objectives || from === "here") return;
    for (const [objectiveId, objective] of records.objectives) {
      const before = former.objectives.get(objectiveId);
      if (before === undefined || before === objective || !isExpected(objectiveId)) continue;
      const sentence = whatHappened(records, before, objective, presenceStore.getState().others);
      if (sentence !== null) showToast(sentence);
    }
  });
}

function isExpected(objectiveId: ObjectiveId): boolean {
  const popup = currentPopup();
  const hasMenu = popup?.kind === "menu" && popup.objectiveId === objectiveId;
  return hasMenu || currentDrag()?.movedIds.includes(objectiveId) === true || wasJustDropped(objectiveId);
}

function whatHappened(
  records: PlanRecords,
  before: Objective,
  now: Objective,
  others: readonly Presence[],
): string | null {
  const title = `“${cardsInWords(records, [now.id])}”`;
  if (now.archived && !before.archived) return `${whoIn(records, now.archived, others)} archived ${title}`;
  const { by, at, missionId } = now.placement;
  // A shorter key from the server is the same decision of the same person.
  const same = by === before.placement.by && at === before.placement.at && missionId === before.placement.missionId;
  return same ? null : `${whoIn(records, now.placement, others)} moved ${title} to ${whereInWords(records, now.id)}`;
}
