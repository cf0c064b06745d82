import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another process works in this data folder. The message says what to do. */
class DataFolderInUseError extends Error {
  override readonly name = "DataFolderInUseError";
}

export interface DataFolder {
  /** Where the database of the plans is, or will be. */
  readonly databasePath: string;
  /** Lets another server have the folder. The operating system does the same when the process ends, however it ends. */
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Makes the folder if it is not there and takes it for this process alone. The lock is one that SQLite holds on an
 * empty file, because it is the operating system's: nothing stale stays behind after kill -9.
 *
 * @throws DataFolderInUseError if another process has it, or what the file system said
 */
export function takeDataFolder(dataDir: string): DataFolder {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const databasePath = databaseIn(dataDir);
  const lock = new DatabaseSync(createPrivate(join(dataDir, "waymark.lock")));
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new DataFolderInUseError(
      `Another Waymark server is using the data folder ${dataDir}. Stop that server, or set DATA_DIR to another folder.`,
    );
  }
  return { databasePath, release: () => lock.close() };
}

/** Where the database of a data folder is. */
export function databaseIn(dataDir: string): string {
  return join(dataDir, "waymark.db");
}

/** Whether there is a database with anything in it. */
export function hasContent(databasePath: string): boolean {
  return (statSync(databasePath, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** SQLite would make its files readable for everybody; its side files take over the mode of the database. */
export function createPrivate(path: string): string {
  closeSync(openSync(path, "a", 0o600));
  return path;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
