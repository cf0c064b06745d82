import { useMemo } from "react";

import type { CommandError } from "#shared/commands/commandError.ts";
import type { Undone } from "#shared/commands/undo.ts";
import type { Result } from "#shared/model/result.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { dismissOffers, showToast } from "./toastStore.ts";
import type { Toast } from "./toastStore.ts";

/** Takes back or does again what this person did last, says what holds now, and offers the way back. */
export function useUndo(): { readonly undo: () => void; readonly redo: () => void } {
  const session = usePlanSession();
  return useMemo(() => {
    function undo(): void {
      dismissOffers();
      void say(session.undo(), "Undone", { label: "Redo", run: redo });
    }
    function redo(): void {
      dismissOffers();
      void say(session.redo(), "Redone", { label: "Undo", run: undo });
    }
    async function say(turned: Result<Undone, CommandError>, verb: string, back: Toast["action"]): Promise<void> {
      const { records } = session.planStore.getState();
      if (!turned.ok) return showToast(turned.error.message);
      try {
        const { holdsAgain } = await import("./holdsAgain.ts");
        if (records) return showToast(holdsAgain(turned.value, records), back);
      } catch {
        // Without a connection it can not be fetched, if it never was: what was done is said then, not what holds now.
      }
      showToast(`${verb}: ${turned.value.summary}`, back);
    }
    return { undo, redo };
  }, [session]);
}
