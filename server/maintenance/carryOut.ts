import type { EntryLinks } from "../auth/entryLinks.ts";
import { backUp } from "./backUp.ts";
import type { MaintenanceCommand, Report } from "./command.ts";
import { compact } from "./compact.ts";
import type { Workshop } from "./compact.ts";
import { openPlanWorker } from "./openPlanWorker.ts";
import { rebuild } from "./rebuild.ts";
import { verifyStore } from "./verifyStore.ts";

export interface Premises extends Omit<Workshop, "worker"> {
  readonly databasePath: string;
  readonly links: EntryLinks;
}

/** Does what was asked for. True if it is done and nothing is damaged; else the report says why not. */
export async function carryOut(command: MaintenanceCommand, premises: Premises, report: Report): Promise<boolean> {
  const { databasePath } = premises;
  if (command.name === "token") {
    report.say(await premises.links.forKeeper());
    return true;
  }
  const worker = openPlanWorker();
  try {
    switch (command.name) {
      case "verify":
        return await verifyStore(databasePath, worker, report);
      case "compact":
        return await compact({ ...premises, worker }, report);
      case "rebuild":
        return await rebuild({ ...premises, worker }, command.planId, report);
      case "backup":
        return await backUp({ databasePath, file: command.file, force: command.force }, worker, report);
    }
  } finally {
    await worker.stop();
  }
}
