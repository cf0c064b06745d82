import type { ObjectiveId } from "#shared/model/id.ts";

import { currentDrag } from "../view/dragStore.ts";
import { prefersReducedMotion } from "../view/prefersReducedMotion.ts";
import { cardOf, rowsIn } from "./boardElements.ts";
import { copyOfCard, pictureFrame } from "./pictures.ts";
import type { PointerOn } from "./usePointerOn.ts";

/** Where the drawn cards were before the page was drawn anew. */
export interface Places {
  readonly moved: readonly ObjectiveId[];
  readonly rects: ReadonlyMap<ObjectiveId, DOMRect>;
}

/** When so many cards move at once, as in an import, movement tells nothing. */
const MOST = 12;
const TIMING: KeyframeAnimationOptions = { duration: 280, easing: "cubic-bezier(0.2, 0, 0, 1)" };

/** Null where nothing is to glide. */
export function notePlaces(board: Element, moved: readonly ObjectiveId[]): Places | null {
  if (moved.length > MOST || prefersReducedMotion()) return null;
  const rects = new Map<ObjectiveId, DOMRect>();
  for (const [objectiveId, row] of rowsOf(board)) rects.set(objectiveId, row.getBoundingClientRect());
  return { moved, rects };
}

/**
 * Cards go from where they were to where they are: those that were moved as a picture over the board, for a column
 * would cut them off; those that made room, by themselves. Nothing glides in the column under a pointer, nor a card in
 * hand, nor one that was not drawn before.
 */
export function glide(board: Element, { moved, rects }: Places, pointer: PointerOn | null): void {
  const held = currentDrag()?.movedIds ?? [];
  // All is measured before anything moves: a place that is asked for in between has the whole page laid out once more.
  const ways = rowsOf(board).flatMap(([objectiveId, row]) => {
    const from = rects.get(objectiveId);
    if (!from || held.includes(objectiveId) || (pointer && pointer.scroller.contains(row))) return [];
    return [{ row, from, to: row.getBoundingClientRect(), over: moved.includes(objectiveId) }];
  });
  for (const { row, from, to, over } of ways) {
    const [x, y] = [from.left - to.left, from.top - to.top];
    if (Math.abs(x) < 1 && Math.abs(y) < 1) continue;
    if (over) glideOver(row, from, to);
    else if (Math.abs(x) < 1) row.animate([{ transform: `translateY(${y}px)` }, { transform: "none" }], TIMING);
  }
}

function rowsOf(board: Element): readonly (readonly [ObjectiveId, HTMLElement])[] {
  return rowsIn(board).flatMap((row) => {
    const objectiveId = cardOf(row);
    return objectiveId === undefined ? [] : [[objectiveId, row] as const];
  });
}

function glideOver(row: HTMLElement, from: DOMRect, to: DOMRect): void {
  const card = row.querySelector<HTMLElement>(".card");
  if (!card) return;
  const picture = pictureFrame("gliding-card", row);
  picture.append(copyOfCard(card));
  Object.assign(picture.style, { left: `${to.left}px`, top: `${to.top}px`, width: `${to.width}px` });
  document.body.append(picture);
  row.classList.add("row--gliding");
  const done = (): void => {
    picture.remove();
    row.classList.remove("row--gliding");
  };
  const start = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
  const animation = picture.animate([{ transform: start }, { transform: "none" }], TIMING);
  animation.addEventListener("finish", done);
  animation.addEventListener("cancel", done);
}
