import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { ObjectiveId } from "#shared/model/id.ts";

/** The cards that somebody has chosen on this screen to do something with together. */
export interface Selection {
  readonly ids: ReadonlySet<ObjectiveId>;
  /** The card chosen last by itself: a range begins there. */
  readonly anchor: ObjectiveId | null;
}

const NOTHING: Selection = { ids: new Set(), anchor: null };
const selectionStore = createStore<Selection>()(() => NOTHING);

export function toggleSelected(objectiveId: ObjectiveId): void {
  selectionStore.setState(({ ids }) => {
    const next = new Set(ids);
    if (!next.delete(objectiveId)) next.add(objectiveId);
    return { ids: next, anchor: objectiveId };
  });
}

/** Adds all cards from the anchor to this one; without an anchor in the same column, this one alone. */
export function selectRange(order: readonly ObjectiveId[], to: ObjectiveId): void {
  selectionStore.setState(({ ids, anchor }) => {
    const end = order.indexOf(to);
    const start = anchor === null ? -1 : order.indexOf(anchor);
    if (start < 0) return { ids: new Set([...ids, to]), anchor: to };
    return { ids: new Set([...ids, ...order.slice(Math.min(start, end), Math.max(start, end) + 1)]), anchor };
  });
}

export function clearSelection(): void {
  if (selectionStore.getState().ids.size > 0) selectionStore.setState(NOTHING);
}

/** What is selected, outside React. */
export function currentSelection(): Selection {
  return selectionStore.getState();
}

export function useSelection<T>(select: (selection: Selection) => T): T {
  return useStore(selectionStore, select);
}
