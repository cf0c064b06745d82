import { rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { backup, DatabaseSync } from "node:sqlite";

import { createPrivate } from "./dataFolder.ts";
import { openForReading } from "./schema.ts";

/** More pages than a database can have: everything is copied in one step, so that no write makes it begin anew. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies a database as it is at one moment, on a thread of its own: commits go on meanwhile. The copy is one file, for
 * its owner only, and on disk when the promise resolves. What lay at `to` is replaced.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  rmSync(to, { force: true });
  const source = openForReading(from);
  try {
    await backup(source, createPrivate(to), { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  // Without a write-ahead log there are no side files that somebody could leave behind.
  const copy = new DatabaseSync(to);
  copy.exec("PRAGMA journal_mode = DELETE");
  copy.close();
  const file = await open(to);
  await file.sync();
  await file.close();
}
