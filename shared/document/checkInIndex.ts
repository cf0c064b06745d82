import type { CheckIn, Withdrawal } from "../model/checkIn.ts";
import { parseCheckInEntry } from "../model/checkIn.ts";
import type { CheckInId, ObjectiveId } from "../model/id.ts";
import { parseId } from "../model/id.ts";
import type { PlanRecords, ReadProblem } from "../model/planRecords.ts";
import type { UntypedMap } from "./typedMap.ts";

/**
 * Reads the `checkIns` root into check-ins, withdrawals and one history per objective. A withdrawal can arrive before
 * the check-in it takes back, so it is kept until then.
 */
export class CheckInIndex {
  readonly #withdrawalsOf = new Map<CheckInId, Map<CheckInId, Withdrawal>>();

  /**
   * Reads all entries into records that have none yet. A plan of some years has thousands: they are not looked up one by
   * one, and only what was withdrawn is settled.
   */
  readAll(records: PlanRecords, root: UntypedMap, problems: ReadProblem[]): PlanRecords {
    const checkIns = new Map<CheckInId, CheckIn>();
    const withdrawals = new Map<CheckInId, Withdrawal>();
    const lists = new Map<ObjectiveId, CheckIn[]>();
    root.forEach((value, key) => {
      const entry = parseCheckInEntry(key, value);
      if (!entry) problems.push(problemOf(key));
      else if (entry.kind === "checkIn") {
        const { checkIn } = entry;
        checkIns.set(checkIn.id, checkIn);
        const list = lists.get(checkIn.objectiveId);
        if (list) list.push(checkIn);
        else lists.set(checkIn.objectiveId, [checkIn]);
      } else {
        this.#keepWithdrawal(entry.withdrawal);
        withdrawals.set(entry.withdrawal.id, entry.withdrawal);
      }
    });
    for (const list of lists.values()) Object.freeze(list.sort(compareCheckIns));
    const read: PlanRecords = { ...records, checkIns, withdrawals, histories: lists };
    return { ...read, histories: this.#settle(read, checkIns, new Set(this.#withdrawalsOf.keys())) };
  }

  /** Reads the entries under `keys` anew and gives records in which only they and what hangs on them changed. */
  update(records: PlanRecords, root: UntypedMap, keys: Iterable<string>, problems: ReadProblem[]): PlanRecords {
    const checkIns = new Map(records.checkIns);
    const withdrawals = new Map(records.withdrawals);
    const affected = new Set<CheckInId>();
    for (const key of keys) {
      const id = parseId<CheckInId>(key);
      if (id !== undefined) this.#forget(id, withdrawals, affected);
      const value = root.get(key);
      const entry = parseCheckInEntry(key, value);
      if (id !== undefined && entry?.kind !== "checkIn" && checkIns.delete(id)) affected.add(id);
      if (!entry) {
        if (value === undefined && !root.has(key)) continue;
        problems.push(problemOf(key));
      } else if (entry.kind === "checkIn") {
        checkIns.set(entry.checkIn.id, entry.checkIn);
        affected.add(entry.checkIn.id);
      } else {
        this.#keepWithdrawal(entry.withdrawal);
        withdrawals.set(entry.withdrawal.id, entry.withdrawal);
        affected.add(entry.withdrawal.of);
      }
    }
    const unchanged = withdrawals.size === records.withdrawals.size && same(withdrawals, records.withdrawals);
    const kept = unchanged ? records.withdrawals : withdrawals;
    return { ...records, withdrawals: kept, checkIns, histories: this.#settle(records, checkIns, affected) };
  }

  #forget(id: CheckInId, withdrawals: Map<CheckInId, Withdrawal>, affected: Set<CheckInId>): void {
    const withdrawal = withdrawals.get(id);
    if (!withdrawal) return;
    withdrawals.delete(id);
    this.#withdrawalsOf.get(withdrawal.of)?.delete(id);
    affected.add(withdrawal.of);
  }

  #keepWithdrawal(withdrawal: Withdrawal): void {
    const known = this.#withdrawalsOf.get(withdrawal.of);
    if (known) known.set(withdrawal.id, withdrawal);
    else this.#withdrawalsOf.set(withdrawal.of, new Map([[withdrawal.id, withdrawal]]));
  }

  /** Sees to it that the affected check-ins are withdrawn or not, and gives the histories in which they lie now. */
  #settle(
    { checkIns: formerly, histories: former }: PlanRecords,
    checkIns: Map<CheckInId, CheckIn>,
    affected: ReadonlySet<CheckInId>,
  ): PlanRecords["histories"] {
    const histories = new Map(former);
    const changed = new Map<ObjectiveId, CheckIn[]>();
    const touch = (objectiveId: ObjectiveId): CheckIn[] => {
      let list = changed.get(objectiveId);
      if (!list) {
        list = (histories.get(objectiveId) ?? []).filter((checkIn) => !affected.has(checkIn.id));
        changed.set(objectiveId, list);
      }
      return list;
    };
    for (const id of affected) {
      const before = formerly.get(id);
      if (before) touch(before.objectiveId);
      let checkIn = checkIns.get(id);
      if (!checkIn) continue;
      const withdrawnAt = this.#withdrawnAt(checkIn);
      if (withdrawnAt !== checkIn.withdrawnAt) {
        checkIn = Object.freeze({ ...checkIn, withdrawnAt });
        checkIns.set(id, checkIn);
      }
      touch(checkIn.objectiveId).push(checkIn);
    }
    for (const [objectiveId, list] of changed) {
      if (list.length === 0) histories.delete(objectiveId);
      else histories.set(objectiveId, Object.freeze(list.sort(compareCheckIns)));
    }
    return histories;
  }

  #withdrawnAt(checkIn: CheckIn): number | null {
    let earliest: number | null = null;
    const withdrawals = this.#withdrawalsOf.get(checkIn.id);
    if (!withdrawals) return null;
    for (const { by, at } of withdrawals.values()) {
      if (by === checkIn.by && (earliest === null || at < earliest)) earliest = at;
    }
    return earliest;
  }
}

function problemOf(key: string): ReadProblem {
  return { root: "checkIns", id: key, field: "", reason: parseId(key) === undefined ? "badId" : "malformed" };
}

function same<Key, Value>(a: ReadonlyMap<Key, Value>, b: ReadonlyMap<Key, Value>): boolean {
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

function compareCheckIns(a: CheckIn, b: CheckIn): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
