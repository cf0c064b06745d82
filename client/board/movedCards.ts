import type { ObjectiveId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

/** The cards that came, went, or lie elsewhere in the later of two versions of a plan. */
export function movedCards(former: PlanRecords, now: PlanRecords): readonly ObjectiveId[] {
  if (former.objectives === now.objectives) return [];
  const moved: ObjectiveId[] = [];
  for (const [objectiveId, objective] of now.objectives) {
    const before = former.objectives.get(objectiveId);
    if (before === objective) continue;
    if (before?.placement !== objective.placement || before.archived !== objective.archived) moved.push(objectiveId);
  }
  return moved;
}
