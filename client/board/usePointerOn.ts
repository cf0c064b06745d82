import { useCallback, useEffect, useRef } from "react";

import { currentDrag } from "../view/dragStore.ts";
import { hasRoom, letGo } from "./columnAnchors.ts";

/** Somebody who has not moved the mouse for so long is not about to press anything, in milliseconds. */
const BUSY = 3_000;

export interface PointerOn {
  readonly scroller: Element;
  readonly y: number;
}

/** Tells in which column a pointer is that is in use just now; null if none is, or it is elsewhere. */
export function usePointerOn(board: () => Element | null): () => PointerOn | null {
  const last = useRef({ x: 0, y: 0, at: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    const note = ({ clientX: x, clientY: y }: PointerEvent): void => {
      last.current = { x, y, at: performance.now() };
      for (const scroller of board()?.querySelectorAll(".column__scroller") ?? []) {
        // Asked first: to ask where a column lies has the page laid out, with every movement of a drag.
        if (hasRoom(scroller) && !isOver(scroller, x, y)) letGo(scroller);
      }
    };
    const options = { capture: true, passive: true } as const;
    window.addEventListener("pointermove", note, options);
    window.addEventListener("pointerdown", note, options);
    return () => {
      window.removeEventListener("pointermove", note, options);
      window.removeEventListener("pointerdown", note, options);
    };
  }, [board]);
  return useCallback(() => {
    const { x, y, at } = last.current;
    if (currentDrag()?.by !== "pointer" && performance.now() - at > BUSY) return null;
    const scrollers = [...(board()?.querySelectorAll(".column__scroller") ?? [])];
    const scroller = scrollers.find((one) => isOver(one, x, y));
    return scroller ? { scroller, y } : null;
  }, [board]);
}

function isOver(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}
