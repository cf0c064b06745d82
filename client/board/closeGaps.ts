/**
 * Ends what still moves of the gaps in which something was held: what was dropped lies where the gap was, so that
 * nothing else is to move any more.
 */
export function closeGaps(board: Element): void {
  for (const moving of board.getAnimations({ subtree: true })) {
    if (moving instanceof CSSTransition && moving.transitionProperty === "transform") moving.finish();
  }
}
