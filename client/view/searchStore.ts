import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { ObjectiveId } from "#shared/model/id.ts";

export interface Search {
  /** The words as they were typed; blank: everything is shown. */
  readonly text: string;
  /** Cards made during this search. They are shown whatever their title: nobody's new card may vanish at once. */
  readonly added: readonly ObjectiveId[];
}

const NO_SEARCH: Search = { text: "", added: [] };
const searchStore = createStore<Search>()(() => NO_SEARCH);

export function searchFor(text: string): void {
  searchStore.setState({ ...NO_SEARCH, text });
}

export function showAdded(objectiveIds: readonly ObjectiveId[]): void {
  searchStore.setState(({ added }) => ({ added: [...added, ...objectiveIds] }));
}

export function useSearch(): Search {
  return useStore(searchStore);
}
