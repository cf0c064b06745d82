// Stop 8 of the way of one drag: on disk first; only then acknowledged and shown to anybody else.
import * as Y from "yjs";

import type { PlanId } from "#shared/model/id.ts";
import type { Limits } from "../limits.ts";
import type { Log } from "../log.ts";
import type { StoredAnswer } from "../storage/accessStorage.ts";
import type { LogEntry, PlanStorage } from "../storage/planStorage.ts";
import type { CommitTicks } from "./commitTicks.ts";
import type { RoomConnection } from "./roomConnection.ts";

/** What has been committed together: the updates as one, null if there was none, and who wrote them. */
export interface CommittedBatch {
  readonly update: Uint8Array | null;
  /** The server's own upkeep counts as a writer of its own. */
  readonly writers: ReadonlySet<RoomConnection | "upkeep">;
}

/** A plan as one update, with all that its log held up to and including `sequence`. */
export interface StoredState {
  readonly sequence: number;
  readonly state: Uint8Array;
}

export interface CommitQueueOptions {
  readonly planId: PlanId;
  readonly storage: PlanStorage;
  readonly limits: Pick<Limits, "checkpointRows" | "checkpointBytes">;
  readonly log: Log;
  readonly ticks: CommitTicks;
  /** Milliseconds in which what comes after a batch is gathered for the next one. */
  readonly gatherMs: () => number;
  readonly clock: () => number;
  /** Rows and bytes in the log since the last checkpoint. */
  readonly logged: { readonly rows: number; readonly bytes: number };
  /** The whole document as one update, with all that was handed over so far; null if it can no longer be trusted. */
  readonly encodeState: () => Uint8Array | null;
  /** The same of what is on disk, without keeping anybody waiting; null if there is no such plan. */
  readonly encodeStored: () => Promise<StoredState | null>;
  /** `encodeState` would keep everybody waiting. */
  readonly isLarge: () => boolean;
  /** The plan's title now, for lists. */
  readonly title: () => string;
  readonly onCommitted: (batch: CommittedBatch) => void;
  /** The disk refused. The document in memory then holds what nobody may see. */
  readonly onFailed: (error: Error) => void;
}

interface Waiter {
  /** How much of what was handed over must be committed first. */
  readonly after: number;
  readonly run: () => void;
  readonly fail: (error: Error) => void;
}

/** Everything that waits for the disk on behalf of one room, in the order in which it came. */
export class CommitQueue {
  readonly #options: CommitQueueOptions;
  #updates: Uint8Array[] = [];
  #writers = new Set<RoomConnection | "upkeep">();
  /** Claims and answers, which are no part of the document. */
  #entries: LogEntry[] = [];
  #waiters: Waiter[] = [];
  /** What is being committed just now has updates in it, not only claims. */
  #writing = false;
  #handedOver = 0;
  #committed = 0;
  #running: Promise<void> | null = null;
  /** When the last batch was taken. */
  #takenAt = -Infinity;
  #failure: Error | null = null;
  #rows: number;
  #bytes: number;
  #title: string;
  /** Log rows written by this queue, for metrics. */
  rowsWritten = 0;

  constructor(options: CommitQueueOptions) {
    this.#options = options;
    this.#rows = options.logged.rows;
    this.#bytes = options.logged.bytes;
    this.#title = options.title();
  }

  /** How many updates and claims are not on disk yet. */
  get pending(): number {
    return this.#handedOver - this.#committed;
  }

  /** The document in memory is as it is on disk; claims, which are no part of it, may still be under way. */
  get isDocumentOnDisk(): boolean {
    return this.#updates.length === 0 && !this.#writing;
  }

  addUpdate(update: Uint8Array, writer: RoomConnection | "upkeep"): void {
    this.#updates.push(update);
    this.#writers.add(writer);
    this.#handOver();
  }

  addClaim(clientId: number, userId: string): void {
    this.#entries.push({ kind: "claim", planId: this.#options.planId, clientId, userId });
    this.#handOver();
  }

  /** What a command was answered, in one commit with what it did. */
  addAnswer(answer: StoredAnswer): void {
    this.#entries.push({ kind: "answer", ...answer });
    this.#handOver();
  }

  /**
   * Runs `run` once all that has been handed over so far is on disk: at once if it is, and before the batch is shown to
   * anybody. Runs `fail` instead if the disk refuses.
   */
  afterCommit(run: () => void, fail: (error: Error) => void = () => undefined): void {
    if (this.#failure) fail(this.#failure);
    else if (this.pending === 0) run();
    else this.#waiters.push({ after: this.#handedOver, run, fail });
  }

  /** Resolves when nothing is under way any more, whether it succeeded or not. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #handOver(): void {
    this.#handedOver += 1;
    if (!this.#failure) this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.pending > 0 && !this.#failure) {
      // What the sockets bring in the meantime is committed and shown together.
      await this.#options.ticks.next(this.#takenAt + this.#options.gatherMs());
      try {
        await this.#commitBatch();
      } catch (error) {
        this.#fail(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.#running = null;
  }

  async #commitBatch(): Promise<void> {
    this.#takenAt = performance.now();
    const upTo = this.#handedOver;
    const update = this.#updates.length > 1 ? Y.mergeUpdates(this.#updates) : (this.#updates[0] ?? null);
    const batch: CommittedBatch = { update, writers: this.#writers };
    const entries = [...this.#entries];
    const title = this.#options.title();
    if (update) entries.push(this.#logEntry(update, title));
    this.#updates = [];
    this.#writers = new Set();
    this.#entries = [];
    // Taken here and nowhere else: now the document is exactly what the log will hold up to this batch.
    const isDue = this.#checkpointIsDue(update);
    const isLarge = isDue && this.#options.isLarge();
    const state = isDue && !isLarge ? this.#options.encodeState() : null;
    this.#writing = update !== null;
    const sequences = await this.#options.storage.append(entries);
    this.#writing = false;
    this.#committed = upTo;
    this.#title = title;
    this.#count(update);
    this.#release();
    this.#options.onCommitted(batch);
    if (isLarge) this.#writeCheckpoint(this.#options.encodeStored());
    else if (state) this.#writeCheckpoint(Promise.resolve({ sequence: sequences.at(-1) ?? 0, state }));
  }

  #logEntry(update: Uint8Array, title: string): LogEntry {
    const { planId, clock } = this.#options;
    return { kind: "update", planId, update, at: clock(), ...(title !== this.#title && { title }) };
  }

  #count(update: Uint8Array | null): void {
    if (!update) return;
    this.#rows += 1;
    this.#bytes += update.length;
    this.rowsWritten += 1;
  }

  #release(): void {
    const waiting = this.#waiters.findIndex(({ after }) => after > this.#committed);
    const released = this.#waiters.splice(0, waiting === -1 ? this.#waiters.length : waiting);
    for (const { run } of released) run();
  }

  #checkpointIsDue(update: Uint8Array | null): boolean {
    const { checkpointRows, checkpointBytes } = this.#options.limits;
    if (!update) return false;
    return this.#rows + 1 >= checkpointRows || this.#bytes + update.length >= checkpointBytes;
  }

  /** Nobody waits for a checkpoint: without it the log is only longer, and the next batch tries again. */
  #writeCheckpoint(encoded: Promise<StoredState | null>): void {
    const { storage, planId, log } = this.#options;
    const covered = { rows: this.#rows, bytes: this.#bytes };
    this.#rows = 0;
    this.#bytes = 0;
    encoded
      .then((stored) => stored && storage.writeCheckpoint(planId, stored.sequence, stored.state))
      .catch((error: unknown) => {
        this.#rows += covered.rows;
        this.#bytes += covered.bytes;
        log.warn({ err: error, planId }, "A checkpoint could not be written; the plan's log stays longer.");
      });
  }

  #fail(error: Error): void {
    this.#failure = error;
    const waiters = this.#waiters;
    this.#waiters = [];
    this.#committed = this.#handedOver;
    for (const { fail } of waiters) fail(error);
    this.#options.onFailed(error);
  }
}
