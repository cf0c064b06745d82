import { useDraggable } from "@dnd-kit/core";
import { createContext, useContext, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { MouseEvent, Ref, TouchEvent } from "react";
import { flushSync } from "react-dom";

type Press = MouseEvent<HTMLElement> | TouchEvent<HTMLElement>;

/**
 * Takes a press on an element for the beginning of a drag, by the id under which dnd-kit will tell of it. False where it
 * can be none: something is in the hand already, or it is another finger or button.
 */
export type TakePress = (event: Press, id: string) => boolean;

export const GripContext = createContext<TakePress | null>(null);

/** The element that says to a screen reader how things are moved. */
export const HOW_TO_MOVE = "how-to-move";

/** What makes an element that which is dragged, by the id under which dnd-kit will tell of it. A drag renders nobody who asks. */
export function useGrip(id: string) {
  const take = useContext(GripContext);
  if (!take) throw new Error("Cards and columns are moved inside BoardDrag.");
  return {
    onMouseDown: (event: MouseEvent<HTMLElement>) => take(event, id),
    onTouchStart: (event: TouchEvent<HTMLElement>) => take(event, id),
  };
}

/**
 * The one draggable that dnd-kit knows: it becomes what is pressed, at the moment in which it is. With one for each card
 * dnd-kit renders all of them, several times, whenever one is picked up, crosses to another column or is dropped.
 */
export function PressedGrip({ ref }: { readonly ref: Ref<TakePress> }) {
  const [id, setId] = useState("");
  const { active, listeners, setNodeRef } = useDraggable({ id });
  const latest = useRef({ active, listeners });
  useLayoutEffect(() => {
    latest.current = { active, listeners };
  });
  useImperativeHandle(
    ref,
    () => (event, pressedId) => {
      if (latest.current.active || !isOnePress(event.nativeEvent)) return false;
      setNodeRef(event.currentTarget);
      flushSync(() => setId(pressedId));
      latest.current.listeners?.["touches" in event.nativeEvent ? "onTouchStart" : "onMouseDown"]?.(event);
      return true;
    },
    [setNodeRef],
  );
  return null;
}

/** A second finger or another button is no new press: what is held by the first stays what it is. */
function isOnePress(event: globalThis.MouseEvent | globalThis.TouchEvent): boolean {
  return "touches" in event ? event.touches.length === 1 : event.button === 0;
}
