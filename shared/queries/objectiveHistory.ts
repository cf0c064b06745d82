import type { CheckIn } from "../model/checkIn.ts";
import type { CheckInId, KeyResultId, ObjectiveId } from "../model/id.ts";
import { measureAt } from "../model/keyResult.ts";
import type { KeyResult, Measure } from "../model/keyResult.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import type { Status } from "../model/status.ts";
import { fractionOf } from "./objectiveState.ts";

/** A value of a key result as it was said, with what it was read against then. */
export interface SaidValue {
  /** Undefined if the plan does not have it. */
  readonly keyResult: KeyResult | undefined;
  readonly measure: Measure | undefined;
  readonly value: number;
  /** What held before; null if nothing had been said of it. */
  readonly before: number | null;
}

/** One check-in, and how the objective stood with it. */
export interface HistoryEntry {
  readonly checkIn: CheckIn;
  /** When it counts, in milliseconds since 1970: never before what it follows, and not in the future. */
  readonly at: number;
  /** How the objective stood before and after; one that was taken back changed nothing. */
  readonly before: Standing;
  readonly after: Standing;
  readonly values: readonly SaidValue[];
}

export interface Standing {
  readonly status: Status;
  /** 0–100 in whole percent; null if nobody had said. */
  readonly progress: number | null;
}

/** Every check-in of an objective in the order in which they count, oldest first. `now` in milliseconds since 1970. */
export function objectiveHistory(
  records: Pick<PlanRecords, "histories" | "keyResults">,
  objectiveId: ObjectiveId,
  now: number,
): readonly HistoryEntry[] {
  const keyResults = new Map([...records.keyResults].filter(([, keyResult]) => keyResult.objectiveId === objectiveId));
  const latest = new Map<KeyResultId, number>();
  let said: number | null = null;
  let standing: Standing = { status: "notStarted", progress: null };
  return inOrder(records.histories.get(objectiveId) ?? []).map(({ checkIn, at: counted }): HistoryEntry => {
    const at = Math.min(counted, now);
    const before = standing;
    // By the dates they bear, whatever the time is here: what was said after a change of target is dated after it.
    const values = [...checkIn.values].map(([id, value]): SaidValue => {
      const keyResult = records.keyResults.get(id);
      return { keyResult, measure: keyResult && measureAt(keyResult, counted), value, before: latest.get(id) ?? null };
    });
    if (checkIn.withdrawnAt !== null) return { checkIn, at, before, after: before, values };
    for (const [id, value] of checkIn.values) latest.set(id, value);
    said = checkIn.progress ?? said;
    const measured = [...keyResults.values()].filter((keyResult) => wasMeasured(keyResult, counted, latest));
    const progress = measured.length > 0 ? meanAt(measured, counted, latest) : said && Math.round(said);
    standing = { status: checkIn.status ?? before.status, progress };
    return { checkIn, at, before, after: standing, values };
  });
}

/** Whether a key result counted at that time. One of which something was said then did, whatever its date says. */
function wasMeasured(
  { id, created, archived }: KeyResult,
  at: number,
  said: ReadonlyMap<KeyResultId, number>,
): boolean {
  return (created.at <= at || said.has(id)) && (archived === null || archived.at > at);
}

function meanAt(measured: readonly KeyResult[], at: number, said: ReadonlyMap<KeyResultId, number>): number {
  let sum = 0;
  for (const keyResult of measured) {
    const measure = measureAt(keyResult, at);
    sum += fractionOf(measure, said.get(keyResult.id) ?? measure.start);
  }
  return Math.round((sum / measured.length) * 100);
}

interface Ordered {
  readonly checkIn: CheckIn;
  readonly at: number;
}

/**
 * By date, but each after all that it follows: where a clock was behind, as if it had been right. Check-ins that follow
 * each other in a circle, which no device makes, stay in the order of their dates.
 *
 * @param history by `at`, then id
 */
function inOrder(history: readonly CheckIn[]): readonly Ordered[] {
  const byId = new Map(history.map((checkIn) => [checkIn.id, checkIn]));
  const times = new Map<CheckInId, number>();
  const visited = new Set<CheckInId>();
  for (const start of history) {
    const path = [start];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const known = visited.has(top.id);
      visited.add(top.id);
      const open = known ? [] : top.after.flatMap((id) => (visited.has(id) ? [] : (byId.get(id) ?? [])));
      path.push(...open);
      if (open.length > 0) continue;
      path.pop();
      if (!times.has(top.id)) times.set(top.id, Math.max(top.at, ...top.after.map((id) => times.get(id) ?? -Infinity)));
    }
  }
  // Whose time has been found first lies first: that is what the others follow.
  const ordered = [...times].flatMap(([id, at]) => {
    const checkIn = byId.get(id);
    return checkIn ? [{ checkIn, at }] : [];
  });
  return ordered.sort((a, b) => a.at - b.at);
}
