// Stop 1 of the way of one drag: the drop event, and every movement before it.
import { useEffect, useRef } from "react";

import { parseId } from "#shared/model/id.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { objectivesOf } from "#shared/queries/board.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { aimDrag, currentDrag, endDrag, startDrag, useDrag } from "../view/dragStore.ts";
import type { DropTarget } from "../view/dragStore.ts";
import { currentSelection, toggleSelected } from "../view/selectionStore.ts";
import { speak } from "../view/spokenStore.ts";
import { dismissToasts } from "../view/toastStore.ts";
import { cardRects, columnRects, gapFor } from "./boardRects.ts";
import { cardsInHand } from "./cardsInHand.ts";
import { cardsInWords, whereInWords } from "./cardWords.ts";
import { columnAt, dropTarget, isAtHome } from "./dropTarget.ts";
import type { PointerGesture } from "./pointerGesture.ts";
import { useMoveCards } from "./useMoveCards.ts";

/** Cards in the hand of a mouse or a finger. */
export function useCardDrag({ board, pointer }: PointerGesture) {
  const session = usePlanSession();
  const move = useMoveCards();

  const records = (): PlanRecords | null => session.planStore.getState().records;
  const order = (missionId: MissionId): readonly ObjectiveId[] => {
    const now = records();
    return now ? objectivesOf(now, missionId).map((objective) => objective.id) : [];
  };

  /** Where the cards would land now; null where nothing would change. */
  const target = (): DropTarget | null => {
    const element = board();
    const drag = currentDrag();
    const column = element && columnAt(pointer.current.x, columnRects(element));
    if (!drag || !column) return null;
    const { missionId } = column;
    const all = order(missionId);
    const found = dropTarget(pointer.current.y, missionId, cardRects(element, missionId), all, drag.movedIds);
    return isAtHome(found, all, drag.movedIds) ? null : found;
  };

  const start = (id: unknown): void => {
    const objectiveId = parseId<ObjectiveId>(id);
    const now = records();
    const objective = objectiveId && now?.objectives.get(objectiveId);
    if (!objective || !now) return;
    dismissToasts();
    const { missionId } = objective.placement;
    const index = order(missionId).indexOf(objective.id);
    const movedIds = cardsInHand(now, objective.id, currentSelection().ids);
    const home = index < 0 ? null : { missionId, index };
    const element = board();
    const gap = element ? gapFor(element, movedIds) : { room: 0, rooms: new Map<ObjectiveId, number>() };
    startDrag({ by: "pointer", objectiveId: objective.id, movedIds, home, target: null, ...gap });
    session.setFocus(objective.id);
    speak(`Picked up ${cardsInWords(now, movedIds)}, ${whereInWords(now, objective.id)}.`);
  };

  const end = (): void => {
    endDrag();
    session.setFocus(null);
  };

  const drop = (): void => {
    const drag = currentDrag();
    const lands = target();
    // Moved while it is still held, so that nothing glides to where the hand is already.
    if (drag && lands) move(drag.movedIds, lands);
    end();
    const now = records();
    if (drag && now)
      speak(
        `Dropped: ${cardsInWords(now, drag.movedIds)}, ${whereInWords(now, drag.movedIds[0] ?? drag.objectiveId)}.`,
      );
  };

  const cancel = (): void => {
    const drag = currentDrag();
    end();
    const now = records();
    if (drag && now) speak(`Put back: ${cardsInWords(now, drag.movedIds)}, ${whereInWords(now, drag.objectiveId)}.`);
  };

  /** A finger that held a card and let go without moving wanted to choose it. */
  const choose = (): void => {
    const drag = currentDrag();
    end();
    if (drag) toggleSelected(drag.objectiveId);
  };

  const aim = (): void => {
    if (currentDrag()?.by === "pointer") aimDrag(target());
  };
  useAimAgain(aim);
  return { start, aim, drop, cancel, choose };
}

/** While a card is held others' changes go on arriving: the place under a pointer that rests is computed anew. */
function useAimAgain(aim: () => void): void {
  const session = usePlanSession();
  const held = useDrag((drag) => drag?.by === "pointer");
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
}
