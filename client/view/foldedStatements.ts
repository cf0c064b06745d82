import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { MissionId } from "#shared/model/id.ts";

const KEY = "waymark.foldedStatements";

/** The missions whose statements are folded away on this device, on every screen of it. */
const foldedStore = createStore<{ readonly ids: ReadonlySet<string> }>()(() => ({ ids: new Set(read()) }));

export function foldStatements(missionIds: readonly MissionId[], folded: boolean): void {
  const ids = new Set(foldedStore.getState().ids);
  for (const missionId of missionIds) {
    if (folded) ids.add(missionId);
    else ids.delete(missionId);
  }
  foldedStore.setState({ ids });
  try {
    localStorage.setItem(KEY, JSON.stringify([...ids]));
  } catch {
    // A full or forbidden storage: it is remembered until the page closes.
  }
}

export function useIsFolded(missionId: MissionId): boolean {
  return useStore(foldedStore, ({ ids }) => ids.has(missionId));
}

function read(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
  } catch {
    return [];
  }
}
