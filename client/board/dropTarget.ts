// Stop 2 of the way of one drag: from rectangles on screen to the place in the plan.
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import type { DropTarget } from "../view/dragStore.ts";

/** A column on screen, in CSS pixels of the viewport. */
export interface ColumnRect {
  readonly missionId: MissionId;
  readonly left: number;
  readonly right: number;
}

/** A drawn card of one column, in CSS pixels of the viewport. */
export interface CardRect {
  readonly objectiveId: ObjectiveId;
  readonly top: number;
  readonly bottom: number;
}

/** The column that x lies in, or else the nearest one; between two, the nearer. Null if there is none. */
export function columnAt(x: number, columns: readonly ColumnRect[]): ColumnRect | null {
  let nearest: ColumnRect | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const column of columns) {
    const distance = Math.max(column.left - x, x - column.right, 0);
    if (distance < least) {
      nearest = column;
      least = distance;
    }
  }
  return nearest;
}

/**
 * Where cards held at y would land in a column. `drawn` are the cards of the column that are on the page, in order;
 * `order` all of its cards. The held cards themselves are passed over: they take no room where they land.
 */
export function dropTarget(
  y: number,
  missionId: MissionId,
  drawn: readonly CardRect[],
  order: readonly ObjectiveId[],
  held: readonly ObjectiveId[],
): DropTarget {
  const others = drawn.filter((card) => !held.includes(card.objectiveId));
  const below = others.find((card) => y < (card.top + card.bottom) / 2);
  if (below) return { missionId, before: below.objectiveId };
  const last = others.at(-1);
  // Past the last drawn card: what follows it may not be on the page.
  const rest = last ? order.slice(order.indexOf(last.objectiveId) + 1) : order;
  return { missionId, before: rest.find((id) => !held.includes(id)) ?? null };
}

/** True if the cards already lie there, in this order, so that dropping them changes nothing. `order` is the target's. */
export function isAtHome({ before }: DropTarget, order: readonly ObjectiveId[], held: readonly ObjectiveId[]): boolean {
  const others = order.filter((id) => !held.includes(id));
  const at = before === null ? others.length : others.indexOf(before);
  return held.every((id, nth) => order[at + nth] === id);
}
