import { useEffect, useEffectEvent } from "react";
import type { RefObject } from "react";

import { STATUSES } from "#shared/model/status.ts";
import type { Status } from "#shared/model/status.ts";

import { isTyping, KEYS } from "../view/keys.ts";

interface CheckInKeys {
  readonly onStatus: (status: Status) => void;
  readonly onLeave: () => void;
}

/** Keys of a check-in, from wherever focus is in it: a press beside the fields takes focus to the dialog around them. */
export function useCheckInKeys(form: RefObject<HTMLFormElement | null>, { onStatus, onLeave }: CheckInKeys): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const around = form.current?.closest("[role=dialog]") ?? form.current;
    const within = event.target instanceof Node && around?.contains(event.target) === true;
    if (!within || event.isComposing || event.defaultPrevented) return;
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
