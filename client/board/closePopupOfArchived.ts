import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Presence } from "#shared/protocol/presence.ts";

import { focusSoon } from "../view/passFocus.ts";
import { closePopup, currentPopup } from "../view/popupStore.ts";
import { currentSelection } from "../view/selectionStore.ts";
import { showToast } from "../view/toastStore.ts";
import { menuBeside } from "./boardElements.ts";
import { cardBeside, focusBeside } from "./cardBeside.ts";
import { selectedOnBoard } from "./cardsInHand.ts";
import { missionArchivedInWords } from "./cardWords.ts";

/**
 * The menu of a card that others have archived closes with it. A form of it stays open: what was typed is kept there.
 * What is said on the screen says useContestedCards.
 */
export function closePopupOfCard(records: PlanRecords, isGone: (id: ObjectiveId) => boolean): void {
  const popup = currentPopup();
  if (popup?.kind === "menu" && isGone(popup.objectiveId)) leave([popup.objectiveId]);
  if (popup?.kind !== "selection") return;
  const { ids } = currentSelection();
  if (selectedOnBoard(records, ids).length === 0) leave([...ids].filter(isGone));
}

function leave(gone: readonly ObjectiveId[]): void {
  const beside = cardBeside(gone);
  closePopup();
  focusBeside(beside);
}

/** So does whatever is open beside a mission. */
export function closePopupOfMission(
  records: PlanRecords,
  isGone: (id: MissionId) => boolean,
  others: readonly Presence[],
): void {
  const popup = currentPopup();
  if (!popup || !("missionId" in popup) || popup.missionId === null || !isGone(popup.missionId)) return;
  const beside = menuBeside(popup.missionId);
  closePopup();
  focusSoon(() => beside);
  showToast(missionArchivedInWords(records, popup.missionId, others));
}
