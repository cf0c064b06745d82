import type { ObjectiveId } from "#shared/model/id.ts";

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

/** Gives focus to a card's title after what was open over it has closed, unless focus went elsewhere. */
export function focusCardAfterwards(objectiveId: ObjectiveId): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    document.getElementById(cardTitleId(objectiveId))?.querySelector("a")?.focus();
  });
}

/** Gives focus to a card's handle once the card is drawn where it lies now. */
export function focusCardHandle(objectiveId: ObjectiveId): void {
  requestAnimationFrame(() => document.getElementById(cardHandleId(objectiveId))?.focus());
}
