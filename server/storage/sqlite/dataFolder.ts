import { closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import type { Stats } from "node:fs";
import { dirname, join } from "node:path";
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
const LOCK = "waymark.lock";

/**
 * Makes the folder if it is not there and takes it for this process alone. The lock is one that SQLite holds on an
 * empty file, because it is the operating system's: nothing stale stays behind after kill -9.
 *
 * @throws DataFolderInUseError if another process has it, or what the file system said
 */
export function takeDataFolder(dataDir: string): DataFolder {
  makeFolder(dataDir, 0o700);
  const databasePath = databaseIn(dataDir);
  const lock = new DatabaseSync(createPrivate(join(dataDir, LOCK)));
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

/** Whether a file is one of those that a server works with, under whichever name. */
export function isInUse(file: Stats, databasePath: string): boolean {
  const names = ["", "-wal", "-shm"].map((side) => databasePath + side);
  return [...names, join(dirname(databasePath), LOCK)].some((name) => {
    const own = statSync(name, { throwIfNoEntry: false });
    return own?.ino === file.ino && own.dev === file.dev;
  });
}

/** Whether there is a database with anything in it. */
export function hasContent(databasePath: string): boolean {
  return (statSync(databasePath, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/**
 * Makes a folder and those it lies in, as far as they are not there. Node's own way to do so never ends where a file system
 * takes no folder and does not say so, as /proc.
 */
export function makeFolder(path: string, mode?: number): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent, mode);
  mkdirSync(path, mode);
}

/** SQLite would make its files readable for everybody; its side files take over the mode of the database. */
export function createPrivate(path: string): string {
  closeSync(openSync(path, "a", 0o600));
  return path;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
