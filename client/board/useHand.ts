import { useCallback, useEffect, useRef } from "react";

/** A place on the screen, in CSS pixels of the viewport. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Tells where the mouse or the finger is, each time it is pressed or moves, before anything is drawn for it.
 *
 * @returns ends it
 */
export function followHand(told: (at: Place) => void): () => void {
  const tell = (event: MouseEvent | TouchEvent): void => {
    const at = event instanceof MouseEvent ? event : event.touches[0];
    if (at) told({ x: at.clientX, y: at.clientY });
  };
  const over = new AbortController();
  for (const type of ["mousedown", "mousemove", "touchstart", "touchmove"] as const)
    window.addEventListener(type, tell, { capture: true, passive: true, signal: over.signal });
  return () => over.abort();
}

/**
 * Tells where the mouse or the finger is at this moment. What is drawn, and what is known from drawing, lags behind a
 * quick hand on a slow machine.
 */
export function useHand(): () => Place | null {
  const last = useRef<Place | null>(null);
  useEffect(() => followHand((at) => (last.current = at)), []);
  return useCallback(() => last.current, []);
}
