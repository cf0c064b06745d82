import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { ObjectiveId } from "#shared/model/id.ts";

/** The progress bar of a card that is being dragged, and where it is held: 0 to 100. */
interface HeldBar {
  readonly objectiveId: ObjectiveId;
  readonly progress: number;
}

const barStore = createStore<{ readonly held: HeldBar | null }>()(() => ({ held: null }));

export function holdBar(held: HeldBar | null): void {
  barStore.setState({ held });
}

/** Where the bar of a card is held; null while it is not. */
export function useHeldBar(objectiveId: ObjectiveId): number | null {
  return useStore(barStore, ({ held }) => (held?.objectiveId === objectiveId ? held.progress : null));
}
