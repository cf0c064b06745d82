import type { ObjectiveId } from "#shared/model/id.ts";

import { prefersReducedMotion } from "../view/prefersReducedMotion.ts";
import { cardOf, rowsIn } from "./boardElements.ts";
import type { PointerOn } from "./usePointerOn.ts";

/** A row that shall stay where it is on the screen, whatever comes or goes above it. */
export interface Anchor {
  readonly scroller: HTMLElement;
  readonly row: Element;
  readonly top: number;
  /** Somebody points at it: room is made for it where scrolling alone cannot keep it in place. */
  readonly pointed: boolean;
}

/** Room that was made at the ends of columns, in pixels, until the pointer leaves them. */
const room = new WeakMap<Element, { readonly before: number; readonly after: number }>();

/**
 * One row in each column that must not jump: the one under the pointer; in a column that is scrolled the first that is
 * seen. Rows that are moved themselves hold nothing, nor do those that nobody sees.
 */
export function noteInPlace(
  board: Element,
  pointer: PointerOn | null,
  moved: ReadonlySet<ObjectiveId | string>,
): readonly Anchor[] {
  return [...board.querySelectorAll<HTMLElement>(".column__scroller")].flatMap((scroller) => {
    const pointed = pointer?.scroller === scroller;
    if (!pointed && scroller.scrollTop === 0) return [];
    const view = scroller.getBoundingClientRect();
    const y = pointed && pointer ? pointer.y : view.top;
    const rows = rowsIn(scroller)
      .filter((row) => !moved.has(cardOf(row) ?? ""))
      .map((row) => ({ row, rect: row.getBoundingClientRect() }))
      .filter(({ rect }) => rect.bottom > view.top && rect.top < view.bottom)
      .sort((a, b) => a.rect.top - b.rect.top);
    const found = rows.find(({ rect }) => rect.bottom > y) ?? rows.at(-1);
    return found ? [{ scroller, row: found.row, top: found.rect.top, pointed }] : [];
  });
}

export function keepInPlace(anchors: readonly Anchor[]): void {
  for (const { scroller, row, top, pointed } of anchors) {
    if (!row.isConnected) continue;
    const way = (): number => Math.round(row.getBoundingClientRect().top - top);
    if (way() !== 0) scroller.scrollTop += way();
    const left = way();
    if (left === 0 || !pointed) continue;
    makeRoom(scroller, left);
    if (way() !== 0) scroller.scrollTop += way();
  }
}

/** Whether a column has room that was made in it. */
export function hasRoom(scroller: Element): boolean {
  return room.has(scroller);
}

/** Takes back the room that was made in a column; its cards glide to where they belong. */
export function letGo(scroller: Element): void {
  if (!room.has(scroller)) return;
  const content = scroller.firstElementChild;
  if (!(content instanceof HTMLElement)) return;
  const before = content.getBoundingClientRect().top;
  room.delete(scroller);
  content.style.marginBlock = "";
  const way = before - content.getBoundingClientRect().top;
  if (way === 0 || prefersReducedMotion()) return;
  content.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], {
    duration: 160,
    easing: "ease-out",
  });
}

/**
 * `way`: how far the row has gone down that must come up again; negative, up. The room lies around what scrolls: as
 * padding of the column it would make that taller than the board.
 */
function makeRoom(scroller: HTMLElement, way: number): void {
  const content = scroller.firstElementChild;
  if (!(content instanceof HTMLElement)) return;
  const { before, after } = room.get(scroller) ?? { before: 0, after: 0 };
  const next = way < 0 ? { before: before - way, after } : { before, after: after + way };
  room.set(scroller, next);
  content.style.marginBlock = `${next.before}px ${next.after}px`;
}
