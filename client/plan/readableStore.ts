import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";

import { differs } from "./differs.ts";

/** A store as screens have it: to read and to follow, not to write. */
export type ReadableStore<State> = Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe">;

/**
 * A store whose setter stays with whoever made it.
 *
 * @returns `write` merges and tells the readers once, and not at all if every value is what it was
 */
export function createReadableStore<State extends object>(
  initial: State,
): { readonly store: ReadableStore<State>; readonly write: (patch: Partial<State>) => void } {
  const { getState, getInitialState, subscribe, setState } = createStore<State>(() => initial);
  const write = (patch: Partial<State>): void => {
    if (differs(getState(), patch)) setState(patch);
  };
  return { store: { getState, getInitialState, subscribe }, write };
}
