import { useCallback } from "react";

import { usePlanSession } from "../plan/usePlan.ts";
import { dismissOffers, showToast } from "./toastStore.ts";

/** Takes back or does again what this person did last, and says what that was. */
export function useUndo(): { readonly undo: () => void; readonly redo: () => void } {
  const session = usePlanSession();
  const undo = useCallback(() => {
    dismissOffers();
    const undone = session.undo();
    showToast(undone.ok ? undone.value.summary : undone.error.message);
  }, [session]);
  const redo = useCallback(() => {
    dismissOffers();
    const redone = session.redo();
    showToast(redone.ok ? redone.value.summary : redone.error.message);
  }, [session]);
  return { undo, redo };
}
