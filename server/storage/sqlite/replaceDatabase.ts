import { existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { newId } from "#shared/model/id.ts";
import { checksum } from "./checksum.ts";
import { hasContent } from "./dataFolder.ts";
import { openForWriting } from "./schema.ts";
import { syncFolder } from "./syncFolder.ts";

/**
 * Puts `copy` in the place of the database, its plans under new epochs; the former one, if there was one, stays beside
 * under `keptPath`. Whoever calls this has the data folder. A kill at any moment leaves one of the two in place, and the
 * former one somewhere.
 */
export function replaceDatabase(databasePath: string, copy: string, keptPath: string): void {
  renewEpochs(copy);
  if (hasContent(databasePath)) mergeLog(databasePath);
  keep(databasePath, keptPath);
  renameSync(copy, databasePath);
  syncFolder(dirname(databasePath));
}

function keep(databasePath: string, keptPath: string): void {
  for (const side of ["", "-wal", "-shm"]) {
    if (!existsSync(databasePath + side)) continue;
    linkSync(databasePath + side, keptPath + side);
    // A log is still there only if it could not be merged, and would be taken for the new database's.
    if (side !== "") rmSync(databasePath + side);
  }
}

/** Devices that hold the former document then drop it instead of mixing it with the restored one. */
function renewEpochs(path: string): void {
  const database = new DatabaseSync(path);
  try {
    const renew = database.prepare("UPDATE plans SET epoch = ?, checksum = ? WHERE plan = ?");
    database.exec("BEGIN IMMEDIATE");
    for (const row of database.prepare("SELECT plan, created_at FROM plans").all()) {
      const planId = String(row["plan"]);
      const epoch = newId();
      renew.run(epoch, checksum([planId, Number(row["created_at"])], epoch), planId);
    }
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}

/** The last connection that closes merges the write-ahead log into the database. One that is damaged stays as it is. */
function mergeLog(databasePath: string): void {
  try {
    openForWriting(databasePath).close();
  } catch {
    // Being damaged is the best reason to restore.
  }
}
