import { useMemo, useRef } from "react";
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useStillRight } from "../checkIn/useStillRight.ts";
import { useCan, usePlanSession } from "../plan/usePlan.ts";
import { useFound } from "../search/useFound.ts";
import { focusCard, noteFocus } from "../view/cardFocus.ts";
import { currentDrag } from "../view/dragStore.ts";
import { KEYS } from "../view/keys.ts";
import { openPopup } from "../view/popupStore.ts";
import { currentSelection, selectRange, toggleSelected } from "../view/selectionStore.ts";
import { speak } from "../view/spokenStore.ts";
import { cardOf } from "./boardElements.ts";
import { cardCheckInId, cardHandleId, cardPartOf } from "./cardIds.ts";
import { selectedOnBoard } from "./cardsInHand.ts";
import { cardsInWords } from "./cardWords.ts";
import { cardsByColumn, neighbourOf } from "./liftSteps.ts";
import { SELECTION_MOVE_ID } from "./selectionIds.ts";
import { useLift } from "./useLift.ts";

/**
 * What keys and clicks do to the cards of a board: one set of handlers on the board, not one on each card. Without a
 * lifted card arrow keys go from card to card.
 */
export function useBoardKeys() {
  const session = usePlanSession();
  const movable = useCan("editObjectives");
  const found = useFound();
  const lift = useLift();
  const stillRight = useStillRight();
  const pointerType = useRef("");

  return useMemo(() => {
    const lists = () => {
      const { records } = session.planStore.getState();
      return records ? cardsByColumn(records, found) : [];
    };

    const saySelected = (objectiveId: ObjectiveId): void => {
      const { records } = session.planStore.getState();
      if (!records) return;
      const { ids } = currentSelection();
      const title = cardsInWords(records, [objectiveId]);
      const count = selectedOnBoard(records, ids).length;
      speak(`${title} ${ids.has(objectiveId) ? "selected" : "not selected"}, ${count} selected.`);
    };

    const toggle = (objectiveId: ObjectiveId): void => {
      toggleSelected(objectiveId);
      saySelected(objectiveId);
    };
    const selectTo = (objectiveId: ObjectiveId): void => {
      selectRange(lists().find((list) => list.includes(objectiveId)) ?? [], objectiveId);
      saySelected(objectiveId);
    };

    /** True: the key has said something about the card, or is about to. The command asks who may. */
    const onCheckInKey = (event: KeyboardEvent, objectiveId: ObjectiveId): boolean => {
      const anchor = document.getElementById(cardCheckInId(objectiveId));
      if (!anchor) return false;
      if (KEYS.stillRight.is(event)) {
        if (!event.repeat) stillRight(objectiveId, anchor);
      } else if (KEYS.checkIn.is(event)) openPopup({ kind: "checkIn", objectiveId, anchor });
      else if (KEYS.correct.is(event)) openPopup({ kind: "checkIn", objectiveId, anchor, correct: true });
      else return false;
      return true;
    };

    /** True: the key has done something. */
    const onCardKey = (event: KeyboardEvent, objectiveId: ObjectiveId, handle: HTMLElement | null): boolean => {
      const part = event.target instanceof Element ? cardPartOf(event.target, objectiveId) : null;
      if (part === null) return false;
      const drag = currentDrag();
      if (drag?.by === "keys") {
        if (KEYS.drop.is(event)) lift.drop(drag, part);
        else if (KEYS.putBack.is(event)) lift.putBack(drag);
        else return KEYS.aim.is(event) && lift.step(drag, event.key);
        return true;
      }
      if (drag) return false;
      if (KEYS.goTo.is(event)) {
        const neighbour = neighbourOf(event.key, objectiveId, lists());
        if (neighbour !== undefined) focusCard(neighbour, part);
        return true;
      }
      if (onCheckInKey(event, objectiveId)) return true;
      if (!movable) return false;
      if (KEYS.lift.is(event) && part !== "checkIn" && part !== "tick") {
        if (!event.repeat) lift.pickUp(objectiveId);
      } else if (KEYS.select.is(event)) toggle(objectiveId);
      else if (KEYS.selectMore.is(event)) {
        if (!currentSelection().ids.has(objectiveId)) toggleSelected(objectiveId);
        const neighbour = neighbourOf(event.key, objectiveId, lists());
        if (neighbour === undefined) return true;
        selectTo(neighbour);
        focusCard(neighbour, part);
      } else if (KEYS.moveTo.is(event)) {
        const anchor = document.getElementById(SELECTION_MOVE_ID);
        if (anchor) openPopup({ kind: "selection", anchor });
        else if (handle) openPopup({ kind: "menu", objectiveId, anchor: handle });
      } else return false;
      return true;
    };

    return {
      onKeyDown: (event: KeyboardEvent): void => {
        const objectiveId = event.target instanceof Element ? cardOf(event.target) : undefined;
        if (objectiveId === undefined || event.defaultPrevented || event.nativeEvent.isComposing) return;
        const handle = document.getElementById(cardHandleId(objectiveId));
        if (!onCardKey(event, objectiveId, handle)) return;
        event.preventDefault();
        event.stopPropagation();
      },
      // Where Space presses a button when it is let go, it would open the menu of the card that it has just lifted.
      onKeyUp: (event: KeyboardEvent): void => {
        if (currentDrag()?.by === "keys" && event.key === " ") event.preventDefault();
      },
      onFocus: ({ target }: FocusEvent): void => {
        const objectiveId = cardOf(target);
        const part = objectiveId && cardPartOf(target, objectiveId);
        noteFocus(objectiveId && part ? { objectiveId, part } : null);
      },
      onBlur: ({ target, relatedTarget }: FocusEvent): void => {
        const drag = currentDrag();
        if (drag?.by === "keys") lift.putBack(drag);
        if (target.closest("[data-row]")?.contains(relatedTarget) !== true) noteFocus(null);
      },
      onPointerDownCapture: (event: PointerEvent): void => {
        pointerType.current = event.pointerType;
      },
      onClickCapture: (event: MouseEvent): void => {
        if (!movable || event.defaultPrevented || !(event.target instanceof Element)) return;
        const objectiveId = cardOf(event.target);
        if (objectiveId === undefined || event.target.closest("button") !== null) return;
        // A finger has no Ctrl key: once something is chosen, tapping goes on choosing.
        const tapped = pointerType.current === "touch" && currentSelection().ids.size > 0;
        if (event.ctrlKey || event.metaKey || tapped) toggle(objectiveId);
        else if (event.shiftKey) selectTo(objectiveId);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
    };
  }, [session, movable, found, lift, stillRight]);
}
