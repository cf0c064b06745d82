import type { MissionId } from "../model/id.ts";
import type { Objective } from "../model/objective.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { STATUSES } from "../model/status.ts";
import type { Status } from "../model/status.ts";
import { objectivesOf } from "./board.ts";
import { objectiveState } from "./objectiveState.ts";

/** How many cards have a status. */
export interface StatusCount {
  readonly status: Status;
  readonly count: number;
}

interface Counted {
  readonly of: Pick<PlanRecords, "histories" | "measures">;
  readonly counts: readonly StatusCount[];
}

const lastCounts = new WeakMap<readonly Objective[], Counted>();

/** The statuses that occur among a mission's cards, in the order in which statuses are offered, each with its number. */
export function statusCounts(records: PlanRecords, missionId: MissionId): readonly StatusCount[] {
  const objectives = objectivesOf(records, missionId);
  const { histories, measures } = records;
  const former = lastCounts.get(objectives);
  if (former?.of.histories === histories && former.of.measures === measures) return former.counts;
  const numbers = new Map<Status, number>();
  for (const { id } of objectives) {
    const { status } = objectiveState(records, id);
    numbers.set(status, (numbers.get(status) ?? 0) + 1);
  }
  const counts = STATUSES.flatMap((status) => {
    const count = numbers.get(status) ?? 0;
    return count === 0 ? [] : [{ status, count }];
  });
  const kept = former && isEqual(former.counts, counts) ? former.counts : Object.freeze(counts);
  lastCounts.set(objectives, { of: { histories, measures }, counts: kept });
  return kept;
}

function isEqual(a: readonly StatusCount[], b: readonly StatusCount[]): boolean {
  return a.length === b.length && a.every(({ status, count }, at) => status === b[at]?.status && count === b[at].count);
}
