import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { ObjectiveId } from "#shared/model/id.ts";

/** Which of a card's buttons. */
export type CardPart = "title" | "handle" | "checkIn" | "tick";

/** The card that has focus, or is to get it as soon as it is drawn. */
interface CardFocus {
  readonly objectiveId: ObjectiveId;
  readonly part: CardPart;
  /** It has not got it yet. */
  readonly wanted: boolean;
}

const focusStore = createStore<{ readonly focus: CardFocus | null }>()(() => ({ focus: null }));

/** Gives focus to a card wherever it lies; one that is out of view is drawn for it. */
export function focusCard(objectiveId: ObjectiveId, part: CardPart = "title"): void {
  focusStore.setState({ focus: { objectiveId, part, wanted: true } });
}

/** Focus has come to that card, or has left the cards. */
export function noteFocus(focus: Omit<CardFocus, "wanted"> | null): void {
  focusStore.setState({ focus: focus && { ...focus, wanted: false } });
}

export function currentCardFocus(): CardFocus | null {
  return focusStore.getState().focus;
}

export function useCardFocus<T>(select: (focus: CardFocus | null) => T): T {
  return useStore(focusStore, (state) => select(state.focus));
}
