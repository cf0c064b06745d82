import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

import { createPrivate, hasContent } from "./dataFolder.ts";
import { openForWriting } from "./schema.ts";
import { syncFolder } from "./syncFolder.ts";

/**
 * Makes the database of a new data folder. It gets its name when it is whole and on disk: so one that is there and
 * empty has lost what was in it, and is never taken for a new one.
 *
 * @throws if there was a database once and its plans are gone; the message says what to do
 */
export function ensureDatabase(databasePath: string): void {
  if (hasContent(databasePath)) return;
  const loss = lossOf(databasePath);
  if (loss !== null) throw new Error(loss);
  const unnamed = `${databasePath}.new`;
  for (const side of ["", "-wal", "-shm"]) rmSync(unnamed + side, { force: true });
  openForWriting(createPrivate(unnamed)).close();
  renameSync(unnamed, databasePath);
  syncFolder(dirname(databasePath));
}

/** What happened to a database that was there once and has nothing in it, and what to do. Null if there never was one. */
export function lossOf(databasePath: string): string | null {
  if (hasContent(databasePath)) return null;
  const lost = existsSync(databasePath) ? "is empty" : hasContent(`${databasePath}-wal`) ? "is missing" : null;
  return (
    lost &&
    `The database ${databasePath} ${lost}, so the plans that were in it are lost from there. Restore a backup: ` +
      "node server/main.ts restore FILE. To begin without plans, move what is left of it out of the folder."
  );
}
