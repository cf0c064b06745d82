import type { ObjectiveId } from "#shared/model/id.ts";

/** How long somebody expects a card where they dropped it, in milliseconds. */
const EXPECTED = 20_000;

const drops = new Map<ObjectiveId, number>();

export function noteDrop(objectiveIds: readonly ObjectiveId[]): void {
  const now = performance.now();
  for (const [objectiveId, at] of drops) if (now - at > EXPECTED) drops.delete(objectiveId);
  for (const objectiveId of objectiveIds) drops.set(objectiveId, now);
}

/** Whether that card was dropped on this screen a moment ago. */
export function wasJustDropped(objectiveId: ObjectiveId): boolean {
  return performance.now() - (drops.get(objectiveId) ?? Number.NEGATIVE_INFINITY) <= EXPECTED;
}
