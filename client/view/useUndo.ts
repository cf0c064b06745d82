import { useCallback } from "react";

import { usePlanSession } from "../plan/usePlan.ts";
import { movedBack } from "./movedBack.ts";
import { dismissOffers, showToast } from "./toastStore.ts";

/** Takes back or does again what this person did last, and says what that was. */
export function useUndo(): { readonly undo: () => void; readonly redo: () => void } {
  const session = usePlanSession();
  const redo = useCallback(() => {
    dismissOffers();
    const redone = session.redo();
    showToast(redone.ok ? redone.value.summary : redone.error.message);
  }, [session]);
  const undo = useCallback(() => {
    dismissOffers();
    const before = session.planStore.getState().records;
    const undone = session.undo();
    if (!undone.ok) return showToast(undone.error.message);
    const { records } = session.planStore.getState();
    const moved = before && records && undone.value.left === 0 ? movedBack(before, records) : null;
    showToast(moved ?? undone.value.summary, { label: "Redo", run: redo });
  }, [session, redo]);
  return { undo, redo };
}
