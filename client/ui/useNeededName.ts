import { useCallback, useState } from "react";
import type { RefCallback } from "react";

import type { TextField } from "../plan/bindTextField.ts";
import type { TextAddress } from "../plan/planSession.ts";
import { usePlanSession, usePlanState } from "../plan/usePlan.ts";
import { showToast } from "../view/toastStore.ts";

interface NeededName {
  readonly ref: RefCallback<TextField>;
  /** It has been emptied, and is being written still. */
  readonly lacks: boolean;
}

/**
 * A shared text is written as it is typed, so a name may be empty for a while; once it is left, or Enter is pressed, the
 * one that it had is put back, and that is said. `bind` binds the field to the text at `address`; `nameOf` says of what it
 * is the name, as “A mission”, and undefined that it may be empty.
 */
export function useNeededName(
  bind: RefCallback<TextField>,
  address: TextAddress,
  nameOf: string | undefined,
): NeededName {
  const session = usePlanSession();
  const [emptied, setEmptied] = useState(false);
  // It may be filled by others, too, and by an undo.
  const isEmpty = usePlanState(() => emptied && session.sharedText(address)?.toString().trim() === "");
  const ref = useCallback(
    (field: TextField | null) => {
      if (!field) return undefined;
      const unbind = bind(field);
      const release = nameOf === undefined ? undefined : watchName(field, nameOf, setEmptied);
      return () => {
        // Before it is unbound: what is put back goes into the text.
        release?.();
        if (typeof unbind === "function") unbind();
      };
    },
    [bind, nameOf],
  );
  return { ref, lacks: emptied && isEmpty };
}

function watchName(field: TextField, nameOf: string, tell: (lacks: boolean) => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let before = field.value;
  const isEmpty = (): boolean => field.value.trim() === "";
  const putBack = (): void => {
    tell(false);
    if (!isEmpty() || before.trim() === "") return;
    if (field.readOnly)
      return showToast(`${nameOf} was called “${before.trim()}”, and you can no longer put that back`);
    field.value = before;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    showToast(`${nameOf} needs a name: it is called “${before.trim()}” again`);
  };
  field.addEventListener("focus", () => (before = field.value), { signal });
  field.addEventListener("input", () => tell(isEmpty() && before.trim() !== ""), { signal });
  field.addEventListener(
    "keydown",
    (event: Event) => {
      if (event instanceof KeyboardEvent && event.key === "Enter" && !event.isComposing) putBack();
    },
    { signal },
  );
  // Heard before the binding hears it, for which what was typed ends there.
  field.addEventListener("blur", putBack, { signal, capture: true });
  // Once the page is gone nothing can be put back any more.
  window.addEventListener("pagehide", putBack, { signal });
  return () => {
    listening.abort();
    putBack();
  };
}
