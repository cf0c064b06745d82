import { useEffect } from "react";

import { currentColumnDrag } from "./columnDragStore.ts";
import { currentDrag } from "./dragStore.ts";
import { currentSelection } from "./selectionStore.ts";

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

/** Whether Escape is meant for what is written, open, held or chosen, and so not for what the board shows. */
export function isForOther(target: EventTarget | null): boolean {
  return (
    (target instanceof Element && target.closest("input, textarea") !== null) ||
    document.querySelector("[role=dialog], [role=menu]") !== null ||
    currentDrag() !== null ||
    currentColumnDrag() !== null ||
    currentSelection().ids.size > 0
  );
}
