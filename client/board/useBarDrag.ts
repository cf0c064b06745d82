import { useMemo } from "react";
import type { MouseEvent, TouchEvent } from "react";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import type { ObjectiveId } from "#shared/model/id.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { holdBar } from "../view/barStore.ts";
import { openPopup } from "../view/popupStore.ts";
import { useRun } from "../view/useRun.ts";
import { followMouse, followTouch } from "./barGesture.ts";
import { cardOf } from "./boardElements.ts";

/** The class of a bar that can be dragged: where there are no key results, and this person may check in. */
export const DRAGGED_BAR = "progress--drag";

/**
 * Dragging the progress bar of a card is a check-in; a line for a few words about it offers itself, and takes nothing
 * from what somebody is at. One pair of handlers on the board: they see a press first, so no card is picked up by it.
 */
export function useBarDrag() {
  const session = usePlanSession();
  const run = useRun();
  return useMemo(() => {
    const gestureOn = (bar: Element, objectiveId: ObjectiveId) => ({
      onHold: (progress: number): void => holdBar({ objectiveId, progress }),
      onEnd: (progress: number | null): void => {
        if (progress !== null) {
          const known = session.identity.personId !== null;
          if (!known) openPopup({ kind: "checkIn", objectiveId, anchor: bar });
          else if (run(recordCheckIn, { objectiveId, progress }, "offerUndo") !== undefined) {
            openPopup({ kind: "line", objectiveId, anchor: bar });
          }
        }
        holdBar(null);
      },
      onPress: (): void => openPopup({ kind: "checkIn", objectiveId, anchor: bar }),
    });
    const pressed = (target: EventTarget): readonly [Element, ObjectiveId] | null => {
      const bar = target instanceof Element ? target.closest(`.${DRAGGED_BAR}`) : null;
      const objectiveId = bar && cardOf(bar);
      return bar && objectiveId ? [bar, objectiveId] : null;
    };
    return {
      onMouseDownCapture: (event: MouseEvent): void => {
        const found = event.button === 0 && !event.ctrlKey && !event.shiftKey ? pressed(event.target) : null;
        if (!found) return;
        event.stopPropagation();
        // Focus stays where it is.
        event.preventDefault();
        followMouse(found[0], event.clientX, gestureOn(...found));
      },
      onTouchStartCapture: (event: TouchEvent): void => {
        const [touch, second] = event.nativeEvent.touches;
        const found = pressed(event.target);
        if (!found || !touch || second) return;
        event.stopPropagation();
        followTouch(found[0], touch, gestureOn(...found));
      },
    };
  }, [session, run]);
}
