/** The thread that reads. It sees what has been committed and is never in the way of a commit. */
import type { SQLOutputValue } from "node:sqlite";
import { workerData } from "node:worker_threads";

import type { PlanId } from "#shared/model/id.ts";
import { parseId } from "#shared/model/id.ts";
import { DamagedPlanError } from "../planStorage.ts";
import type { PlanLog, StoredPlan } from "../planStorage.ts";
import { checksum } from "./checksum.ts";
import { openForReading } from "./schema.ts";
import { answerCalls } from "./workerCalls.ts";

export type ReadCalls = {
  readonly listPlans: (request: null) => readonly StoredPlan[];
  readonly findPlan: (planId: PlanId) => StoredPlan | null;
  readonly load: (planId: PlanId) => PlanLog | null;
  /** What SQLite finds wrong with the file itself; nothing if it is whole. */
  readonly check: (request: null) => readonly string[];
  readonly close: (request: null) => void;
};

type Row = Readonly<Record<string, SQLOutputValue>>;

const path: unknown = workerData;
const database = openForReading(String(path));
const plansByAge = database.prepare("SELECT * FROM plans ORDER BY created_at DESC, plan");
const planById = database.prepare("SELECT * FROM plans WHERE plan = ?");
const checkpointOf = database.prepare("SELECT sequence, content, checksum FROM checkpoints WHERE plan = ?");
const updatesOf = database.prepare(
  "SELECT sequence, content, checksum FROM update_log WHERE plan = ? ORDER BY sequence",
);
const claimsOf = database.prepare("SELECT client_id, user_id, checksum FROM client_ids WHERE plan = ?");

answerCalls({
  listPlans: () => plansByAge.all().map((row) => readPlanRow(row)),
  findPlan: (planId) => {
    const row = planById.get(planId);
    return row ? readPlanRow(row) : null;
  },
  load,
  check: () => {
    const found = database.prepare("PRAGMA quick_check").all();
    return found.map((row) => text(row, "quick_check")).filter((line) => line !== "ok");
  },
  close: () => database.close(),
} satisfies ReadCalls);

function load(planId: PlanId): PlanLog | null {
  // One transaction, so that a checkpoint written meanwhile is seen as a whole or not at all.
  database.exec("BEGIN");
  try {
    const row = planById.get(planId);
    if (!row) return null;
    const { epoch } = readPlanRow(row);
    check(row["checksum"] === checksum([planId, integer(row, "created_at")], epoch), planId, "its entry was changed");
    const checkpoint = checkpointOf.get(planId);
    check(checkpoint !== undefined, planId, "its checkpoint is missing");
    const state = readContent(planId, checkpoint);
    let sequence = integer(checkpoint, "sequence");
    const updates: Uint8Array[] = [];
    for (const update of updatesOf.iterate(planId)) {
      sequence += 1;
      check(integer(update, "sequence") === sequence, planId, `row ${sequence} of its log is missing`);
      updates.push(readContent(planId, update));
    }
    check(sequence === integer(row, "sequence"), planId, "the end of its log is missing");
    return { epoch, checkpoint: state, updates, sequence, claims: readClaims(planId) };
  } finally {
    database.exec("COMMIT");
  }
}

function readClaims(planId: PlanId): ReadonlyMap<number, string> {
  const claims = new Map<number, string>();
  for (const row of claimsOf.iterate(planId)) {
    const clientId = integer(row, "client_id");
    const userId = text(row, "user_id");
    check(
      row["checksum"] === checksum([planId, clientId], userId),
      planId,
      `the owner of client ${clientId} was changed`,
    );
    claims.set(clientId, userId);
  }
  return claims;
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

function readContent(planId: PlanId, row: Row): Uint8Array {
  const sequence = integer(row, "sequence");
  const content = row["content"];
  const whole = content instanceof Uint8Array && row["checksum"] === checksum([planId, sequence], content);
  check(whole, planId, `row ${sequence} is not what was written`);
  return content;
}

function check(holds: boolean, planId: PlanId, reason: string): asserts holds {
  if (!holds) throw new DamagedPlanError(`Plan ${planId} is damaged on disk: ${reason}.`);
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
