import { parseId } from "#shared/model/id.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import type { CardRect, ColumnRect } from "./dropTarget.ts";

/** What the board's elements carry, so that they can be found and measured without a registry of refs. */
const COLUMN_ATTRIBUTE = "data-column";
const ROW_ATTRIBUTE = "data-row";

/** What was measured last, until the next frame is drawn. */
let measured: { readonly board: Element; readonly columns: readonly ColumnRect[] } | null = null;

/** Where the columns that take a drop lie now: measured once for each frame, however many ask. */
export function columnRects(board: Element): readonly ColumnRect[] {
  if (measured?.board === board) return measured.columns;
  const columns = [...board.querySelectorAll(`[${COLUMN_ATTRIBUTE}]`)].flatMap((column) => {
    const missionId = parseId<MissionId>(column.getAttribute(COLUMN_ATTRIBUTE));
    if (missionId === undefined) return [];
    const { left, right } = column.getBoundingClientRect();
    return [{ missionId, left, right }];
  });
  measured = { board, columns };
  requestAnimationFrame(() => (measured = null));
  return columns;
}

/** How high the gap must be that cards take where they land, as they are drawn now, with the space after each. */
export function roomFor(board: Element, objectiveIds: readonly ObjectiveId[]): number {
  const rows = objectiveIds.flatMap((id) => [...board.querySelectorAll(`[${ROW_ATTRIBUTE}="${CSS.escape(id)}"]`)]);
  const [first] = rows;
  const list = first?.parentElement;
  if (!first || !list) return 0;
  const space = Number.parseFloat(getComputedStyle(list).rowGap) || 0;
  const drawn = rows.reduce((sum, row) => sum + row.getBoundingClientRect().height + space, 0);
  // Those that are not drawn are taken to be like the others; more than half a screen helps nobody to aim.
  return Math.min((drawn / rows.length) * objectiveIds.length, window.innerHeight / 2);
}

/** Where the drawn cards of one column lie now, from top to bottom. */
export function cardRects(board: Element, missionId: MissionId): readonly CardRect[] {
  const rows = board.querySelectorAll(`[${COLUMN_ATTRIBUTE}="${CSS.escape(missionId)}"] [${ROW_ATTRIBUTE}]`);
  return [...rows]
    .flatMap((row) => {
      const objectiveId = parseId<ObjectiveId>(row.getAttribute(ROW_ATTRIBUTE));
      if (objectiveId === undefined) return [];
      const { top, bottom } = row.getBoundingClientRect();
      return [{ objectiveId, top, bottom }];
    })
    .sort((a, b) => a.top - b.top);
}
