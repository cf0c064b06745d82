import { openForWriting } from "./schema.ts";
import { takeDataFolder } from "./dataFolder.ts";

/**
 * Gives the room that deleted rows have left back to the file system. Writes the whole database anew while nobody else
 * can write, so only where no server works.
 *
 * @throws DataFolderInUseError if one does
 */
export function shrinkDatabase(dataDir: string): void {
  const folder = takeDataFolder(dataDir);
  try {
    const database = openForWriting(folder.databasePath);
    database.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
    database.close();
  } finally {
    folder.release();
  }
}
