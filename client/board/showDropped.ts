import type { ObjectiveId } from "#shared/model/id.ts";

import { prefersReducedMotion } from "../view/prefersReducedMotion.ts";
import { rowOf } from "./boardElements.ts";
import { showsOneColumn } from "./columnPages.ts";

/** How near to the edge of its list a dropped card may lie, in CSS pixels. */
const EDGE = 8;

/** Cards that somebody has just dropped here are seen whole: their list scrolls, by no more than that takes. */
export function showDropped(board: Element, dropped: readonly ObjectiveId[]): void {
  const rows = dropped.flatMap((id) => rowOf(id, board) ?? []);
  const [first, last] = [rows[0], rows.at(-1)];
  const list = first?.closest(".column__scroller");
  if (!first || !last || !list) return;
  const view = list.getBoundingClientRect();
  const [top, bottom] = [first.getBoundingClientRect().top - EDGE, last.getBoundingClientRect().bottom + 2 * EDGE];
  if (top < view.top || bottom - top > view.height) list.scrollTop += top - view.top;
  else if (bottom > view.bottom) list.scrollTop += bottom - view.bottom;
  // Where one column is shown at a time, that is the one in which they lie now.
  if (showsOneColumn()) list.closest(".column")?.scrollIntoView({ inline: "start", block: "nearest" });
  for (const row of rows) mark(row);
}

/** Where they went is marked for a second. */
function mark(row: Element): void {
  if (prefersReducedMotion()) return;
  const ring = "0 0 0 0.1875rem var(--focus)";
  row.querySelector(".card")?.animate([{ boxShadow: ring }, { boxShadow: ring, offset: 0.6 }, {}], { duration: 1_000 });
}
