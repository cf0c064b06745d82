import { DatabaseSync } from "node:sqlite";

import { hasContent } from "./dataFolder.ts";

/**
 * One entry per version of the database, applied in order, each in a transaction of its own. An entry that has been
 * released is never changed.
 *
 * `plans.sequence` is the number of the last row appended to the plan's log: if the log ends earlier, its end is lost.
 * Every `checksum` covers the row's key and content; see checksum.ts.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE plans (
    plan TEXT PRIMARY KEY,
    epoch TEXT NOT NULL,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    checksum INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE update_log (
    plan TEXT NOT NULL REFERENCES plans,
    sequence INTEGER NOT NULL,
    content BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (plan, sequence)
  ) STRICT;
  CREATE TABLE checkpoints (
    plan TEXT PRIMARY KEY REFERENCES plans,
    sequence INTEGER NOT NULL,
    content BLOB NOT NULL,
    checksum INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE client_ids (
    plan TEXT NOT NULL REFERENCES plans,
    client_id INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (plan, client_id)
  ) STRICT, WITHOUT ROWID;
  `,
  // Who may come in and what they have done; see accessTable.ts.
  `
  CREATE TABLE access (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    other TEXT NOT NULL,
    rank INTEGER NOT NULL,
    content TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX access_by_owner ON access (kind, owner, rank);
  CREATE INDEX access_by_other ON access (kind, other);
  CREATE INDEX client_ids_by_user ON client_ids (user_id);
  `,
  // The checkpoint before the last one is kept, and every row since.
  `
  ALTER TABLE checkpoints RENAME TO former;
  CREATE TABLE checkpoints (
    plan TEXT NOT NULL REFERENCES plans,
    sequence INTEGER NOT NULL,
    content BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (plan, sequence)
  ) STRICT;
  INSERT INTO checkpoints SELECT plan, sequence, content, checksum FROM former;
  DROP TABLE former;
  `,
];

/** How long a connection waits for another that is in its way. In milliseconds. */
export const BUSY_MS = 5_000;

/** Opens the one connection that writes: what COMMIT has returned from is on disk, also after a power cut. */
export function openForWriting(path: string): DatabaseSync {
  const isNew = !hasContent(path);
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    if (!isNew) refuseForeign(database, path);
    // What is deleted is overwritten too: nobody finds a plan in the file that is said to be gone.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens a connection that only reads a database that openForWriting has made. */
export function openForReading(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
  try {
    refuseForeign(database, path);
    refuseNewer(readVersion(database), MIGRATIONS);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** @throws if the database lacks what the present version reads */
export function refuseOlder(database: DatabaseSync): void {
  const version = readVersion(database);
  if (version >= MIGRATIONS.length) return;
  throw new Error(
    `The database is of version ${version}, this Waymark works with ${MIGRATIONS.length}. Start the server once, which ` +
      "brings it up to date, then try again.",
  );
}

/** Brings a database that no server has open to the newest version, in its one file. */
export function bringUpToDate(path: string): void {
  const database = new DatabaseSync(path);
  try {
    refuseForeign(database, path);
    migrate(database);
  } finally {
    database.close();
  }
}

/** Brings the database to the newest version. Does nothing if it is there already. */
export function migrate(database: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void {
  const version = readVersion(database);
  refuseNewer(version, migrations);
  for (const [at, sql] of migrations.entries()) {
    if (at < version) continue;
    // The number goes up with the tables or not at all, so that a kill in between leaves either state whole.
    try {
      database.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${at + 1}; COMMIT;`);
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }
}

/** A database without a version was not made here, or has lost what was in it: neither is a store without plans. */
function refuseForeign(database: DatabaseSync, path: string): void {
  if (readVersion(database) === 0) throw new Error(`The database ${path} is empty or not Waymark’s.`);
}

function refuseNewer(version: number, { length }: readonly string[]): void {
  if (version <= length) return;
  throw new Error(
    `The database is of version ${version}, this Waymark knows ${length}. Start the newer Waymark again.`,
  );
}

export function readVersion(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}
