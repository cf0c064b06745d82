import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { isolated } from "#shared/model/isolated.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Presence } from "#shared/protocol/presence.ts";

import { usePlanSession, useRecordsChange } from "../plan/usePlan.ts";
import { currentColumnDrag, endColumnDrag } from "../view/columnDragStore.ts";
import { currentDrag, endDrag } from "../view/dragStore.ts";
import { focusSoon } from "../view/passFocus.ts";
import { speak } from "../view/spokenStore.ts";
import { showToast } from "../view/toastStore.ts";
import { cardOf, menuBeside, missionOf } from "./boardElements.ts";
import { cardBeside, focusBeside } from "./cardBeside.ts";
import { cardsInWords, missionArchivedInWords } from "./cardWords.ts";
import { closePopupOfCard, closePopupOfMission } from "./closePopupOfArchived.ts";
import { cancelPointerDrag } from "./liftingSensors.ts";

/** What is archived while it is in the hand, has focus or its menu open, is let go of; focus goes to what lies beside it. */
export function useArchivedMeanwhile(): void {
  const session = usePlanSession();
  useRecordsChange((records, former) => {
    const news = newsOf(records, former);
    // The board is drawn anew after this: until then it shows what lies beside what goes.
    if (records.objectives !== former.objectives) {
      passFocusOfCard(news.isObjectiveGone);
      closePopupOfCard(records, news.isObjectiveGone);
      if (letGoOfCards(records, news.isObjectiveGone)) session.setFocus(null);
    }
    if (records.missions !== former.missions) {
      passFocusOfMission(news.isMissionGone);
      const { others } = session.presenceStore.getState();
      closePopupOfMission(records, news.isMissionGone, others);
      letGoOfColumn(records, news.isMissionGone, others);
    }
  });
}

function newsOf(records: PlanRecords, former: PlanRecords) {
  return {
    isObjectiveGone: (id: ObjectiveId): boolean =>
      former.objectives.get(id)?.archived === null && Boolean(records.objectives.get(id)?.archived),
    isMissionGone: (id: MissionId): boolean =>
      former.missions.get(id)?.archived === null && Boolean(records.missions.get(id)?.archived),
  };
}

/** What is said on the screen says useContestedCards. True: something was let go of. */
function letGoOfCards(records: PlanRecords, isGone: (id: ObjectiveId) => boolean): boolean {
  const drag = currentDrag();
  // The others of a selection go on where the one that is held by is still there.
  if (!drag || !isGone(drag.objectiveId)) return false;
  endDrag();
  if (drag.by === "pointer") cancelPointerDrag();
  const what = drag.movedIds.length > 1 ? cardsInWords(records, [drag.objectiveId]) : "it";
  speak(`Let go of ${cardsInWords(records, drag.movedIds)}: ${what} has been archived.`);
  return true;
}

function letGoOfColumn(records: PlanRecords, isGone: (id: MissionId) => boolean, others: readonly Presence[]): void {
  const drag = currentColumnDrag();
  if (!drag || !isGone(drag.missionId)) return;
  endColumnDrag();
  if (drag.by === "pointer") cancelPointerDrag();
  showToast(missionArchivedInWords(records, drag.missionId, others));
  const title = isolated(records.missions.get(drag.missionId)?.title ?? "");
  speak(`Let go of the mission ${title}: it has been archived.`);
}

function passFocusOfCard(isGone: (id: ObjectiveId) => boolean): void {
  const { activeElement } = document;
  const objectiveId = activeElement && cardOf(activeElement);
  if (!objectiveId || !isGone(objectiveId)) return;
  focusBeside(cardBeside([objectiveId]));
}

/** A card that has focus goes to the tray with its mission, and keeps it there. Who may only look has no menus. */
function passFocusOfMission(isGone: (id: MissionId) => boolean): void {
  const { activeElement } = document;
  const missionId = activeElement && missionOf(activeElement);
  if (!missionId || cardOf(activeElement) || !isGone(missionId)) return;
  const beside = menuBeside(missionId);
  focusSoon(() => beside);
}
