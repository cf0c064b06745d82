import { CheckInIndex } from "../document/checkInIndex.ts";
import { groupMeasures } from "../document/groupMeasures.ts";
import { storeCheckIn, storeWithdrawal } from "../model/checkIn.ts";
import type { CheckIn } from "../model/checkIn.ts";
import { freezeAll } from "../model/freezeAll.ts";
import type { KeyResult } from "../model/keyResult.ts";
import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import type { Person } from "../model/person.ts";
import type { Plan } from "../model/plan.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { presentHistory } from "../queries/presentHistory.ts";

/** What is written: the records as they are, but for the check-ins and their withdrawals, which are as they are stored. */
interface Present {
  readonly plan: Plan;
  readonly missions: readonly Mission[];
  readonly objectives: readonly Objective[];
  readonly keyResults: readonly KeyResult[];
  readonly people: readonly Person[];
  readonly checkIns: readonly (readonly [id: string, stored: unknown])[];
}

/**
 * What a board shows of a plan, as JSON: all of it but what was said before that which holds now. A browser reads it in a
 * fraction of the time that the document takes it, however long the plan's history is.
 */
export function writePresent(records: PlanRecords): string {
  const { plan, histories, measures } = records;
  const kept = new Set<CheckIn>();
  for (const [objectiveId, history] of histories) {
    for (const checkIn of presentHistory(history, measures.get(objectiveId) ?? [])) kept.add(checkIn);
  }
  const present: Present = {
    plan,
    missions: [...records.missions.values()],
    objectives: [...records.objectives.values()],
    keyResults: [...records.keyResults.values()],
    people: [...records.people.values()],
    checkIns: [
      ...[...kept].map((checkIn) => [checkIn.id, storeCheckIn(checkIn)] as const),
      ...[...records.withdrawals.values()]
        .filter(({ of }) => kept.has(records.checkIns.get(of) as CheckIn))
        .map((withdrawal) => [withdrawal.id, storeWithdrawal(withdrawal)] as const),
    ],
  };
  return JSON.stringify(present);
}

/**
 * Records in which histories may lack their beginnings: every objective stands as it does with them.
 *
 * @param text as `writePresent` has written it
 */
export function readPresent(text: string): PlanRecords {
  const { plan, missions, objectives, keyResults, people, checkIns } = freezeAll(JSON.parse(text) as Present);
  const measured = byId(keyResults);
  const records: PlanRecords = {
    plan,
    missions: byId(missions),
    objectives: byId(objectives),
    keyResults: measured,
    people: byId(people),
    measures: groupMeasures(new Map(), measured),
    checkIns: new Map(),
    withdrawals: new Map(),
    histories: new Map(),
  };
  return Object.freeze(new CheckInIndex().readAll(records, new Map(checkIns), []));
}

function byId<Shaped extends { readonly id: string }>(list: readonly Shaped[]): ReadonlyMap<Shaped["id"], Shaped> {
  return new Map(list.map((record) => [record.id, record]));
}
