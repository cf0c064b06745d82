import type { PlanId } from "#shared/model/id.ts";
import { ACCESS_REFUSALS, AccessRefusedError } from "../accessStorage.ts";
import type { AccessStorage } from "../accessStorage.ts";
import { DamagedPlanError, DiskRefusedError, PlanChangedError, PlanIdError } from "../planStorage.ts";
import type {
  LogEntry,
  NewPlan,
  PlanLog,
  PlanStorage,
  ReplacedPlan,
  SalvagedPlan,
  StoredPlan,
} from "../planStorage.ts";
import { takeDataFolder } from "./dataFolder.ts";
import type { DataFolder } from "./dataFolder.ts";
import { ensureDatabase } from "./ensureDatabase.ts";
import type { ReadCalls } from "./readWorker.ts";
import { CallableWorker, SQLITE_ERROR, WorkerCallError } from "./workerCalls.ts";
import type { Write } from "./planWrites.ts";
import type { CommitRequest, WriteCalls, WriteOutcome } from "./writeWorker.ts";

export interface SqliteOptions {
  /** The folder that holds everything; made if it is not there. One server at a time works in it. */
  readonly dataDir: string;
  /** Milliseconds between two tries of a disk that has refused a write. */
  readonly probeMs?: number;
  /** For tests only: a disk that is slow or refuses. Read at every commit, so that a test can change it. */
  readonly faults?: SqliteFaults;
}

interface SqliteFaults {
  /** Milliseconds every commit takes longer. */
  commitDelayMs: number;
  /** How many of the next commits fail. */
  failCommits: number;
  /** How many pages the database may have from the next commit on: beyond them SQLite finds the disk full. */
  mostPages?: number;
}

/**
 * Plans in one SQLite file. Nothing here waits for the disk on the calling thread: one worker has the only connection
 * that writes, another one reads.
 *
 * @throws DataFolderInUseError if another server has the folder
 */
export async function openSqliteStorage(options: SqliteOptions): Promise<PlanStorage> {
  const folder = takeDataFolder(options.dataDir);
  const storage = new SqliteStorage(folder, options);
  try {
    ensureDatabase(folder.databasePath);
    await storage.open();
  } catch (error) {
    await storage.close();
    throw error;
  }
  return storage;
}

interface WaitingWrite {
  readonly write: Write;
  readonly resolve: (sequences: readonly number[]) => void;
  readonly reject: (error: Error) => void;
}

class SqliteStorage implements PlanStorage {
  readonly #folder: DataFolder;
  readonly #faults: SqliteFaults;
  readonly #probeMs: number;
  readonly #writer: CallableWorker<WriteCalls>;
  readonly #reader: CallableWorker<ReadCalls>;
  readonly access: AccessStorage;
  #waiting: WaitingWrite[] = [];
  #committing: Promise<void> | null = null;
  #probe: NodeJS.Timeout | null = null;
  #writable = true;
  #followers: ((writable: boolean) => void)[] = [];
  #closed = false;

  constructor(folder: DataFolder, { probeMs = 1_000, faults = { commitDelayMs: 0, failCommits: 0 } }: SqliteOptions) {
    this.#folder = folder;
    this.#faults = faults;
    this.#probeMs = probeMs;
    this.#writer = new CallableWorker(new URL("./writeWorker.ts", import.meta.url), folder.databasePath);
    this.#reader = new CallableWorker(new URL("./readWorker.ts", import.meta.url), folder.databasePath);
    this.access = this.#accessStorage();
  }

  get writable(): boolean {
    return this.#writable;
  }

  followWritable(onChange: (writable: boolean) => void): void {
    this.#followers.push(onChange);
  }

  /** The writer brings the tables up to date, so it goes first. A disk that is full then is no reason not to read. */
  async open(): Promise<void> {
    await this.#writer.call("open", null).catch(rethrow);
    await this.#write({ kind: "probe" }).catch((error: unknown) => {
      if (!(error instanceof DiskRefusedError)) throw error;
    });
    await this.#reader.call("listPlans", null);
  }

  async createPlan(plan: NewPlan): Promise<void> {
    await this.#write({ kind: "createPlan", plan });
  }

  async append(entries: readonly LogEntry[]): Promise<readonly number[]> {
    return this.#write({ kind: "append", entries });
  }

  async writeCheckpoint(planId: PlanId, sequence: number, state: Uint8Array): Promise<void> {
    await this.#write({ kind: "checkpoint", planId, sequence, state });
  }

  async forgetFormer(planId: PlanId): Promise<void> {
    await this.#write({ kind: "forgetFormer", planId });
  }

  async dropClaims(planId: PlanId, clientIds: readonly number[]): Promise<void> {
    await this.#write({ kind: "dropClaims", planId, clientIds });
  }

  async passClaims(from: string, to: string): Promise<void> {
    await this.#write({ kind: "passClaims", from, to });
  }

  async removePlan(planId: PlanId): Promise<void> {
    await this.#write({ kind: "removePlan", planId });
  }

  async replacePlan(plan: ReplacedPlan): Promise<void> {
    await this.#write({ kind: "replacePlan", plan });
  }

  async listPlans(): Promise<readonly StoredPlan[]> {
    return this.#reader.call("listPlans", null).catch(rethrow);
  }

  async findPlan(planId: PlanId): Promise<StoredPlan | null> {
    return this.#reader.call("findPlan", planId).catch(rethrow);
  }

  async load(planId: PlanId): Promise<PlanLog | null> {
    return this.#reader.call("load", planId).catch(rethrow);
  }

  async salvage(planId: PlanId): Promise<SalvagedPlan | null> {
    return this.#reader.call("salvage", planId).catch(rethrow);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#probe) clearTimeout(this.#probe);
    while (this.#committing) await this.#committing;
    // A thread that could not open the database has nothing to close.
    await Promise.allSettled([this.#reader.call("close", null)]);
    // The last connection that closes leaves one tidy file behind, and only the writer may tidy.
    await Promise.allSettled([this.#writer.call("close", null)]);
    await Promise.all([this.#reader.stop(), this.#writer.stop()]);
    this.#folder.release();
  }

  #accessStorage(): AccessStorage {
    const reader = this.#reader;
    return {
      commit: async (changes) => void (await this.#write({ kind: "access", changes })),
      findSession: (secretHash) => reader.call("findSession", secretHash).catch(rethrow),
      sessionsOf: (userId) => reader.call("sessionsOf", userId).catch(rethrow),
      findUser: (userId) => reader.call("findUser", userId).catch(rethrow),
      firstUser: (none) => reader.call("firstUser", none).catch(rethrow),
      findMember: (member) => reader.call("findMember", member).catch(rethrow),
      membersOf: (planId) => reader.call("membersOf", planId).catch(rethrow),
      membershipsOf: (userId) => reader.call("membershipsOf", userId).catch(rethrow),
      ownedPlans: (none) => reader.call("ownedPlans", none).catch(rethrow),
      findLink: (linkId) => reader.call("findLink", linkId).catch(rethrow),
      linksInto: (planId) => reader.call("linksInto", planId).catch(rethrow),
      findAnswer: (asked) => reader.call("findAnswer", asked).catch(rethrow),
      findCondition: (planId) => reader.call("findCondition", planId).catch(rethrow),
      conditions: (none) => reader.call("conditions", none).catch(rethrow),
      auditOf: (page) => reader.call("auditOf", page).catch(rethrow),
    };
  }

  #write(write: Write): Promise<readonly number[]> {
    if (this.#closed) return Promise.reject(new Error("The storage is closed."));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      this.#committing ??= this.#commitWaiting();
    });
  }

  /** Group commit: whatever came while the disk was busy goes together into the next transaction. */
  async #commitWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whoever writes in the same turn of the event loop goes along.
      await Promise.resolve();
      const group = this.#waiting;
      this.#waiting = [];
      try {
        const outcomes = await this.#writer.call("commit", {
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
    const { commitDelayMs, failCommits, mostPages = Infinity } = this.#faults;
    const fails = failCommits > 0;
    if (fails) this.#faults.failCommits -= 1;
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
      this.#write({ kind: "probe" }).catch(() => undefined);
    }, this.#probeMs);
    this.#probe.unref();
  }
}

function settle({ resolve, reject }: WaitingWrite, outcome: WriteOutcome | undefined): void {
  if (outcome?.ok) resolve(outcome.sequences);
  else reject(asStorageError(new WorkerCallError(outcome?.errorName ?? "Error", outcome?.message ?? "Not written.")));
}

function rethrow(error: unknown): never {
  throw asStorageError(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Errors lose their class on the way between threads. */
function asStorageError(error: unknown): Error {
  if (!(error instanceof WorkerCallError)) return error instanceof Error ? error : new Error(String(error));
  if (error.errorName === SQLITE_ERROR) return Object.assign(new Error(error.message), { code: SQLITE_ERROR });
  if (error.errorName === "DamagedPlanError") return new DamagedPlanError(error.message);
  if (error.errorName === "PlanChangedError") return new PlanChangedError(error.message);
  const refusal = ACCESS_REFUSALS.find((known) => known === error.message);
  if (error.errorName === "AccessRefusedError" && refusal) return new AccessRefusedError(refusal);
  if (error.errorName === "PlanIdError") return new PlanIdError(error.message);
  return error;
}
