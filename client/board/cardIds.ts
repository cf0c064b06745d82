import type { ObjectiveId } from "#shared/model/id.ts";

import type { CardPart } from "../view/cardFocus.ts";
import { focusSoon } from "../view/passFocus.ts";

/** Ids of a card's elements: what labels its buttons, and where focus goes back to. */
export function cardTitleId(objectiveId: ObjectiveId): string {
  return `title-${objectiveId}`;
}

export function cardHandleId(objectiveId: ObjectiveId): string {
  return `handle-${objectiveId}`;
}

export function cardCheckInId(objectiveId: ObjectiveId): string {
  return `check-in-${objectiveId}`;
}

export function cardTickId(objectiveId: ObjectiveId): string {
  return `still-right-${objectiveId}`;
}

/** Gives focus to a card's title after what was open over it has closed, unless focus went elsewhere. */
export function focusCardAfterwards(objectiveId: ObjectiveId): void {
  focusSoon(() => cardPart(objectiveId, "title"));
}

/** Which of a card's buttons an element is, or lies in. */
export function cardPartOf(element: Element, objectiveId: ObjectiveId): CardPart | null {
  const button = element.closest("a, button");
  if (button === null) return null;
  if (button.id === cardHandleId(objectiveId)) return "handle";
  if (button.id === cardTickId(objectiveId)) return "tick";
  // The status is a second door to the check-in.
  if (button.matches(".card button")) return "checkIn";
  return button.closest(`[id="${cardTitleId(objectiveId)}"]`) ? "title" : null;
}

export function cardPart(objectiveId: ObjectiveId, part: CardPart): HTMLElement | null {
  switch (part) {
    case "title":
      return document.getElementById(cardTitleId(objectiveId))?.querySelector("a") ?? null;
    case "handle":
      return document.getElementById(cardHandleId(objectiveId));
    case "checkIn":
      return document.getElementById(cardCheckInId(objectiveId));
    case "tick":
      return document.getElementById(cardTickId(objectiveId)) ?? document.getElementById(cardCheckInId(objectiveId));
  }
}
