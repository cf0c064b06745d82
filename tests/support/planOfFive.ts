import { newId } from "#shared/model/id.ts";

import { planFileOf } from "./largePlan.ts";

/** A plan whose first objective has as many key results as one can have. */
export function planOfFive(way = { start: 0, target: 21 }): unknown {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const objectiveId = file.objectives[0]?.["id"];
  const measure = { kind: "number", unit: "people", ...way };
  const keyResults = [1, 2, 3, 4, 5].map((at) => {
    return { id: newId(), objectiveId, title: `Measure ${at}`, measure, created: { by: null, at }, archived: null };
  });
  return { ...file, keyResults };
}
