import { useMemo } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";
import { objectivesOf, positionOf } from "#shared/queries/board.ts";

import { usePlanSession, useRecordsChange } from "../plan/usePlan.ts";
import { useFound } from "../search/useFound.ts";
import { focusCard } from "../view/cardFocus.ts";
import type { CardPart } from "../view/cardFocus.ts";
import { aimDrag, currentDrag, endDrag, startDrag } from "../view/dragStore.ts";
import type { Drag } from "../view/dragStore.ts";
import { currentSelection } from "../view/selectionStore.ts";
import { speak } from "../view/spokenStore.ts";
import { dismissToasts } from "../view/toastStore.ts";
import { cardsInHand } from "./cardsInHand.ts";
import { cardsInWords, whereInWords } from "./cardWords.ts";
import { isAtHome } from "./dropTarget.ts";
import { keepTarget, openColumns, placeInWords, placeOf, stepBy } from "./liftSteps.ts";
import { useMoveCards } from "./useMoveCards.ts";

const HOW = "Arrow keys choose the place, Space drops, Escape puts back.";

/**
 * Cards lifted by the keyboard. They stay drawn where they are while arrow keys choose the place, so that the place may
 * be one that is not drawn, focus never moves, and putting back changes nothing. Each step is spoken.
 */
export function useLift() {
  const session = usePlanSession();
  const found = useFound();
  const move = useMoveCards();

  const lift = useMemo(() => {
    const recordsNow = () => session.planStore.getState().records;

    const pickUp = (objectiveId: ObjectiveId): void => {
      const records = recordsNow();
      const place = records && positionOf(records, objectiveId);
      if (!place) return;
      dismissToasts();
      const movedIds = cardsInHand(records, objectiveId, currentSelection().ids);
      const open = openColumns(records, movedIds, found);
      const target = placeOf(records, objectiveId, open);
      const home = place.mission && { missionId: place.mission.id, index: place.position - 1 };
      startDrag({ by: "keys", objectiveId, movedIds, home, target, room: 0, rooms: new Map() });
      session.setFocus(objectiveId);
      speak(`Lifted ${cardsInWords(records, movedIds)}, ${placeInWords(target, open, movedIds.length)}. ${HOW}`);
    };

    const end = (): void => {
      endDrag();
      session.setFocus(null);
    };

    const step = (drag: Drag, key: string): boolean => {
      const records = recordsNow();
      if (!records) return false;
      const open = openColumns(records, drag.movedIds, found);
      const target = stepBy(key, drag.target, open);
      if (target === undefined) return false;
      aimDrag(target);
      speak(`${cardsInWords(records, drag.movedIds)}, ${placeInWords(target, open, drag.movedIds.length)}`);
      return true;
    };

    const drop = ({ objectiveId, movedIds, target }: Drag, part: CardPart): void => {
      const records = recordsNow();
      const order = records && target ? objectivesOf(records, target.missionId).map(({ id }) => id) : [];
      if (target && !isAtHome(target, order, movedIds)) move(movedIds, target);
      end();
      focusCard(objectiveId, part);
      const now = recordsNow();
      if (now) speak(`Dropped ${cardsInWords(now, movedIds)}, ${whereInWords(now, movedIds[0] ?? objectiveId)}.`);
    };

    const putBack = ({ objectiveId, movedIds }: Drag, why = ""): void => {
      end();
      const now = recordsNow();
      if (now) speak(`${why}Put back ${cardsInWords(now, movedIds)}, ${whereInWords(now, objectiveId)}.`);
    };

    return { pickUp, step, drop, putBack };
  }, [session, found, move]);

  // What others do meanwhile leaves the chosen place where it is.
  useRecordsChange((records, former) => {
    const drag = currentDrag();
    if (drag?.by !== "keys" || !drag.target) return;
    const open = openColumns(records, drag.movedIds, found);
    const kept = keepTarget(drag.target, openColumns(former, drag.movedIds, found), open);
    if (kept) aimDrag(kept);
    else lift.putBack(drag, "That mission has been archived. ");
  });
  return lift;
}
