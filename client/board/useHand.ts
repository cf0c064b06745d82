import { useCallback, useEffect, useRef } from "react";

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Tells where the mouse or the finger is at this moment, in CSS pixels of the viewport. What is drawn, and what is known
 * from drawing, lags behind a quick hand on a slow machine.
 */
export function useHand(): () => Place | null {
  const last = useRef<Place | null>(null);
  useEffect(() => {
    const note = (event: MouseEvent | TouchEvent): void => {
      const at = event instanceof MouseEvent ? event : event.touches[0];
      if (at) last.current = { x: at.clientX, y: at.clientY };
    };
    const over = new AbortController();
    for (const type of ["mousedown", "mousemove", "touchstart", "touchmove"] as const)
      window.addEventListener(type, note, { capture: true, passive: true, signal: over.signal });
    return () => over.abort();
  }, []);
  return useCallback(() => last.current, []);
}
