/** The thread with the only connection that writes. Every commit may wait for the disk; nothing else waits with it. */
import type { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";

import { AccessRefusedError } from "../accessStorage.ts";
import { DamagedPlanError, PlanChangedError, PlanIdError } from "../planStorage.ts";
import type { LogEntry } from "../planStorage.ts";
import { isCorruption } from "./diskDamage.ts";
import { PlanWrites } from "./planWrites.ts";
import type { Write } from "./planWrites.ts";
import { BUSY_MS, openForWriting } from "./schema.ts";
import { answerCalls } from "./workerCalls.ts";

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
  readonly plans: PlanWrites;
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
    opened = { database, plans: new PlanWrites(database) };
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

function attempt({ database, plans }: Opened, write: Write): WriteOutcome {
  database.exec("SAVEPOINT write");
  try {
    const sequences = plans.write(write);
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
