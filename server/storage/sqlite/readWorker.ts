/** The thread that reads. It sees what has been committed and is never in the way of a commit. */
import type { SQLOutputValue } from "node:sqlite";
import { workerData } from "node:worker_threads";

import type { PlanId } from "#shared/model/id.ts";
import { parseId } from "#shared/model/id.ts";
import { DamagedPlanError } from "../planStorage.ts";
import type { AccessAnswers } from "../accessStorage.ts";
import type { PlanLog, SalvagedPlan, StoredPlan } from "../planStorage.ts";
import { accessReads } from "./accessReads.ts";
import { AccessTable } from "./accessTable.ts";
import { checksum } from "./checksum.ts";
import { isUnreadable } from "./diskDamage.ts";
import { openForReading, refuseOlder } from "./schema.ts";
import { answerCalls } from "./workerCalls.ts";

export type ReadCalls = {
  readonly listPlans: (request: null) => readonly StoredPlan[];
  readonly findPlan: (planId: PlanId) => StoredPlan | null;
  readonly load: (planId: PlanId) => PlanLog | null;
  readonly salvage: (planId: PlanId) => SalvagedPlan | null;
  /** What is wrong with the file itself and with the list of plans; nothing if both are whole. */
  readonly check: (request: null) => readonly string[];
  readonly close: (request: null) => void;
} & AccessAnswers;

type Row = Readonly<Record<string, SQLOutputValue>>;

const path: unknown = workerData;
const database = openForReading(String(path));
refuseOlder(database);
const plans = database.prepare("SELECT * FROM plans ORDER BY plan");
const plansFromTheEnd = database.prepare("SELECT * FROM plans ORDER BY plan DESC");
const planById = database.prepare("SELECT * FROM plans WHERE plan = ?");
const checkpointsOf = database.prepare("SELECT sequence FROM checkpoints WHERE plan = ? ORDER BY sequence DESC");
const checkpointAt = database.prepare(
  "SELECT sequence, content, checksum FROM checkpoints WHERE plan = ? AND sequence = ?",
);
const updatesOf = database.prepare(
  "SELECT sequence, content, checksum FROM update_log WHERE plan = ? AND sequence > ? ORDER BY sequence",
);
const claimsOf = database.prepare("SELECT client_id, user_id, checksum FROM client_ids WHERE plan = ?");

answerCalls({
  ...accessReads(database),
  listPlans: () => list().listed.toSorted((a, b) => b.createdAt - a.createdAt),
  findPlan: (planId) => {
    const row = planById.get(planId);
    return row ? readPlanRow(row) : null;
  },
  load: (planId) => {
    const read = readThrough(planId);
    if (read?.damage) throw read.damage;
    return read?.log ?? null;
  },
  salvage: (planId) => {
    const read = readThrough(planId);
    return read && { log: read.log, missing: read.missing };
  },
  check: () => {
    const found = database.prepare("PRAGMA quick_check").all();
    const lines = found.map((row) => text(row, "quick_check")).filter((line) => line !== "ok");
    return [...lines, ...list().problems, ...new AccessTable(database).check()];
  },
  close: () => database.close(),
} satisfies ReadCalls);

/** Every plan that can be read. Where the table is broken it is read from its other end too. */
function list(): { readonly listed: readonly StoredPlan[]; readonly problems: readonly string[] } {
  const listed = new Map<PlanId, StoredPlan>();
  const problems: string[] = [];
  const readFrom = (rows: Iterable<Row>): boolean => {
    try {
      for (const row of rows) {
        const plan = attempt(() => readPlanRow(row), problems);
        if (plan) listed.set(plan.planId, plan);
      }
      return true;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      problems.push(`The list of plans cannot be read wholly: ${error.message}.`);
      return false;
    }
  };
  if (!readFrom(plans.iterate())) readFrom(plansFromTheEnd.iterate());
  return { listed: [...listed.values()], problems: [...new Set(problems)] };
}

function attempt<T>(read: () => T, problems: string[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DamagedPlanError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

/** A plan's log up to its end, or to where it is damaged. Throws DamagedPlanError if that is at its very beginning. */
function readThrough(
  planId: PlanId,
): { readonly log: PlanLog; readonly missing: number; readonly damage: Error | null } | null {
  // One transaction, so that a checkpoint written meanwhile is seen as a whole or not at all.
  database.exec("BEGIN");
  try {
    const row = planById.get(planId);
    if (!row) return null;
    const { epoch } = readPlanRow(row);
    check(row["checksum"] === checksum([planId, integer(row, "created_at")], epoch), planId, "its entry was changed");
    const { state, from, isFormer } = readCheckpoint(planId);
    const { updates, damage } = readUpdates(planId, from, integer(row, "sequence"));
    const sequence = from + updates.length;
    const { claims, damage: claimDamage } = readClaims(planId);
    return {
      log: { epoch, checkpoint: state, updates, sequence, claims, ...(isFormer && { lastCheckpointIsDamaged: true }) },
      missing: Math.max(0, integer(row, "sequence") - sequence),
      damage: damage ?? claimDamage,
    };
  } catch (error) {
    throw isUnreadable(error) ? damaged(planId, error.message) : error;
  } finally {
    endReading();
  }
}

/** SQLite may find damage only here. It ends the transaction all the same, and what was read has its checksums. */
function endReading(): void {
  try {
    if (database.isTransaction) database.exec("COMMIT");
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  }
}

/** The last checkpoint; if that is damaged, the one before, since which every row is kept. */
function readCheckpoint(planId: PlanId): {
  readonly state: Uint8Array;
  readonly from: number;
  readonly isFormer: boolean;
} {
  let damage = damaged(planId, "its checkpoint is missing");
  for (const [at, row] of checkpointsOf.all(planId).entries()) {
    const from = integer(row, "sequence");
    try {
      return {
        state: readContent(planId, checkpointAt.get(planId, from) ?? row, "its checkpoint of row"),
        from,
        isFormer: at > 0,
      };
    } catch (error) {
      const found = asDamage(planId, error);
      if (at === 0) damage = found;
    }
  }
  throw damage;
}

/** The rows after `from`, each the successor of the one before, up to `to` or to the first that is not as it was written. */
function readUpdates(
  planId: PlanId,
  from: number,
  to: number,
): { readonly updates: readonly Uint8Array[]; readonly damage: Error | null } {
  const updates: Uint8Array[] = [];
  const damage = damageIn(planId, () => {
    for (const update of updatesOf.iterate(planId, from)) {
      const sequence = from + updates.length + 1;
      check(integer(update, "sequence") === sequence, planId, `row ${sequence} of its log is missing`);
      updates.push(readContent(planId, update, "row"));
    }
    check(from + updates.length === to, planId, "the end of its log is missing");
  });
  return { updates, damage };
}

function readClaims(planId: PlanId): { readonly claims: ReadonlyMap<number, string>; readonly damage: Error | null } {
  const claims = new Map<number, string>();
  const damage = damageIn(planId, () => {
    for (const row of claimsOf.iterate(planId)) {
      const clientId = integer(row, "client_id");
      const userId = text(row, "user_id");
      const whole = row["checksum"] === checksum([planId, clientId], userId);
      check(whole, planId, `the owner of client ${clientId} was changed`);
      claims.set(clientId, userId);
    }
  });
  return { claims, damage };
}

/** What keeps `read` from coming to its end, if that is damage. */
function damageIn(planId: PlanId, read: () => void): Error | null {
  try {
    read();
    return null;
  } catch (error) {
    return asDamage(planId, error);
  }
}

/** Throws it again if it is anything else. */
function asDamage(planId: PlanId, error: unknown): DamagedPlanError {
  if (error instanceof DamagedPlanError) return error;
  if (isUnreadable(error)) return damaged(planId, error.message);
  throw error;
}

function readPlanRow(row: Row): StoredPlan {
  const planId = parseId<PlanId>(row["plan"]);
  if (planId === undefined) throw new DamagedPlanError("The list of plans holds an id that no plan can have.");
  return {
    planId,
    epoch: text(row, "epoch"),
    title: text(row, "title"),
    createdAt: integer(row, "created_at"),
    updatedAt: integer(row, "updated_at"),
  };
}

function readContent(planId: PlanId, row: Row, name: string): Uint8Array {
  const sequence = integer(row, "sequence");
  const content = row["content"];
  const whole = content instanceof Uint8Array && row["checksum"] === checksum([planId, sequence], content);
  check(whole, planId, `${name} ${sequence} is not what was written`);
  return content;
}

function check(holds: boolean, planId: PlanId, reason: string): asserts holds {
  if (!holds) throw damaged(planId, reason);
}

function damaged(planId: PlanId, reason: string): DamagedPlanError {
  return new DamagedPlanError(`Plan ${planId} is damaged on disk: ${reason}.`);
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new DamagedPlanError(`The database holds no text in ${column}.`);
  return value;
}

function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new DamagedPlanError(`The database holds no number in ${column}.`);
  return value;
}
