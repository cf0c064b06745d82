/** The thread with the only connection that writes. Every commit may wait for the disk; nothing else waits with it. */
import type { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";

import type { PlanId } from "#shared/model/id.ts";
import type { LogEntry, NewPlan, ReplacedPlan } from "../planStorage.ts";
import { AccessRefusedError } from "../accessStorage.ts";
import type { AccessChange } from "../accessStorage.ts";
import { DamagedPlanError, PlanChangedError, PlanIdError } from "../planStorage.ts";
import { AccessWrites } from "./accessWrites.ts";
import { checksum } from "./checksum.ts";
import { isCorruption } from "./diskDamage.ts";
import { BUSY_MS, openForWriting, readVersion } from "./schema.ts";
import { answerCalls } from "./workerCalls.ts";

/** One write that succeeds or fails as a whole. A probe changes nothing but goes all the way to the disk. */
export type Write =
  | { readonly kind: "append"; readonly entries: readonly LogEntry[] }
  | { readonly kind: "createPlan"; readonly plan: NewPlan }
  | { readonly kind: "checkpoint"; readonly planId: PlanId; readonly sequence: number; readonly state: Uint8Array }
  | { readonly kind: "forgetFormer"; readonly planId: PlanId }
  | { readonly kind: "dropClaims"; readonly planId: PlanId; readonly clientIds: readonly number[] }
  | { readonly kind: "replacePlan"; readonly plan: ReplacedPlan }
  | { readonly kind: "access"; readonly changes: readonly AccessChange[] }
  | { readonly kind: "passClaims"; readonly from: string; readonly to: string }
  | { readonly kind: "removePlan"; readonly planId: PlanId }
  | { readonly kind: "probe" };

/** An append's sequences, none for the others; or why this write, and only this one, was refused. */
export type WriteOutcome =
  | { readonly ok: true; readonly sequences: readonly number[] }
  | { readonly ok: false; readonly errorName: string; readonly message: string };

export interface CommitRequest {
  readonly writes: readonly Write[];
  /** For tests: milliseconds the disk takes longer, whether it refuses, and how many pages the database may have. */
  readonly delayMs: number;
  readonly fails: boolean;
  readonly mostPages: number;
}

export type WriteCalls = {
  /** Opens the database, so that what keeps it from being opened is known at the start. */
  readonly open: (request: null) => void;
  readonly commit: (request: CommitRequest) => readonly WriteOutcome[];
  readonly close: (request: null) => void;
};

interface Opened {
  readonly database: DatabaseSync;
  readonly statements: ReturnType<typeof prepare>;
  readonly access: AccessWrites;
}

/** Bytes that must find room before a disk that refused counts as well again: what one client may bring at once. */
const LEAST_ROOM = 4 * 1024 * 1024;

const path: unknown = workerData;
let opened: Opened | null = null;
/** After a write that failed: how many bytes must find room before the next one is tried. */
let roomNeeded = 0;
/** Something was removed for good, and may still stand in the write-ahead log. */
let logTellsTooMuch = false;

answerCalls({
  open: () => void open(Infinity),
  commit,
  close: () => opened?.database.close(),
} satisfies WriteCalls);

/** All writes in one transaction, one wait for the disk. Throws if the disk refused; then none of them happened. */
function commit({ writes, delayMs, fails, mostPages }: CommitRequest): readonly WriteOutcome[] {
  try {
    const to = open(mostPages);
    to.database.exec("BEGIN IMMEDIATE");
    const outcomes = writes.map((write) => attempt(to, write));
    if (delayMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
    if (fails) throw new Error("The disk refused the write (a fault that a test asked for).");
    to.database.exec("COMMIT");
    logTellsTooMuch ||= writes.some(({ kind }) => kind === "removePlan" || kind === "replacePlan");
    if (logTellsTooMuch) emptyLog(to.database);
    return outcomes;
  } catch (error) {
    giveUp(writes);
    throw error;
  }
}

/**
 * Tried again after the next commit if somebody is reading, such as a backup: nobody's change waits for that. What was
 * committed is so, whatever comes of this.
 */
function emptyLog(database: DatabaseSync): void {
  database.exec("PRAGMA busy_timeout = 0");
  try {
    logTellsTooMuch = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.["busy"] !== 0;
  } catch {
    // The disk says again what is wrong with it when something is written.
  } finally {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  }
}

/** Nothing that this connection believes of the disk is believed any more. Closing it takes back what was under way. */
function giveUp(writes: readonly Write[]): void {
  const former = opened;
  opened = null;
  roomNeeded = Math.max(roomNeeded, LEAST_ROOM, ...writes.map(bytesOf));
  former?.database.close();
}

function open(mostPages: number): Opened {
  if (!opened) {
    const database = openForWriting(String(path));
    opened = { database, statements: prepare(database), access: new AccessWrites(database) };
  }
  const { database } = opened;
  if (mostPages < Infinity) database.exec(`PRAGMA max_page_count = ${mostPages}`);
  if (roomNeeded > 0) settleDoubt(database);
  roomNeeded = 0;
  return opened;
}

/**
 * After a failed fsync the system may say that the next one succeeded although the bytes of the first are gone. So all
 * that was committed before is written to the database once more, and the log begins anew, before anything is added.
 * Then as much as was refused is written and given free again: a disk with room for a few bytes only would take turns
 * between refusing and not.
 */
function settleDoubt(database: DatabaseSync): void {
  const { busy } = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() ?? {};
  if (busy !== 0) throw new Error("The write-ahead log is being read; it is emptied at the next try.");
  database.exec(
    `BEGIN; DROP TABLE IF EXISTS room; CREATE TABLE room (bytes); INSERT INTO room VALUES (zeroblob(${roomNeeded})); COMMIT;`,
  );
  database.exec("DROP TABLE room");
}

function bytesOf(write: Write): number {
  if (write.kind === "append") return write.entries.reduce((sum, entry) => sum + lengthOf(entry), 0);
  if (write.kind === "createPlan" || write.kind === "replacePlan") return write.plan.state.length;
  return write.kind === "checkpoint" ? write.state.length : 0;
}

function lengthOf(entry: LogEntry): number {
  return entry.kind === "update" ? entry.update.length : 0;
}

function attempt(to: Opened, write: Write): WriteOutcome {
  const { database } = to;
  database.exec("SAVEPOINT write");
  try {
    const sequences = run(to, write);
    database.exec("RELEASE write");
    return { ok: true, sequences };
  } catch (error) {
    // Anything else is the disk's and concerns the whole commit.
    const own = isCorruption(error) ? new DamagedPlanError(`A plan is damaged on disk: ${error.message}.`) : error;
    if (!isRefusal(own)) throw error;
    database.exec("ROLLBACK TO write; RELEASE write");
    return { ok: false, errorName: own.name, message: own.message };
  }
}

/** Its own fault, not the disk's. */
function isRefusal(error: unknown): error is Error {
  return REFUSALS.some((kind) => error instanceof kind);
}

const REFUSALS = [PlanIdError, PlanChangedError, DamagedPlanError, AccessRefusedError];

function run(to: Opened, write: Write): readonly number[] {
  const { database, statements, access } = to;
  switch (write.kind) {
    case "append":
      return write.entries.map((entry) => append(to, entry));
    case "createPlan":
      createPlan(to, write.plan);
      return [];
    case "checkpoint":
      writeCheckpoint(to, write.planId, write.sequence, write.state);
      return [];
    case "forgetFormer":
      forgetFormer(to, write.planId);
      return [];
    case "dropClaims":
      for (const clientId of write.clientIds) statements.dropClaim.run(write.planId, clientId);
      return [];
    case "replacePlan":
      replacePlan(to, write.plan);
      return [];
    case "access":
      access.write(write.changes);
      return [];
    case "passClaims":
      passClaims(to, write.from, write.to);
      return [];
    case "removePlan":
      removePlan(to, write.planId);
      return [];
    case "probe":
      database.exec(`PRAGMA user_version = ${readVersion(database)}`);
      return [];
  }
}

function append({ statements, access }: Opened, entry: LogEntry): number {
  const { planId } = entry;
  const last = statements.sequence.get(planId)?.["sequence"];
  if (typeof last !== "number") throw new PlanIdError(`There is no plan ${planId}.`);
  if (entry.kind === "claim") {
    const { clientId, userId } = entry;
    statements.claim.run(planId, clientId, userId, checksum([planId, clientId], userId));
    return last;
  }
  if (entry.kind === "answer") {
    const { kind: _, ...answer } = entry;
    access.write([{ kind: "putAnswer", answer }]);
    return last;
  }
  const sequence = last + 1;
  statements.append.run(planId, sequence, entry.update, checksum([planId, sequence], entry.update));
  statements.touch.run(sequence, entry.at, entry.title ?? null, planId);
  return sequence;
}

function createPlan({ statements, access }: Opened, { planId, epoch, title, createdAt, state, owner }: NewPlan): void {
  if (statements.sequence.get(planId)) throw new PlanIdError(`There is already a plan ${planId}.`);
  statements.createPlan.run(planId, epoch, title, createdAt, createdAt, checksum([planId, createdAt], epoch));
  statements.addCheckpoint.run(planId, 0, state, checksum([planId, 0], state));
  if (owner === undefined) return;
  const member = { planId, userId: owner, role: "owner", personId: null, since: createdAt, via: null } as const;
  access.write([{ kind: "join", member, most: 1 }]);
}

/** A clientID is claimed once per plan, so no row can be in the way of another. */
function passClaims({ statements }: Opened, from: string, to: string): void {
  for (const row of statements.claimsOfUser.all(from)) {
    const [planId, clientId] = [String(row["plan"]), Number(row["client_id"])];
    statements.passClaim.run(to, checksum([planId, clientId], to), planId, clientId);
  }
}

function removePlan({ statements }: Opened, planId: PlanId): void {
  statements.dropClaims.run(planId);
  statements.dropCheckpointsBefore.run(planId, Number.MAX_SAFE_INTEGER);
  statements.forget.run(planId, Number.MAX_SAFE_INTEGER);
  statements.removePlan.run(planId);
}

/** The checkpoint before this one stays, with every row since, in case this one is damaged one day. */
function writeCheckpoint({ statements }: Opened, planId: PlanId, sequence: number, state: Uint8Array): void {
  const newest = statements.newestCheckpoint.get(planId)?.["sequence"];
  // An older checkpoint never replaces a newer one. One of the same rows is the same, and whole.
  if (typeof newest === "number" && newest > sequence) return;
  statements.addCheckpoint.run(planId, sequence, state, checksum([planId, sequence], state));
  if (typeof newest === "number" && newest < sequence) forgetBefore(statements, planId, newest);
}

function forgetFormer({ statements }: Opened, planId: PlanId): void {
  const newest = statements.newestCheckpoint.get(planId)?.["sequence"];
  if (typeof newest === "number") forgetBefore(statements, planId, newest);
}

/** Everything that the checkpoint at `sequence` is not needed with. */
function forgetBefore(statements: Opened["statements"], planId: PlanId, sequence: number): void {
  statements.dropCheckpointsBefore.run(planId, sequence);
  statements.forget.run(planId, sequence);
}

function replacePlan({ statements }: Opened, { planId, sequence, epoch, state }: ReplacedPlan): void {
  const row = statements.sequence.get(planId);
  if (!row) throw new PlanIdError(`There is no plan ${planId}.`);
  if (row["sequence"] !== sequence) throw new PlanChangedError(`Plan ${planId} has changed meanwhile.`);
  statements.forget.run(planId, sequence);
  statements.dropCheckpointsBefore.run(planId, Number.MAX_SAFE_INTEGER);
  statements.addCheckpoint.run(planId, sequence, state, checksum([planId, sequence], state));
  statements.dropClaims.run(planId);
  statements.setEpoch.run(epoch, checksum([planId, Number(row["created_at"])], epoch), planId);
}

function prepare(database: DatabaseSync) {
  return {
    sequence: database.prepare("SELECT sequence, created_at FROM plans WHERE plan = ?"),
    claim: database.prepare("INSERT INTO client_ids VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
    append: database.prepare("INSERT INTO update_log VALUES (?, ?, ?, ?)"),
    touch: database.prepare(
      "UPDATE plans SET sequence = ?, updated_at = max(updated_at, ?), title = coalesce(?, title) WHERE plan = ?",
    ),
    createPlan: database.prepare("INSERT INTO plans VALUES (?, ?, ?, ?, ?, 0, ?)"),
    newestCheckpoint: database.prepare("SELECT max(sequence) AS sequence FROM checkpoints WHERE plan = ?"),
    addCheckpoint: database.prepare("INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)"),
    dropCheckpointsBefore: database.prepare("DELETE FROM checkpoints WHERE plan = ? AND sequence < ?"),
    dropClaim: database.prepare("DELETE FROM client_ids WHERE plan = ? AND client_id = ?"),
    dropClaims: database.prepare("DELETE FROM client_ids WHERE plan = ?"),
    claimsOfUser: database.prepare("SELECT plan, client_id FROM client_ids WHERE user_id = ?"),
    passClaim: database.prepare("UPDATE client_ids SET user_id = ?, checksum = ? WHERE plan = ? AND client_id = ?"),
    removePlan: database.prepare("DELETE FROM plans WHERE plan = ?"),
    setEpoch: database.prepare("UPDATE plans SET epoch = ?, checksum = ? WHERE plan = ?"),
    forget: database.prepare("DELETE FROM update_log WHERE plan = ? AND sequence <= ?"),
  };
}
