import type { ObjectiveId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { cardLists } from "#shared/queries/board.ts";

/** The selected cards that are still on the board or in the tray, as they lie there. */
export function selectedOnBoard(records: PlanRecords, selected: ReadonlySet<ObjectiveId>): readonly ObjectiveId[] {
  if (selected.size === 0) return [];
  return cardLists(records).flatMap((list) => list.map(({ id }) => id).filter((id) => selected.has(id)));
}

/** What is picked up with a card: all that is selected if it is among them, else itself alone. */
export function cardsInHand(
  records: PlanRecords,
  objectiveId: ObjectiveId,
  selected: ReadonlySet<ObjectiveId>,
): readonly ObjectiveId[] {
  return selected.has(objectiveId) ? selectedOnBoard(records, selected) : [objectiveId];
}
