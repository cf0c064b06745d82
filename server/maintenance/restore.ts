import { existsSync, rmSync } from "node:fs";

import { copyDatabase } from "../storage/sqlite/copyDatabase.ts";
import { takeDataFolder } from "../storage/sqlite/dataFolder.ts";
import { keepAccess } from "../storage/sqlite/keepAccess.ts";
import { replaceDatabase } from "../storage/sqlite/replaceDatabase.ts";
import { bringUpToDate } from "../storage/sqlite/schema.ts";
import { messageOf } from "../messageOf.ts";
import type { Report } from "./command.ts";
import type { PlanWorker } from "./openPlanWorker.ts";
import { verifyCopy } from "./verifyStore.ts";

export interface Restore {
  readonly dataDir: string;
  /** Absolute path of the backup. It stays as it is. */
  readonly file: string;
  readonly now: number;
}

/**
 * Puts a backup in the place of the store of a server that is stopped. It is verified first, and the former store stays
 * beside it. Every plan gets a new epoch, so that devices which hold newer edits keep a recovery copy of them. Who may
 * come in stays as it is now, as far as the former store can be read.
 */
export async function restore({ dataDir, file, now }: Restore, worker: PlanWorker, report: Report): Promise<boolean> {
  if (!existsSync(file)) {
    report.complain(`There is no file ${file}.`);
    return false;
  }
  try {
    const folder = takeDataFolder(dataDir);
    try {
      return await restoreInto(folder.databasePath, file, now, worker, report);
    } finally {
      rmSync(copyFor(folder.databasePath), { force: true });
      folder.release();
    }
  } catch (error) {
    report.complain(`Nothing was restored: ${messageOf(error)}`);
    return false;
  }
}

async function restoreInto(
  databasePath: string,
  file: string,
  now: number,
  worker: PlanWorker,
  report: Report,
): Promise<boolean> {
  const copy = copyFor(databasePath);
  report.progress("copying");
  await copyDatabase(file, copy);
  // A backup that an older Waymark made is brought up to date first.
  bringUpToDate(copy);
  if (!(await verifyCopy(copy, worker, report))) {
    report.complain(`Nothing was restored: ${file} is damaged. Choose another backup.`);
    return false;
  }
  const isAccessKept = keepAccess(copy, databasePath);
  const keptPath = `${databasePath}.before-${new Date(now).toISOString().replaceAll(/[:.]/g, "")}`;
  replaceDatabase(databasePath, copy, keptPath);
  const kept = existsSync(keptPath) ? ` What was there before is in ${keptPath}; remove it when all is well.` : "";
  report.say(`${file} is restored.${kept}`);
  if (!isAccessKept) {
    report.say(
      "Who may come in is as it was then: look whether somebody was removed or signed out since, and do it again.",
    );
  }
  return true;
}

function copyFor(databasePath: string): string {
  return `${databasePath}.restoring`;
}
