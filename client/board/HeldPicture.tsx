import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { Ref } from "react";

import { parseId } from "#shared/model/id.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { useHeldColumn } from "../view/columnDragStore.ts";
import { useDrag } from "../view/dragStore.ts";
import { currentSelection } from "../view/selectionStore.ts";
import { cardsInHand } from "./cardsInHand.ts";
import { missionOfGrip } from "./columnGripId.ts";
import { pictureFrame, pictureOfCards, pictureOfColumn } from "./pictures.ts";
import { followHand } from "./useHand.ts";
import type { Place } from "./useHand.ts";

/** What was pressed, by the id under which dnd-kit tells of it; where it lay then on the screen, and where the hand was. */
export interface Press {
  readonly id: string;
  readonly element: HTMLElement;
  readonly box: DOMRect;
  readonly at: Place;
}

export interface InHand {
  /** Takes what was pressed into the hand, which is somewhere else by now. */
  lift(press: Press, hand: Place): void;
  /** Takes the picture away. */
  letGo(): void;
}

/**
 * What follows the pointer: a card, a stack of cards, or the name of a column. It is made, moved and taken away without
 * React, so that it is painted before anything is rendered for the drag that begins, or for a movement.
 */
export function HeldPicture({ ref }: { readonly ref: Ref<InHand> }) {
  const session = usePlanSession();
  const release = useRef<(() => void) | null>(null);
  const held = useHeld();
  const letGo = useCallback((): void => {
    release.current?.();
    release.current = null;
  }, []);
  const lift = useCallback(
    (press: Press, hand: Place): void => {
      letGo();
      const draw = pictureOf(press, () => session.planStore.getState().records);
      if (draw) release.current = hold(draw, press, hand);
    },
    [session, letGo],
  );
  useImperativeHandle(ref, () => ({ lift, letGo }), [lift, letGo]);
  // A drag ends also where a right is lost, or the board is left.
  useLayoutEffect(() => (held ? letGo : undefined), [held, letGo]);
  useEffect(() => letGo, [letGo]);
  return null;
}

/** Whether anything is in the hand of a mouse or a finger. */
function useHeld(): boolean {
  const card = useDrag((drag) => drag?.by === "pointer");
  const column = useHeldColumn((drag) => drag?.by === "pointer");
  return card || column;
}

/** What draws it, anew when others change it: the records are asked for each time. */
function pictureOf({ id, element }: Press, recordsNow: () => PlanRecords | null): (() => HTMLElement) | null {
  const missionId = missionOfGrip(id);
  if (missionId) return () => pictureOfColumn(recordsNow()?.missions.get(missionId)?.title ?? "");
  const objectiveId = parseId<ObjectiveId>(id);
  const card = element.querySelector<HTMLElement>(".card");
  const records = recordsNow();
  if (objectiveId === undefined || !card || !records) return null;
  const { length } = cardsInHand(records, objectiveId, currentSelection().ids);
  return () => pictureOfCards(card, length);
}

/**
 * The picture lies where what was pressed lay, and goes as far as the hand has gone since. What was pressed stays where it
 * was until it is dropped; what others change of it meanwhile is drawn in the hand too.
 */
function hold(draw: () => HTMLElement, { element, box, at }: Press, hand: Place): () => void {
  const frame = pictureFrame("in-hand", element);
  const { left, top, width, height } = box;
  Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  const go = ({ x, y }: Place): void => {
    frame.style.transform = `translate3d(${x - at.x}px, ${y - at.y}px, 0)`;
  };
  go(hand);
  frame.append(draw());
  document.body.append(frame);
  const stop = followHand(go);
  const changes = new MutationObserver(() => frame.replaceChildren(draw()));
  // Of a column its grip is pressed, and its title stands beside that.
  changes.observe(element.closest(".column__line") ?? element, { subtree: true, childList: true, characterData: true });
  return () => {
    stop();
    changes.disconnect();
    frame.remove();
  };
}
