import { useEffect } from "react";

/**
 * Does something at Escape, unless that is meant for something else: `isTaken` is asked when the key goes down, before
 * anybody else has heard of it and has closed what it was meant for.
 *
 * @param listening whether it is listened for at all
 */
export function useEscape(isTaken: (target: EventTarget | null) => boolean, act: () => void, listening = true): void {
  useEffect(() => {
    if (!listening) return undefined;
    let taken = false;
    const before = ({ target }: KeyboardEvent): void => {
      taken = isTaken(target);
    };
    const after = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !taken && !event.defaultPrevented && !event.isComposing) act();
    };
    window.addEventListener("keydown", before, { capture: true });
    window.addEventListener("keydown", after);
    return () => {
      window.removeEventListener("keydown", before, { capture: true });
      window.removeEventListener("keydown", after);
    };
  }, [isTaken, act, listening]);
}
