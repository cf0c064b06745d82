import { parseId } from "#shared/model/id.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import { besideOfKind } from "../view/passFocus.ts";

/*
 * How the elements of a board are found, without a registry of refs: the row of a card carries its id as `data-row`, a
 * column that of its mission as `data-column`. What is not drawn is not found.
 */

/** The button in the head of each column, which opens the mission's menu. */
const COLUMN_MENU = ".column__menu";

/** All cards in an element, from top to bottom where it is one column. */
export function rowsIn(element: Element): readonly HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>("[data-row]")];
}

export function rowOf(objectiveId: ObjectiveId, within: ParentNode = document): HTMLElement | null {
  return within.querySelector<HTMLElement>(`[data-row="${CSS.escape(objectiveId)}"]`);
}

/** The card that an element is, or lies in. */
export function cardOf(element: Element): ObjectiveId | undefined {
  return parseId<ObjectiveId>(element.closest("[data-row]")?.getAttribute("data-row"));
}

/** The columns that are missions; the tray is none. */
export function columnsIn(board: Element): readonly Element[] {
  return [...board.querySelectorAll("[data-column]")];
}

export function columnOf(missionId: MissionId, within: ParentNode = document): Element | null {
  return within.querySelector(`[data-column="${CSS.escape(missionId)}"]`);
}

/** The mission whose column an element is, or lies in. */
export function missionOf(element: Element): MissionId | undefined {
  return parseId<MissionId>(element.closest("[data-column]")?.getAttribute("data-column"));
}

export function columnMenu(missionId: MissionId): Element | null {
  return columnOf(missionId)?.querySelector(COLUMN_MENU) ?? null;
}

/** What gets focus when a column is about to leave the board: the menu of the one beside it. */
export function menuBeside(missionId: MissionId): Element | null {
  const menu = columnMenu(missionId);
  return menu && besideOfKind(menu, COLUMN_MENU);
}
