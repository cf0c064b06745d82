import { useDraggable } from "@dnd-kit/core";
import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { MouseEvent, ReactNode, TouchEvent } from "react";
import { flushSync } from "react-dom";

/** What is pressed before it is dragged. */
interface Grip {
  /** Handlers for the element of a card or of a column's grip, by the id under which dnd-kit will tell of it. */
  readonly pressed: (id: string) => {
    readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
    readonly onTouchStart: (event: TouchEvent<HTMLElement>) => void;
  };
  /** The element that says to a screen reader how things are moved. */
  readonly describedBy: string;
}

const GripContext = createContext<Grip | null>(null);

/** How a card or a column becomes what is dragged. It never changes, so that a drag renders nobody who asks. */
export function useGrip(): Grip {
  const grip = useContext(GripContext);
  if (!grip) throw new Error("Cards and columns are moved inside BoardDrag.");
  return grip;
}

/**
 * The one draggable that dnd-kit knows: it becomes what is pressed, at the moment in which it is. With one for each card
 * dnd-kit renders all of them, several times, whenever one is picked up, crosses to another column or is dropped.
 */
export function PressedGrip({ children }: { readonly children: ReactNode }) {
  const [id, setId] = useState("");
  const { active, listeners, attributes, setNodeRef } = useDraggable({ id });
  const latest = useRef({ active, listeners });
  useLayoutEffect(() => {
    latest.current = { active, listeners };
  });
  const describedBy = attributes["aria-describedby"];

  const press = useCallback(
    (event: MouseEvent<HTMLElement> | TouchEvent<HTMLElement>, pressedId: string, sensor: string): void => {
      if (latest.current.active || !isOnePress(event.nativeEvent)) return;
      setNodeRef(event.currentTarget);
      flushSync(() => setId(pressedId));
      latest.current.listeners?.[sensor]?.(event);
    },
    [setNodeRef],
  );
  const grip = useMemo(
    (): Grip => ({
      pressed: (pressedId) => ({
        onMouseDown: (event) => press(event, pressedId, "onMouseDown"),
        onTouchStart: (event) => press(event, pressedId, "onTouchStart"),
      }),
      describedBy,
    }),
    [press, describedBy],
  );
  return <GripContext value={grip}>{children}</GripContext>;
}

/** A second finger or another button is no new press: what is held by the first stays what it is. */
function isOnePress(event: globalThis.MouseEvent | globalThis.TouchEvent): boolean {
  return "touches" in event ? event.touches.length === 1 : event.button === 0;
}
