import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";

import { copyDatabase } from "../storage/sqlite/copyDatabase.ts";
import { isInUse, makeFolder } from "../storage/sqlite/dataFolder.ts";
import { messageOf } from "../messageOf.ts";
import type { Report } from "./command.ts";
import type { PlanWorker } from "./openPlanWorker.ts";
import { verifyCopy } from "./verifyStore.ts";

export interface Backup {
  readonly databasePath: string;
  /** Absolute path of the file to be. */
  readonly file: string;
  /** Whether a file of that name may be replaced. */
  readonly force: boolean;
}

/** Copies the whole store as it is at one moment, and has the copy verified before it gets its name. */
export async function backUp(
  { databasePath, file, force }: Backup,
  worker: PlanWorker,
  report: Report,
): Promise<boolean> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && (!found.isFile() || isInUse(found, databasePath))) {
    const what = found.isFile() ? "belongs to the server’s own store" : "is no file that could be replaced";
    report.complain(`${file} ${what}. Choose another name.`);
    return false;
  }
  if (!force && found) {
    report.complain(`${file} exists already. Choose another name, or add --force to replace it.`);
    return false;
  }
  const part = `${file}.part`;
  report.progress("copying");
  try {
    makeFolder(dirname(file));
    await copyDatabase(databasePath, part);
    const whole = await verifyCopy(part, worker, report);
    const name = whole ? file : `${file}.damaged`;
    renameSync(part, name);
    if (whole) report.say(`The backup is in ${name}, verified.`);
    else report.complain(`The copy is in ${name}, with the damage that the store has. ${file} was not written.`);
    return whole;
  } catch (error) {
    if (existsSync(part)) rmSync(part);
    report.complain(`${file} was not written: ${messageOf(error)}`);
    return false;
  }
}
