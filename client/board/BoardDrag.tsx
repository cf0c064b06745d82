// Stop 1 of the way of one drag: the drop event, and every movement before it.
import { DndContext, DragOverlay, MouseSensor, TouchSensor, useSensor, useSensors } from "@dnd-kit/core";
import type { Announcements, CollisionDetection, DragStartEvent } from "@dnd-kit/core";
import { useEffect, useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";

import { moveObjective } from "#shared/commands/objectives.ts";
import { parseId } from "#shared/model/id.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { objectivesOf, positionOf } from "#shared/queries/board.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { aimDrag, currentDrag, endDrag, startDrag, useDrag } from "../view/dragStore.ts";
import type { DropTarget } from "../view/dragStore.ts";
import { useRun } from "../view/useRun.ts";
import { cardRects, columnRects } from "./boardRects.ts";
import { CardPicture } from "./CardPicture.tsx";
import { columnAt, dropTarget, isAtHome } from "./dropTarget.ts";

/** A click is no drag, and on a touch screen neither is a scroll. */
const MOUSE = { activationConstraint: { distance: 5 } };
const TOUCH = { activationConstraint: { delay: 250, tolerance: 8 } };

interface BoardDragProps {
  /** The board's element, which everything measured lies in. */
  readonly board: () => Element | null;
  readonly children: ReactNode;
}

/** Lets cards be dragged between and within the columns inside it. */
export function BoardDrag({ board, children }: BoardDragProps) {
  const session = usePlanSession();
  const run = useRun();
  const sensors = useSensors(useSensor(MouseSensor, MOUSE), useSensor(TouchSensor, TOUCH));
  const pointer = useRef({ x: 0, y: 0 });

  const order = (missionId: MissionId): readonly ObjectiveId[] => {
    const { records } = session.planStore.getState();
    return records ? objectivesOf(records, missionId).map((objective) => objective.id) : [];
  };

  const targetNow = (): DropTarget | null => {
    const element = board();
    const drag = currentDrag();
    if (!element || !drag) return null;
    const column = columnAt(pointer.current.x, columnRects(element));
    if (!column) return null;
    const { missionId } = column;
    return dropTarget(pointer.current.y, missionId, cardRects(element, missionId), order(missionId), drag.objectiveId);
  };

  const isMove = (target: DropTarget | null, held: ObjectiveId): target is DropTarget => {
    const { records } = session.planStore.getState();
    const objective = records?.objectives.get(held);
    if (!objective || !target) return false;
    const { missionId } = objective.placement;
    return !isAtHome(target, missionId, order(missionId), held);
  };

  const aim = (): void => {
    const drag = currentDrag();
    const target = targetNow();
    if (drag) aimDrag(isMove(target, drag.objectiveId) ? target : null);
  };

  const start = ({ active }: DragStartEvent): void => {
    const objectiveId = parseId<ObjectiveId>(active.id);
    const { records } = session.planStore.getState();
    if (objectiveId === undefined || !records) return;
    const missionId = records.objectives.get(objectiveId)?.placement.missionId;
    const index = missionId === undefined ? -1 : order(missionId).indexOf(objectiveId);
    startDrag(objectiveId, missionId === undefined || index < 0 ? null : { missionId, index });
    session.setFocus(objectiveId);
  };

  const drop = (): void => {
    const drag = currentDrag();
    const target = targetNow();
    finish();
    if (drag && isMove(target, drag.objectiveId)) run(moveObjective, { objectiveId: drag.objectiveId, ...target });
  };

  const finish = (): void => {
    endDrag();
    session.setFocus(null);
    swallowNextClick();
  };

  // The column in which a card would land is what dnd-kit scrolls; the place in it is computed, not collided with.
  const collision: CollisionDetection = ({ droppableContainers, pointerCoordinates }) => {
    if (pointerCoordinates) pointer.current = pointerCoordinates;
    const element = board();
    const column = element && columnAt(pointer.current.x, columnRects(element));
    return droppableContainers.filter(({ id }) => id === column?.missionId).map(({ id }) => ({ id }));
  };

  const announcements = useMemo((): Announcements => {
    const say = (id: ObjectiveId | undefined): string => {
      const { records } = session.planStore.getState();
      const objective = id === undefined ? undefined : records?.objectives.get(id);
      if (!records || !objective) return "";
      const place = positionOf(records, objective.id);
      const where = place?.mission ? `${place.mission.title}, ${place.position} of ${place.of}` : "the tray";
      return `“${objective.title}”, ${where}`;
    };
    return {
      onDragStart: ({ active }) => `Picked up ${say(parseId<ObjectiveId>(active.id))}.`,
      onDragOver: () => undefined,
      onDragEnd: ({ active }) => `Dropped: ${say(parseId<ObjectiveId>(active.id))}.`,
      onDragCancel: ({ active }) => `Put back: ${say(parseId<ObjectiveId>(active.id))}.`,
    };
  }, [session]);

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collision}
      accessibility={{ announcements, screenReaderInstructions: INSTRUCTIONS }}
      onDragStart={start}
      onDragMove={aim}
      onDragOver={aim}
      onDragEnd={drop}
      onDragCancel={finish}
    >
      {children}
      <AimAgain aim={aim} />
      {createPortal(
        <DragOverlay dropAnimation={null} zIndex={40}>
          <HeldCard />
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  );
}

const INSTRUCTIONS = { draggable: "Press Enter to choose where this card goes." };

/** While a card is held others' changes go on arriving: the place under a pointer that rests is computed anew. */
function AimAgain({ aim }: { readonly aim: () => void }) {
  const session = usePlanSession();
  const held = useDrag((drag) => drag !== null);
  const latest = useRef(aim);
  useEffect(() => {
    latest.current = aim;
  });
  useEffect(() => {
    if (!held) return undefined;
    let frame = 0;
    const unsubscribe = session.planStore.subscribe(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => latest.current());
    });
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [held, session]);
  return null;
}

function HeldCard() {
  const objectiveId = useDrag((drag) => drag?.objectiveId ?? null);
  return objectiveId && <CardPicture objectiveId={objectiveId} />;
}

/** A drop on the card's own link ends in a click: it is no wish to open the card. */
function swallowNextClick(): void {
  const swallow = (event: MouseEvent): void => event.preventDefault();
  window.addEventListener("click", swallow, { capture: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 50);
}
