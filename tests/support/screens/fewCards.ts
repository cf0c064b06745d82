import type { PlanFile } from "#shared/exchange/planFile.ts";
import { isPlainObject } from "#shared/model/json.ts";

/** A plan with the first `most` cards of each mission, and all else that it has. */
export function fewCards(file: PlanFile, most: number): PlanFile {
  const placed = file.objectives.map(({ id, placement }) => {
    const place = isPlainObject(placement) ? placement : {};
    return { id, missionId: String(place["missionId"]), sortKey: String(place["sortKey"]) };
  });
  placed.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  const first = Map.groupBy(placed, ({ missionId }) => missionId).values();
  const kept = new Set([...first].flatMap((cards) => cards.slice(0, most).map(({ id }) => id)));
  const checkIns = file.checkIns.filter(({ objectiveId }) => kept.has(objectiveId));
  const said = new Set(checkIns.map(({ id }) => id));
  return {
    ...file,
    objectives: file.objectives.filter(({ id }) => kept.has(id)),
    keyResults: file.keyResults.filter(({ objectiveId }) => kept.has(objectiveId)),
    checkIns,
    withdrawals: file.withdrawals.filter(({ of }) => said.has(of)),
  };
}
