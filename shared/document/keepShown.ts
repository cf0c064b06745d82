import { storeCheckIn } from "../model/checkIn.ts";
import type { CheckIn } from "../model/checkIn.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { sameJson } from "../model/sameJson.ts";
import { groupMeasures } from "./groupMeasures.ts";

/** What was read, with what has been shown in place of all that says the same: a screen has nothing of that to draw anew. */
export function keepShown(read: PlanRecords, shown: PlanRecords): PlanRecords {
  const keyResults = keepEqual(read.keyResults, shown.keyResults, sameJson);
  const checkIns = keepEqual(read.checkIns, shown.checkIns, sameCheckIn);
  return Object.freeze({
    plan: sameJson(read.plan, shown.plan) ? shown.plan : read.plan,
    missions: keepEqual(read.missions, shown.missions, sameJson),
    objectives: keepEqual(read.objectives, shown.objectives, sameJson),
    keyResults,
    people: keepEqual(read.people, shown.people, sameJson),
    checkIns,
    withdrawals: keepEqual(read.withdrawals, shown.withdrawals, sameJson),
    histories: keepHistories(read.histories, shown.histories, checkIns),
    measures: groupMeasures(shown.measures, keyResults),
  });
}

function keepHistories(
  read: PlanRecords["histories"],
  shown: PlanRecords["histories"],
  checkIns: PlanRecords["checkIns"],
): PlanRecords["histories"] {
  const histories = [...read].map(
    ([id, history]) =>
      [
        id,
        shown.has(id) ? Object.freeze(history.map((checkIn) => checkIns.get(checkIn.id) ?? checkIn)) : history,
      ] as const,
  );
  return keepEqual(new Map(histories), shown, sameList);
}

/** The map that was shown, if it says the same. */
function keepEqual<Id, Value>(
  read: ReadonlyMap<Id, Value>,
  shown: ReadonlyMap<Id, Value>,
  same: (read: Value, shown: Value) => boolean,
): ReadonlyMap<Id, Value> {
  const kept = new Map(read);
  let changed = kept.size !== shown.size;
  for (const [id, value] of read) {
    const former = shown.get(id);
    if (former !== undefined && same(value, former)) kept.set(id, former);
    else changed = true;
  }
  return changed ? kept : shown;
}

function sameCheckIn(read: CheckIn, shown: CheckIn): boolean {
  return read.withdrawnAt === shown.withdrawnAt && sameJson(storeCheckIn(read), storeCheckIn(shown));
}

function sameList(read: readonly CheckIn[], shown: readonly CheckIn[]): boolean {
  return read.length === shown.length && read.every((checkIn, at) => checkIn === shown[at]);
}
