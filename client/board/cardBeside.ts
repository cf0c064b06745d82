import type { ObjectiveId } from "#shared/model/id.ts";

import { focusCard } from "../view/cardFocus.ts";
import { focusSoon } from "../view/passFocus.ts";
import { cardOf, rowOf, rowsIn } from "./boardElements.ts";

/** The card that takes the place of cards which are about to leave the board, or lies before it; null if none is drawn. */
export function cardBeside(leaving: readonly ObjectiveId[]): ObjectiveId | null {
  const first = leaving[0] === undefined ? null : rowOf(leaving[0]);
  const column = first?.closest(".column");
  if (!first || !column) return null;
  const rows = rowsIn(column);
  const at = rows.indexOf(first);
  const stays = (row: Element): boolean => !leaving.some((id) => id === cardOf(row));
  const beside = rows.slice(at + 1).find(stays) ?? rows.slice(0, at).findLast(stays);
  return (beside && cardOf(beside)) ?? null;
}

/** After cards have left the board: focus goes to the one beside them, as `cardBeside` found it before. */
export function focusBeside(beside: ObjectiveId | null): void {
  if (beside === null) focusSoon();
  else focusCard(beside);
}
