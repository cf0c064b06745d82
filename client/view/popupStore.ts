import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import { dismissToasts } from "./toastStore.ts";

/**
 * What is open beside a card or a column: one for the whole board, not one for each card. `anchor` is the button it was
 * opened from: it opens beside that, and gives focus back to it.
 */
export type Popup =
  /** line: for a few words about a check-in that was just made, without taking focus. */
  | { readonly kind: "menu" | "line"; readonly objectiveId: ObjectiveId; readonly anchor: Element }
  /** `correct`: with what this person said last, to say it anew. */
  | {
      readonly kind: "checkIn";
      readonly objectiveId: ObjectiveId;
      readonly anchor: Element;
      readonly correct?: boolean;
    }
  | { readonly kind: "mission" | "missionProgress"; readonly missionId: MissionId; readonly anchor: Element }
  /** How often check-ins are asked for: in one mission, or in the plan. */
  | { readonly kind: "rhythm"; readonly missionId: MissionId | null; readonly anchor: Element }
  /** About all selected cards. */
  | { readonly kind: "selection"; readonly anchor: Element };

const popupStore = createStore<{ readonly popup: Popup | null }>()(() => ({ popup: null }));

export function openPopup(popup: Popup): void {
  // It is a form of its own, and would lie half over them.
  if (popup.kind === "checkIn") dismissToasts();
  popupStore.setState({ popup });
}

export function closePopup(): void {
  popupStore.setState({ popup: null });
}

export function usePopup(): Popup | null {
  return useStore(popupStore, (state) => state.popup);
}

export function currentPopup(): Popup | null {
  return popupStore.getState().popup;
}
