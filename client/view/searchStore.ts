import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { ObjectiveId, PersonId } from "#shared/model/id.ts";

/** Only cards whose check-in is overdue: everybody's, or those of one owner; null stands for cards nobody owns. */
export type LateOnly = { readonly of: "everybody" } | { readonly of: "owner"; readonly ownerId: PersonId | null };

export interface Search {
  /** The words as they were typed; blank: everything is shown. */
  readonly text: string;
  /** Null: late or not. */
  readonly late: LateOnly | null;
  /** Cards made during this search. They are shown whatever their title: nobody's new card may vanish at once. */
  readonly added: readonly ObjectiveId[];
}

const NO_SEARCH: Search = { text: "", late: null, added: [] };
const searchStore = createStore<Search>()(() => NO_SEARCH);

export function searchFor(text: string): void {
  searchStore.setState({ text, added: [] });
}

export function showLate(late: LateOnly | null): void {
  searchStore.setState({ late, added: [] });
}

export function showAdded(objectiveIds: readonly ObjectiveId[]): void {
  searchStore.setState(({ added }) => ({ added: [...added, ...objectiveIds] }));
}

export function useSearch(): Search {
  return useStore(searchStore);
}
