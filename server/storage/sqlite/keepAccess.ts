import { DatabaseSync } from "node:sqlite";

import { AccessTable } from "./accessTable.ts";
import { hasContent } from "./dataFolder.ts";
import { openForReading } from "./schema.ts";

const USERS = "SELECT id FROM present.access WHERE kind = 'user'";
const PLANS = "SELECT plan FROM present.plans";

/** What the present database would know of it. What it does not know at all is the backup's to say. */
const REPLACED = `
  DELETE FROM main.access WHERE
    (kind = 'session' AND owner IN (${USERS})) OR
    (kind = 'link' AND (owner = 'keeper' OR owner IN (${USERS}) OR owner IN (${PLANS}))) OR
    (kind IN ('member', 'audit') AND owner IN (${PLANS}));
  INSERT OR REPLACE INTO main.access SELECT * FROM present.access WHERE
    kind IN ('user', 'session', 'link') OR
    (kind IN ('member', 'audit') AND owner IN (SELECT plan FROM main.plans));
`;

/**
 * Leaves who may come in as it is now while a copy takes the place of the present database: nobody comes in again who was
 * signed out or removed since the copy was made, by no link that was used up or revoked. False if the present database
 * cannot say; then all of that is as it was when the copy was made.
 */
export function keepAccess(copy: string, databasePath: string): boolean {
  if (!hasContent(databasePath) || !isReadable(databasePath)) return false;
  const database = new DatabaseSync(copy);
  try {
    database.prepare("ATTACH ? AS present").run(databasePath);
    database.exec(`BEGIN IMMEDIATE; ${REPLACED} COMMIT;`);
    return true;
  } catch {
    // Being damaged is the best reason to restore.
    if (database.isTransaction) database.exec("ROLLBACK");
    return false;
  } finally {
    database.close();
  }
}

function isReadable(databasePath: string): boolean {
  try {
    const database = openForReading(databasePath);
    try {
      return new AccessTable(database).check().length === 0;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
