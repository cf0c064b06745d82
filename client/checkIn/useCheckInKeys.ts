import { useEffect, useEffectEvent } from "react";
import type { RefObject } from "react";

import { STATUSES } from "#shared/model/status.ts";
import type { Status } from "#shared/model/status.ts";

import { isTyping, KEYS } from "../view/keys.ts";

interface CheckInKeys {
  readonly onStatus: (status: Status) => void;
  readonly onLeave: () => void;
}

/**
 * Keys of a check-in: in its form, in what is marked `data-check-in` around it, and in the dialog itself, which gets
 * focus from a press beside the fields. What else lies in a dialog, such as notes, has keys of its own.
 */
export function useCheckInKeys(form: RefObject<HTMLFormElement | null>, { onStatus, onLeave }: CheckInKeys): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (!form.current || event.isComposing || event.defaultPrevented || !(event.target instanceof Element)) return;
    const around = form.current.closest("[data-check-in]") ?? form.current;
    const atDialog = event.target.matches("[role=dialog]") && event.target.contains(form.current);
    if (!atDialog && !around.contains(event.target)) return;
    if (KEYS.leaveCheckIn.is(event)) onLeave();
    else if (KEYS.status.is(event) && (event.altKey || !isTyping(event.target))) {
      // By the key's place: with Alt some keyboards write another character.
      const status = STATUSES[Number(event.code.at(-1)) - 1];
      if (status !== undefined) onStatus(status);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => press(event);
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
