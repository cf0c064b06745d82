import { useEffect, useRef } from "react";

/**
 * Does things at once, but during a press (a tap is one too) only when that is over and what was pressed has heard of
 * it: what goes from the page because a press has taken its focus must not move what is pressed.
 */
export function useAfterPress(): (act: () => void) => void {
  const isPressing = useRef(false);
  const waiting = useRef<(() => void) | null>(null);
  useEffect(() => {
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    const end = (): void => {
      isPressing.current = false;
      // The click comes right after this.
      setTimeout(() => {
        waiting.current?.();
        waiting.current = null;
      });
    };
    window.addEventListener("mousedown", () => (isPressing.current = true), options);
    window.addEventListener("mouseup", end, options);
    return () => listening.abort();
  }, []);
  return (act) => {
    if (isPressing.current) waiting.current = act;
    else act();
  };
}
