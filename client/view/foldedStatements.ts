import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { MissionId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";

const KEY = "waymark.foldedStatements";

/** Which missions' statements somebody has folded away or opened on this device, on every screen of it. */
const foldedStore = createStore<{ readonly folded: ReadonlyMap<string, boolean> }>()(() => ({ folded: read() }));

export function foldStatements(missionIds: readonly MissionId[], folded: boolean): void {
  const all = new Map(foldedStore.getState().folded);
  for (const missionId of missionIds) all.set(missionId, folded);
  foldedStore.setState({ folded: all });
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(all)));
  } catch {
    // A full or forbidden storage: it is remembered until the page closes.
  }
}

/**
 * Until somebody has said, they are read; they are folded, for the sake of the cards, on a phone, where there is little
 * height, and on a wall, which is to show the whole plan, unless that leaves room for them.
 */
export function useIsFolded(missionId: MissionId, wallHasRoom: boolean): boolean {
  const chosen = useStore(foldedStore, ({ folded }) => folded.get(missionId));
  const small = useSyncExternalStore(subscribe, () => isNow(SMALL) || (!wallHasRoom && isNow(WALL)));
  return chosen ?? small;
}

const SMALL = "(max-width: 40rem), (max-height: 34rem)";
const WALL = "(min-width: 1800px) and (min-height: 1000px)";

function isNow(media: string): boolean {
  return window.matchMedia(media).matches;
}

function subscribe(listener: () => void): () => void {
  const queries = [SMALL, WALL].map((media) => window.matchMedia(media));
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    for (const query of queries) query.removeEventListener("change", listener);
  };
}

function read(): ReadonlyMap<string, boolean> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const entries = isPlainObject(value) ? Object.entries(value) : [];
    return new Map(entries.flatMap(([id, folded]) => (typeof folded === "boolean" ? [[id, folded] as const] : [])));
  } catch {
    return new Map();
  }
}
