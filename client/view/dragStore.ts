import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

/** Where a card would land: before that card of the mission, or at its end. */
export interface DropTarget {
  readonly missionId: MissionId;
  readonly before: ObjectiveId | null;
}

/** What somebody holds on this screen, and where it would land now. */
export interface Drag {
  /** Lifted by keys a card stays where it is, and arrow keys choose where it will land. */
  readonly by: "pointer" | "keys";
  /** The card in hand. */
  readonly objectiveId: ObjectiveId;
  /** All cards that go with it, itself among them, in the order in which they lie on the board. */
  readonly movedIds: readonly ObjectiveId[];
  /** Where it was when it was picked up: it stays drawn there until it is dropped. Null for a card of the tray. */
  readonly home: { readonly missionId: MissionId; readonly index: number } | null;
  readonly target: DropTarget | null;
  /** How high the gap is that opens where it would land, in CSS pixels; 0: only a line shows the place. */
  readonly room: number;
  /** What each of them takes of it; empty where all of them would take too much of the screen. */
  readonly rooms: ReadonlyMap<ObjectiveId, number>;
}

interface DragState {
  readonly drag: Drag | null;
}

const dragStore = createStore<DragState>()(() => ({ drag: null }));

export function startDrag(drag: Drag): void {
  dragStore.setState({ drag });
}

/** Notes where the card would land; the same place again notifies nobody. */
export function aimDrag(target: DropTarget | null): void {
  const { drag } = dragStore.getState();
  if (!drag || (drag.target?.missionId === target?.missionId && drag.target?.before === target?.before)) return;
  dragStore.setState({ drag: { ...drag, target } });
}

export function endDrag(): void {
  dragStore.setState({ drag: null });
}

/** The drag under way, outside React. */
export function currentDrag(): Drag | null {
  return dragStore.getState().drag;
}

/** Renders anew only when what `select` picks of the drag changes. */
export function useDrag<T>(select: (drag: Drag | null) => T): T {
  return useStore(dragStore, (state) => select(state.drag));
}
