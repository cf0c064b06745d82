import type { ObjectiveId } from "../model/id.ts";
import type { KeyResult } from "../model/keyResult.ts";
import type { PlanRecords } from "../model/planRecords.ts";

/** Groups anew, but hands back the former list of every objective whose key results are all the same records. */
export function groupMeasures(
  former: PlanRecords["measures"],
  keyResults: PlanRecords["keyResults"],
): PlanRecords["measures"] {
  const groups = Map.groupBy(
    [...keyResults.values()].filter((keyResult) => keyResult.archived === null),
    (keyResult) => keyResult.objectiveId,
  );
  const measures = new Map<ObjectiveId, readonly KeyResult[]>();
  for (const [objectiveId, group] of groups) {
    group.sort((a, b) => a.created.at - b.created.at || (a.id < b.id ? -1 : 1));
    const before = former.get(objectiveId);
    const same = before?.length === group.length && group.every((keyResult, at) => keyResult === before[at]);
    measures.set(objectiveId, same ? before : Object.freeze(group));
  }
  return measures;
}
