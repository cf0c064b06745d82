import type { PlanId } from "#shared/model/id.ts";
import type { StoredPlan } from "../storage/planStorage.ts";
import { openStoreFile } from "../storage/sqlite/openStoreFile.ts";
import type { StoreFile } from "../storage/sqlite/openStoreFile.ts";
import { messageOf } from "../messageOf.ts";
import type { Report } from "./command.ts";
import type { PlanWorker } from "./openPlanWorker.ts";
import { counted, nameOf } from "./wording.ts";

/** How many lines about the database file are told; a broken one has thousands. */
const MOST_LINES = 10;
const COMPACT = "node server/main.ts compact";

/**
 * Looks at everything in a database and writes nothing: the file itself, every row's checksum, and whether every plan
 * can be opened. True if all is whole. What no command has written is told as well; it does no harm.
 */
export async function verifyStore(databasePath: string, worker: PlanWorker, report: Report): Promise<boolean> {
  const store = openStoreFile(databasePath);
  try {
    return await verify(store, worker, report);
  } finally {
    await store.close();
  }
}

/** As verifyStore, but says only what is damaged: for a copy that is made or put in place. */
export function verifyCopy(databasePath: string, worker: PlanWorker, report: Report): Promise<boolean> {
  return verifyStore(databasePath, worker, { ...report, say: () => undefined });
}

async function verify(store: StoreFile, worker: PlanWorker, report: Report): Promise<boolean> {
  const [broken, plans] = await Promise.all([store.check(), store.listPlans()]).catch((error: unknown) => {
    return [[messageOf(error)], []] as const;
  });
  for (const line of broken.slice(0, MOST_LINES)) report.complain(`The database file is damaged: ${line}`);
  const count = { whole: 0, odd: 0, mendable: 0, damaged: 0 };
  for (const [at, plan] of plans.entries()) {
    report.progress(`${at + 1} of ${plans.length} plans`);
    count[await verifyPlan(store, worker, plan, report)] += 1;
  }
  if (broken.length === 0 && count.damaged === 0) {
    if (count.mendable > 0) {
      report.complain(`Nothing is lost. ${COMPACT} writes the checkpoints of ${counted(count.mendable)} anew.`);
      return false;
    }
    const oddly = count.odd === 0 ? "" : ` In ${count.odd} of them is what no command writes; that does no harm.`;
    report.say(`${counted(plans.length)} looked at, all whole.${oddly}`);
    return true;
  }
  report.complain(
    `Damaged: ${count.damaged} of ${counted(plans.length)}${broken.length > 0 ? ", and the database file" : ""}. Nothing was ` +
      "changed. Keep a copy of the data folder as it is, then restore a backup made before the damage: " +
      "node server/main.ts restore FILE.",
  );
  return false;
}

async function verifyPlan(
  store: StoreFile,
  worker: PlanWorker,
  { planId, title }: StoredPlan,
  report: Report,
): Promise<"whole" | "odd" | "mendable" | "damaged"> {
  try {
    const log = await store.load(planId);
    if (log?.lastCheckpointIsDamaged) {
      report.complain(
        `${nameOf(planId, title)}: its last checkpoint is damaged; all of it is in the one before and since.`,
      );
      return "mendable";
    }
    const kinds = log ? Object.entries(await worker.call("inspect", { planId, log })) : [];
    if (kinds.length === 0) return "whole";
    const counts = kinds.map(([kind, count]) => `${kind} ${count}`).join(", ");
    report.say(`${nameOf(planId, title)}: whole; what no command writes: ${counts}.`);
    return "odd";
  } catch (error) {
    report.complain(`${nameOf(planId, title)}: ${messageOf(error)} ${await extentOf(store, planId)}`);
    return "damaged";
  }
}

/** What can still be seen of a plan that is damaged. */
async function extentOf(store: StoreFile, planId: PlanId): Promise<string> {
  const salvaged = await store.salvage(planId).catch(() => null);
  if (!salvaged) return "Nothing of it can be shown; devices that had it open may still hold it.";
  const { missing } = salvaged;
  return `It is shown as it was before, without ${missing === 1 ? "the last change" : `the last ${missing} changes`}.`;
}
