import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import type { Drag } from "../view/dragStore.ts";

/**
 * The cards of a column as they are drawn during a drag. The held card stays where it was picked up until it is
 * dropped, whatever others do to it meanwhile: otherwise its element would leave the page, and a touch that began on it
 * would be lost.
 */
export function heldOrder(
  order: readonly ObjectiveId[],
  missionId: MissionId,
  drag: Pick<Drag, "objectiveId" | "home"> | null,
): readonly ObjectiveId[] {
  if (!drag?.home) return order;
  const { objectiveId, home } = drag;
  const at = order.indexOf(objectiveId);
  if (home.missionId !== missionId) return at < 0 ? order : order.toSpliced(at, 1);
  return at < 0 ? order.toSpliced(home.index, 0, objectiveId) : order;
}
