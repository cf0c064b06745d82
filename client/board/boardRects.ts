import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import type { Drag } from "../view/dragStore.ts";
import { cardOf, columnOf, columnsIn, missionOf, rowOf, rowsIn } from "./boardElements.ts";
import type { CardRect, ColumnRect } from "./dropTarget.ts";

/** What was measured last, until the next frame is drawn. */
let measured: { readonly board: Element; readonly columns: readonly ColumnRect[] } | null = null;

/** Where the columns that take a drop lie now: measured once for each frame, however many ask. */
export function columnRects(board: Element): readonly ColumnRect[] {
  if (measured?.board === board) return measured.columns;
  const columns = columnsIn(board).flatMap((column) => {
    const missionId = missionOf(column);
    if (missionId === undefined) return [];
    const { left, right } = column.getBoundingClientRect();
    return [{ missionId, left, right }];
  });
  measured = { board, columns };
  requestAnimationFrame(() => (measured = null));
  return columns;
}

/** What takes a drop into a mission, and scrolls with its cards; null where the column is not drawn. */
export function dropAreaOf(board: Element | null, missionId: MissionId): HTMLElement | null {
  return (board && columnOf(missionId, board)?.querySelector<HTMLElement>(".column__drop")) ?? null;
}

/** How high the gap must be that cards take where they land, as they are drawn now, each with the space after it. */
export function gapFor(board: Element, objectiveIds: readonly ObjectiveId[]): Pick<Drag, "room" | "rooms"> {
  const drawn = new Map<ObjectiveId, number>();
  for (const id of objectiveIds) {
    const row = rowOf(id, board);
    if (!row?.parentElement) continue;
    const space = Number.parseFloat(getComputedStyle(row.parentElement).rowGap) || 0;
    drawn.set(id, row.getBoundingClientRect().height + space);
  }
  // Those that are not drawn are taken to be like the others; more than half a screen helps nobody to aim.
  const usual = sum(drawn.values()) / Math.max(drawn.size, 1);
  const rooms = new Map(objectiveIds.map((id) => [id, drawn.get(id) ?? usual]));
  const [all, most] = [sum(rooms.values()), window.innerHeight / 2];
  return all > most ? { room: most, rooms: new Map() } : { room: all, rooms };
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}

/** Where the drawn cards of one column lie now, from top to bottom. */
export function cardRects(board: Element, missionId: MissionId): readonly CardRect[] {
  const column = columnOf(missionId, board);
  if (!column) return [];
  return rowsIn(column)
    .flatMap((row) => {
      const objectiveId = cardOf(row);
      if (objectiveId === undefined) return [];
      const { top, bottom } = row.getBoundingClientRect();
      return [{ objectiveId, top, bottom }];
    })
    .sort((a, b) => a.top - b.top);
}
