import { useCallback, useEffect, useRef } from "react";

import { shownColumn, showColumn, showsOneColumn } from "./columnPages.ts";
import type { PointerGesture } from "./pointerGesture.ts";

/** How near an edge, as a part of the board's width, what is held turns to the next column. */
const EDGE = 0.1;
/** Pixels towards that edge that say it is meant: what was taken hold of there may only tremble. */
const MEANT = 8;
/** How long it rests there before the first turn and before each further one, in milliseconds. */
const FIRST = 250;
const NEXT = 800;

interface PageTurning {
  /** Something was taken hold of. */
  readonly start: () => void;
  /** It has moved, or what lies beneath it. */
  readonly move: () => void;
  readonly end: () => void;
  /** Whether the hand scrolls this as it is used to: a board that is turned does not scroll as well. */
  readonly canScroll: (element: Element) => boolean;
}

/**
 * Where one column is shown at a time, what is held at an edge turns to the next column, and after a rest to the one
 * after that: a board that ran on as long as a finger is there would be past the column that was meant.
 */
export function usePageTurning({ board, pointer }: PointerGesture): PageTurning {
  const from = useRef(0);
  // Asked once for each drag: its movements have the page laid out for nothing.
  const turns = useRef(false);
  const held = useRef<{ readonly side: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const end = (): void => {
    if (held.current) clearTimeout(held.current.timer);
    held.current = null;
  };
  useEffect(() => () => clearTimeout(held.current?.timer), []);
  const turn = (): void => {
    const element = board();
    if (!element || !held.current) return;
    showColumn(element, shownColumn(element) + held.current.side);
    held.current.timer = setTimeout(turn, NEXT);
  };
  const move = (): void => {
    const element = turns.current ? board() : null;
    const side = element ? sideOf(element, pointer.current.x) : 0;
    if (side === held.current?.side) return;
    end();
    if (side !== 0 && (pointer.current.x - from.current) * side > MEANT)
      held.current = { side, timer: setTimeout(turn, FIRST) };
  };
  const start = (): void => {
    from.current = pointer.current.x;
    turns.current = showsOneColumn();
  };
  const canScroll = useCallback((element: Element) => !(turns.current && element.classList.contains("board")), []);
  return { start, move, end, canScroll };
}

/** −1 at the left edge, 1 at the right one, 0 between. */
function sideOf(board: Element, x: number): number {
  const { left, right, width } = board.getBoundingClientRect();
  if (x < left + width * EDGE) return -1;
  return x > right - width * EDGE ? 1 : 0;
}
