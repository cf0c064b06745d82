import { useEffect } from "react";

import { currentColumnDrag } from "../view/columnDragStore.ts";
import { currentDrag } from "../view/dragStore.ts";
import { currentSelection } from "../view/selectionStore.ts";

/** Escape, unless it is meant for something that was open, held, chosen or written when it was pressed. */
export function useEscape(listening: boolean, act: () => void): void {
  useEffect(() => {
    if (!listening) return undefined;
    let taken = false;
    const before = ({ target }: KeyboardEvent): void => {
      taken =
        (target instanceof Element && target.closest("input, textarea") !== null) ||
        document.querySelector("[role=dialog], [role=menu]") !== null ||
        currentDrag() !== null ||
        currentColumnDrag() !== null ||
        currentSelection().ids.size > 0;
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
  }, [listening, act]);
}
