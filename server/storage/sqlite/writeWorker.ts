/** The thread with the only connection that writes. Every commit may wait for the disk; nothing else waits with it. */
import type { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";

import type { PlanId } from "#shared/model/id.ts";
import type { LogEntry, NewPlan, ReplacedPlan } from "../planStorage.ts";
import { PlanChangedError, PlanIdError } from "../planStorage.ts";
import { checksum } from "./checksum.ts";
import { openForWriting, readVersion } from "./schema.ts";
import { answerCalls } from "./workerCalls.ts";

/** One write that succeeds or fails as a whole. A probe changes nothing but goes all the way to the disk. */
export type Write =
  | { readonly kind: "append"; readonly entries: readonly LogEntry[] }
  | { readonly kind: "createPlan"; readonly plan: NewPlan }
  | { readonly kind: "checkpoint"; readonly planId: PlanId; readonly sequence: number; readonly state: Uint8Array }
  | { readonly kind: "dropClaims"; readonly planId: PlanId; readonly clientIds: readonly number[] }
  | { readonly kind: "replacePlan"; readonly plan: ReplacedPlan }
  | { readonly kind: "probe" };

/** An append's sequences, none for the others; or why this write, and only this one, was refused. */
export type WriteOutcome =
  | { readonly ok: true; readonly sequences: readonly number[] }
  | { readonly ok: false; readonly errorName: string; readonly message: string };

export interface CommitRequest {
  readonly writes: readonly Write[];
  /** For tests: milliseconds the disk takes longer, and whether it refuses. */
  readonly delayMs: number;
  readonly fails: boolean;
}

export type WriteCalls = {
  readonly commit: (request: CommitRequest) => readonly WriteOutcome[];
  readonly close: (request: null) => void;
};

const path: unknown = workerData;
const database = openForWriting(String(path));
const statements = prepare(database);

answerCalls({ commit, close: () => database.close() } satisfies WriteCalls);

/** All writes in one transaction, one wait for the disk. Throws if the disk refused; then none of them happened. */
function commit({ writes, delayMs, fails }: CommitRequest): readonly WriteOutcome[] {
  database.exec("BEGIN IMMEDIATE");
  try {
    const outcomes = writes.map((write) => attempt(write));
    if (delayMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
    if (fails) throw new Error("The disk refused the write (a fault that a test asked for).");
    database.exec("COMMIT");
    return outcomes;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function attempt(write: Write): WriteOutcome {
  database.exec("SAVEPOINT write");
  try {
    const sequences = run(write);
    database.exec("RELEASE write");
    return { ok: true, sequences };
  } catch (error) {
    // Anything else is the disk's and concerns the whole commit.
    if (!(error instanceof PlanIdError || error instanceof PlanChangedError)) throw error;
    database.exec("ROLLBACK TO write; RELEASE write");
    return { ok: false, errorName: error.name, message: error.message };
  }
}

function run(write: Write): readonly number[] {
  switch (write.kind) {
    case "append":
      return write.entries.map((entry) => append(entry));
    case "createPlan":
      createPlan(write.plan);
      return [];
    case "checkpoint":
      writeCheckpoint(write.planId, write.sequence, write.state);
      return [];
    case "dropClaims":
      for (const clientId of write.clientIds) statements.dropClaim.run(write.planId, clientId);
      return [];
    case "replacePlan":
      replacePlan(write.plan);
      return [];
    case "probe":
      database.exec(`PRAGMA user_version = ${readVersion(database)}`);
      return [];
  }
}

function append(entry: LogEntry): number {
  const { planId } = entry;
  const last = statements.sequence.get(planId)?.["sequence"];
  if (typeof last !== "number") throw new PlanIdError(`There is no plan ${planId}.`);
  if (entry.kind === "claim") {
    const { clientId, userId } = entry;
    statements.claim.run(planId, clientId, userId, checksum([planId, clientId], userId));
    return last;
  }
  const sequence = last + 1;
  statements.append.run(planId, sequence, entry.update, checksum([planId, sequence], entry.update));
  statements.touch.run(sequence, entry.at, entry.title ?? null, planId);
  return sequence;
}

function createPlan({ planId, epoch, title, createdAt, state }: NewPlan): void {
  if (statements.sequence.get(planId)) throw new PlanIdError(`There is already a plan ${planId}.`);
  statements.createPlan.run(planId, epoch, title, createdAt, createdAt, checksum([planId, createdAt], epoch));
  statements.checkpoint.run(planId, 0, state, checksum([planId, 0], state));
}

function writeCheckpoint(planId: PlanId, sequence: number, state: Uint8Array): void {
  const { changes } = statements.checkpoint.run(planId, sequence, state, checksum([planId, sequence], state));
  if (changes) statements.forget.run(planId, sequence);
}

function replacePlan({ planId, sequence, epoch, state }: ReplacedPlan): void {
  const row = statements.sequence.get(planId);
  if (!row) throw new PlanIdError(`There is no plan ${planId}.`);
  if (row["sequence"] !== sequence) throw new PlanChangedError(`Plan ${planId} has changed meanwhile.`);
  statements.forget.run(planId, sequence);
  statements.dropCheckpoint.run(planId);
  statements.checkpoint.run(planId, sequence, state, checksum([planId, sequence], state));
  statements.dropClaims.run(planId);
  statements.setEpoch.run(epoch, checksum([planId, Number(row["created_at"])], epoch), planId);
}

function prepare(opened: DatabaseSync) {
  return {
    sequence: opened.prepare("SELECT sequence, created_at FROM plans WHERE plan = ?"),
    claim: opened.prepare("INSERT INTO client_ids VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
    append: opened.prepare("INSERT INTO update_log VALUES (?, ?, ?, ?)"),
    touch: opened.prepare(
      "UPDATE plans SET sequence = ?, updated_at = max(updated_at, ?), title = coalesce(?, title) WHERE plan = ?",
    ),
    createPlan: opened.prepare("INSERT INTO plans VALUES (?, ?, ?, ?, ?, 0, ?)"),
    // An older checkpoint never replaces a newer one, whose log rows are gone.
    checkpoint: opened.prepare(
      `INSERT INTO checkpoints VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        sequence = excluded.sequence, content = excluded.content, checksum = excluded.checksum
        WHERE excluded.sequence > checkpoints.sequence`,
    ),
    dropClaim: opened.prepare("DELETE FROM client_ids WHERE plan = ? AND client_id = ?"),
    dropClaims: opened.prepare("DELETE FROM client_ids WHERE plan = ?"),
    dropCheckpoint: opened.prepare("DELETE FROM checkpoints WHERE plan = ?"),
    setEpoch: opened.prepare("UPDATE plans SET epoch = ?, checksum = ? WHERE plan = ?"),
    forget: opened.prepare("DELETE FROM update_log WHERE plan = ? AND sequence <= ?"),
  };
}
