import type { ObjectiveId } from "#shared/model/id.ts";

import { focusCard } from "../view/cardFocus.ts";
import { focusSoon } from "../view/passFocus.ts";
import { cardOf } from "./cardIds.ts";

/** The card that takes the place of cards which are about to leave the board, or lies before it; null if none is drawn. */
export function cardBeside(leaving: readonly ObjectiveId[]): ObjectiveId | null {
  const first = document.querySelector(`[data-row="${leaving[0]}"]`);
  const rows = [...(first?.closest(".column")?.querySelectorAll("[data-row]") ?? [])];
  const at = first === null ? -1 : rows.indexOf(first);
  const stays = (row: Element): boolean => !leaving.some((id) => id === cardOf(row));
  const beside = rows.slice(at + 1).find(stays) ?? rows.slice(0, Math.max(at, 0)).findLast(stays);
  return (beside && cardOf(beside)) ?? null;
}

/** After cards have left the board: focus goes to the one beside them, as `cardBeside` found it before. */
export function focusBeside(beside: ObjectiveId | null): void {
  if (beside === null) focusSoon();
  else focusCard(beside);
}
