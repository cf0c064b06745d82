import { messageOf } from "../../messageOf.ts";
import { DiskRefusedError } from "../planStorage.ts";
import type { Write } from "./planWrites.ts";
import { asStorageError } from "./storageErrors.ts";
import { WorkerCallError } from "./workerCalls.ts";
import type { CallableWorker } from "./workerCalls.ts";
import type { CommitRequest, WriteCalls, WriteOutcome } from "./writeWorker.ts";

export interface SqliteFaults {
  /** Milliseconds every commit takes longer. */
  commitDelayMs: number;
  /** How many of the next commits fail. */
  failCommits: number;
  /** How many pages the database may have from the next commit on: beyond them SQLite finds the disk full. */
  mostPages?: number;
}

interface GroupCommitsOptions {
  /** Has the only connection that writes. */
  readonly writer: CallableWorker<WriteCalls>;
  /** Milliseconds between two tries of a disk that has refused a write. */
  readonly probeMs: number;
  readonly faults: SqliteFaults;
}

interface WaitingWrite {
  readonly write: Write;
  readonly resolve: (sequences: readonly number[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Brings writes to the disk: whatever comes while it is busy goes together into the next transaction. Once it has refused
 * one it is tried again and again until it takes writes.
 */
export class GroupCommits {
  readonly #options: GroupCommitsOptions;
  #waiting: WaitingWrite[] = [];
  #committing: Promise<void> | null = null;
  #probe: NodeJS.Timeout | null = null;
  #writable = true;
  #followers: ((writable: boolean) => void)[] = [];
  #closed = false;

  constructor(options: GroupCommitsOptions) {
    this.#options = options;
  }

  /** Whether the disk took the last write. */
  get writable(): boolean {
    return this.#writable;
  }

  followWritable(onChange: (writable: boolean) => void): void {
    this.#followers.push(onChange);
  }

  /**
   * Resolves once it is on disk, with the sequences of what it appended.
   *
   * @throws DiskRefusedError if the disk refused it, or why it was not right
   */
  write(write: Write): Promise<readonly number[]> {
    if (this.#closed) return Promise.reject(new Error("The storage is closed."));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      this.#committing ??= this.#commitWaiting();
    });
  }

  /** Nothing more is taken. Resolves once all that was has been answered. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#probe) clearTimeout(this.#probe);
    while (this.#committing) await this.#committing;
  }

  async #commitWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whoever writes in the same turn of the event loop goes along.
      await Promise.resolve();
      const group = this.#waiting;
      this.#waiting = [];
      try {
        const outcomes = await this.#options.writer.call("commit", {
          writes: group.map(({ write }) => write),
          ...this.#fault(),
        });
        this.#setWritable(true);
        for (const [at, waiting] of group.entries()) settle(waiting, outcomes[at]);
      } catch (error) {
        this.#setWritable(false);
        this.#probeLater();
        for (const { reject } of group) reject(new DiskRefusedError(messageOf(error), { cause: error }));
      }
    }
    this.#committing = null;
  }

  #fault(): Omit<CommitRequest, "writes"> {
    const { faults } = this.#options;
    const { commitDelayMs, failCommits, mostPages = Infinity } = faults;
    const fails = failCommits > 0;
    if (fails) faults.failCommits -= 1;
    return { delayMs: commitDelayMs, fails, mostPages };
  }

  #setWritable(writable: boolean): void {
    if (this.#writable === writable) return;
    this.#writable = writable;
    for (const follow of this.#followers) follow(writable);
  }

  #probeLater(): void {
    if (this.#closed || this.#probe) return;
    this.#probe = setTimeout(() => {
      this.#probe = null;
      // A failed probe has set the next one already.
      this.write({ kind: "probe" }).catch(() => undefined);
    }, this.#options.probeMs);
    this.#probe.unref();
  }
}

function settle({ resolve, reject }: WaitingWrite, outcome: WriteOutcome | undefined): void {
  if (outcome?.ok) resolve(outcome.sequences);
  else reject(asStorageError(new WorkerCallError(outcome?.errorName ?? "Error", outcome?.message ?? "Not written.")));
}
