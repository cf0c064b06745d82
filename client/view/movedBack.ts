import type { PlanRecords } from "#shared/model/planRecords.ts";
import { positionOf } from "#shared/queries/board.ts";

/** Where cards lie again, in words, when all that an undo changed is where they lie; else null. */
export function movedBack(before: PlanRecords, now: PlanRecords): string | null {
  const changed = [...now.objectives.values()].filter((objective) => before.objectives.get(objective.id) !== objective);
  const onlyPlaced = changed.every((objective) => {
    const former = before.objectives.get(objective.id);
    return former && former.placement !== objective.placement && former.archived === objective.archived;
  });
  const [first] = changed;
  if (!first || !onlyPlaced || before.objectives.size !== now.objectives.size) return null;
  if (before.missions !== now.missions || before.checkIns !== now.checkIns) return null;
  const place = positionOf(now, first.id);
  if (!place?.mission) return null;
  const what = changed.length === 1 ? `“${first.title}”` : `${changed.length} cards`;
  return `Moved ${what} back to ${place.mission.title}, ${place.position} of ${place.of}`;
}
