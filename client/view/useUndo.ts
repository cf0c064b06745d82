import { useMemo } from "react";

import type { CommandError } from "#shared/commands/commandError.ts";
import type { Undone } from "#shared/commands/undo.ts";
import type { Result } from "#shared/model/result.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { holdsAgain } from "./holdsAgain.ts";
import { dismissOffers, showToast } from "./toastStore.ts";
import type { Toast } from "./toastStore.ts";

/** Takes back or does again what this person did last, says what holds now, and offers the way back. */
export function useUndo(): { readonly undo: () => void; readonly redo: () => void } {
  const session = usePlanSession();
  return useMemo(() => {
    function undo(): void {
      dismissOffers();
      say(session.undo(), { label: "Redo", run: redo });
    }
    function redo(): void {
      dismissOffers();
      say(session.redo(), { label: "Undo", run: undo });
    }
    function say(turned: Result<Undone, CommandError>, back: Toast["action"]): void {
      const { records } = session.planStore.getState();
      if (!turned.ok) showToast(turned.error.message);
      else showToast(records ? holdsAgain(turned.value, records) : turned.value.summary, back);
    }
    return { undo, redo };
  }, [session]);
}
