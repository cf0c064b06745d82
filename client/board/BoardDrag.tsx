import { DndContext, useSensor, useSensors } from "@dnd-kit/core";
import type { CollisionDetection, DragMoveEvent, DragStartEvent } from "@dnd-kit/core";
import { useCallback, useMemo, useRef } from "react";
import type { ReactNode } from "react";

import { currentColumnDrag } from "../view/columnDragStore.ts";
import { columnRects } from "./boardRects.ts";
import { DropAreas } from "./DropAreas.tsx";
import { columnAt } from "./dropTarget.ts";
import { HeldPicture } from "./HeldPicture.tsx";
import type { InHand, Press } from "./HeldPicture.tsx";
import { LiftingMouse, LiftingTouch } from "./liftingSensors.ts";
import { GripContext, HOW_TO_MOVE, PressedGrip } from "./PressedGrip.tsx";
import type { TakePress } from "./PressedGrip.tsx";
import { missionOfGrip } from "./columnGripId.ts";
import { useCardDrag } from "./useCardDrag.ts";
import { useColumnDrag } from "./useColumnDrag.ts";
import { useHand } from "./useHand.ts";
import type { Place } from "./useHand.ts";
import { usePageTurning } from "./usePageTurning.ts";

/** A click is no drag, and on a touch screen neither is a scroll. */
const MOUSE = { activationConstraint: { distance: 5 } };
const TOUCH = { activationConstraint: { delay: 250, tolerance: 8 } };
/** How near an edge, as a part of what scrolls, a held card makes it scroll. */
const THRESHOLD = { x: 0.1, y: 0.14 };
/** Pixels that a finger may tremble while it rests. */
const AT_REST = 8;

interface BoardDragProps {
  /** The board's element, which everything measured lies in. */
  readonly board: () => Element | null;
  readonly children: ReactNode;
}

/** Lets cards be dragged between and within the columns inside it, and the columns themselves. */
export function BoardDrag({ board, children }: BoardDragProps) {
  const pointer = useRef({ x: 0, y: 0 });
  const hasMoved = useRef(false);
  const draggable = useRef<TakePress>(null);
  const press = useRef<Press>(null);
  const picture = useRef<InHand>(null);
  const hand = useHand();
  const take: TakePress = useCallback(
    (event, id) => {
      const taken = draggable.current?.(event, id) ?? false;
      const [at, element] = [hand(), event.currentTarget];
      if (taken && at) press.current = { id, element, at, box: element.getBoundingClientRect() };
      return taken;
    },
    [hand],
  );
  const { mouse, touch } = useMemo(() => {
    const lift = (): void => {
      if (press.current) picture.current?.lift(press.current, hand() ?? press.current.at);
    };
    const lifting = { lift, letGo: () => picture.current?.letGo() };
    return { mouse: { ...MOUSE, ...lifting }, touch: { ...TOUCH, ...lifting } };
  }, [hand]);
  const sensors = useSensors(useSensor(LiftingMouse, mouse), useSensor(LiftingTouch, touch));
  const cards = useCardDrag({ board, pointer });
  const columns = useColumnDrag({ board, pointer });
  const pages = usePageTurning({ board, pointer });
  const { canScroll } = pages;
  const autoScroll = useMemo(() => ({ threshold: THRESHOLD, canScroll }), [canScroll]);
  const held = () => (currentColumnDrag() ? columns : cards);

  const start = ({ active }: DragStartEvent): void => {
    hasMoved.current = false;
    pointer.current = hand() ?? pointer.current;
    pages.start();
    const missionId = missionOfGrip(active.id);
    if (missionId === null) cards.start(active.id);
    else columns.start(missionId);
  };
  const move = ({ delta }: DragMoveEvent): void => {
    if (Math.hypot(delta.x, delta.y) > AT_REST) hasMoved.current = true;
    pages.move();
    held().aim();
  };
  const drop = ({ activatorEvent }: DragMoveEvent): void => {
    pages.end();
    pointer.current = hand() ?? pointer.current;
    // A quick finger has left before dnd-kit tells of its movement.
    const rested = !hasMoved.current && !isAway(press.current, pointer.current);
    if (rested && activatorEvent.type.startsWith("touch") && !currentColumnDrag()) cards.choose();
    else {
      held().aim();
      held().drop();
    }
    swallowNextClick();
  };
  const cancel = (): void => {
    pages.end();
    held().cancel();
    swallowClickOfRelease();
  };

  // The column in which a card would land is what dnd-kit scrolls; the place in it is computed, not collided with.
  const collision: CollisionDetection = ({ droppableContainers, pointerCoordinates }) => {
    if (pointerCoordinates) pointer.current = pointerCoordinates;
    const element = board();
    const column = element && columnAt(pointer.current.x, columnRects(element));
    return droppableContainers.filter(({ id }) => id === column?.missionId).map(({ id }) => ({ id }));
  };

  // The board lies beside dnd-kit's context, not in it: each movement changes that, and React looks through all in it.
  return (
    <>
      <GripContext value={take}>{children}</GripContext>
      <DndContext
        id={HOW_TO_MOVE}
        sensors={sensors}
        collisionDetection={collision}
        autoScroll={autoScroll}
        accessibility={{ announcements: SILENCE, screenReaderInstructions: INSTRUCTIONS }}
        onDragStart={start}
        onDragMove={move}
        onDragOver={() => held().aim()}
        onDragEnd={drop}
        onDragCancel={cancel}
      >
        <PressedGrip ref={draggable} />
        <DropAreas board={board} />
      </DndContext>
      <HeldPicture ref={picture} />
    </>
  );
}

const INSTRUCTIONS = {
  draggable: "Space lifts it, arrow keys choose where it goes, Space drops it, Escape puts it back. Enter for a menu.",
};

/** Everything is said in one place, in words of this board: see spokenStore. */
const SILENCE = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

function isAway(press: Press | null, { x, y }: Place): boolean {
  return press !== null && Math.hypot(x - press.at.x, y - press.at.y) > AT_REST;
}

/** Put back by Escape, the card is still under the button, which is let go of whenever the hand is ready to. */
function swallowClickOfRelease(): void {
  const waiting = new AbortController();
  const options = { capture: true, signal: waiting.signal };
  const release = (): void => {
    waiting.abort();
    swallowNextClick();
  };
  window.addEventListener("mouseup", release, options);
  window.addEventListener("mousedown", () => waiting.abort(), options);
}

/** A drop on the card's own link ends in a click: it is no wish to open the card. */
function swallowNextClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 50);
}
