import type { PlanId } from "#shared/model/id.ts";
import type { AccessStorage } from "../accessStorage.ts";
import { DiskRefusedError } from "../planStorage.ts";
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
import { GroupCommits } from "./groupCommits.ts";
import type { SqliteFaults } from "./groupCommits.ts";
import type { ReadCalls } from "./readWorker.ts";
import { asStorageError } from "./storageErrors.ts";
import { CallableWorker } from "./workerCalls.ts";
import type { WriteCalls } from "./writeWorker.ts";

export interface SqliteOptions {
  /** The folder that holds everything; made if it is not there. One server at a time works in it. */
  readonly dataDir: string;
  /** Milliseconds between two tries of a disk that has refused a write. */
  readonly probeMs?: number;
  /** For tests only: a disk that is slow or refuses. Read at every commit, so that a test can change it. */
  readonly faults?: SqliteFaults;
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

class SqliteStorage implements PlanStorage {
  readonly #folder: DataFolder;
  readonly #writer: CallableWorker<WriteCalls>;
  readonly #reader: CallableWorker<ReadCalls>;
  readonly #commits: GroupCommits;
  readonly access: AccessStorage;
  #closed = false;

  constructor(folder: DataFolder, { probeMs = 1_000, faults = { commitDelayMs: 0, failCommits: 0 } }: SqliteOptions) {
    this.#folder = folder;
    this.#writer = new CallableWorker(new URL("./writeWorker.ts", import.meta.url), folder.databasePath);
    this.#reader = new CallableWorker(new URL("./readWorker.ts", import.meta.url), folder.databasePath);
    this.#commits = new GroupCommits({ writer: this.#writer, probeMs, faults });
    this.access = this.#accessStorage();
  }

  get writable(): boolean {
    return this.#commits.writable;
  }

  followWritable(onChange: (writable: boolean) => void): void {
    this.#commits.followWritable(onChange);
  }

  /** The writer brings the tables up to date, so it goes first. A disk that is full then is no reason not to read. */
  async open(): Promise<void> {
    await this.#writer.call("open", null).catch(rethrow);
    await this.#commits.write({ kind: "probe" }).catch((error: unknown) => {
      if (!(error instanceof DiskRefusedError)) throw error;
    });
    await this.#reader.call("listPlans", null);
  }

  async createPlan(plan: NewPlan): Promise<void> {
    await this.#commits.write({ kind: "createPlan", plan });
  }

  async append(entries: readonly LogEntry[]): Promise<readonly number[]> {
    return this.#commits.write({ kind: "append", entries });
  }

  async writeCheckpoint(planId: PlanId, sequence: number, state: Uint8Array): Promise<void> {
    await this.#commits.write({ kind: "checkpoint", planId, sequence, state });
  }

  async forgetFormer(planId: PlanId): Promise<void> {
    await this.#commits.write({ kind: "forgetFormer", planId });
  }

  async dropClaims(planId: PlanId, clientIds: readonly number[]): Promise<void> {
    await this.#commits.write({ kind: "dropClaims", planId, clientIds });
  }

  async passClaims(from: string, to: string): Promise<void> {
    await this.#commits.write({ kind: "passClaims", from, to });
  }

  async removePlan(planId: PlanId): Promise<void> {
    await this.#commits.write({ kind: "removePlan", planId });
  }

  async replacePlan(plan: ReplacedPlan): Promise<void> {
    await this.#commits.write({ kind: "replacePlan", plan });
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
    await this.#commits.close();
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
      commit: async (changes) => void (await this.#commits.write({ kind: "access", changes })),
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
}

function rethrow(error: unknown): never {
  throw asStorageError(error);
}
