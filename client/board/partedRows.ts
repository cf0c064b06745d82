import type { ObjectiveId } from "#shared/model/id.ts";

import type { Drag } from "../view/dragStore.ts";

/** How a list of cards parts for several in a hand, of which some lie in it: all in CSS pixels. */
export interface PartedRows {
  /** How far down the picture of each card is moved, or up where negative. Those in hand are not drawn. */
  readonly shifts: ReadonlyMap<ObjectiveId, number>;
  /** How much of the list those in hand leave free. */
  readonly left: number;
}

/** Each card closes ranks over those in hand above it, and makes room where it lies below the gap. */
export function partedRows(
  order: readonly ObjectiveId[],
  { movedIds, rooms, room, target }: Pick<Drag, "movedIds" | "rooms" | "room" | "target">,
): PartedRows {
  const held = new Set(movedIds);
  const shifts = new Map<ObjectiveId, number>();
  let left = 0;
  let gap = 0;
  for (const id of order) {
    if (held.has(id)) left += rooms.get(id) ?? 0;
    if (id === target?.before) gap = room;
    shifts.set(id, gap - left);
  }
  return { shifts, left };
}
