import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { MissionId } from "#shared/model/id.ts";

/** The column that somebody moves on this screen, and where it would land now. */
export interface ColumnDrag {
  readonly by: "pointer" | "keys";
  readonly missionId: MissionId;
  /** Before that mission, after the last, or where it lies. */
  readonly target: { readonly before: MissionId | null } | null;
}

const columnDragStore = createStore<{ readonly drag: ColumnDrag | null }>()(() => ({ drag: null }));

export function startColumnDrag(by: ColumnDrag["by"], missionId: MissionId): void {
  columnDragStore.setState({ drag: { by, missionId, target: null } });
}

/** Notes where the column would land; the same place again notifies nobody. */
export function aimColumnDrag(target: ColumnDrag["target"]): void {
  const { drag } = columnDragStore.getState();
  // Undefined where there is no target, null for the end: the two differ.
  if (!drag || drag.target?.before === target?.before) return;
  columnDragStore.setState({ drag: { ...drag, target } });
}

export function endColumnDrag(): void {
  columnDragStore.setState({ drag: null });
}

export function currentColumnDrag(): ColumnDrag | null {
  return columnDragStore.getState().drag;
}

/** Renders anew only when what `select` picks of it changes. */
export function useHeldColumn<T>(select: (drag: ColumnDrag | null) => T): T {
  return useStore(columnDragStore, (state) => select(state.drag));
}
