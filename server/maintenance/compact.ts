import type { PlanId } from "#shared/model/id.ts";
import type { PlanStorage } from "../storage/planStorage.ts";
import type { PlanRooms } from "../sync/planRooms.ts";
import { messageOf } from "../messageOf.ts";
import type { Report } from "./command.ts";
import type { PlanWorker } from "./openPlanWorker.ts";
import { counted, nameOf } from "./wording.ts";

export interface Workshop {
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
  readonly worker: PlanWorker;
}

interface Tally {
  rows: number;
  claims: number;
}

/** Puts every plan's log together into one state. Equal for every reader before and after, and harmless to be killed in. */
export async function compact(workshop: Workshop, report: Report): Promise<boolean> {
  const plans = await workshop.storage.listPlans();
  const tally = { rows: 0, claims: 0 };
  let failed = 0;
  for (const [at, { planId, title }] of plans.entries()) {
    report.progress(`${at + 1} of ${plans.length} plans`);
    try {
      await compactPlan(workshop, planId, tally);
    } catch (error) {
      failed += 1;
      report.complain(`${nameOf(planId, title)} was left as it is: ${messageOf(error)}`);
    }
  }
  const { rows, claims } = tally;
  report.say(
    `${counted(plans.length - failed)} compacted. Log rows put together: ${rows}; unused ids dropped: ${claims}.`,
  );
  if (failed > 0) report.complain(`${counted(failed)} could not be compacted: node server/main.ts verify says more.`);
  return failed === 0;
}

/**
 * A log can be put together while people write to the plan. Whose an id is must not change under them, so claims are
 * dropped only where nobody is.
 */
async function compactPlan({ storage, rooms, worker }: Workshop, planId: PlanId, tally: Tally): Promise<void> {
  const work = async (unused: boolean): Promise<void> => {
    const log = await storage.load(planId);
    if (!log) return;
    const { state, unusedClaims } = await worker.call("compact", { planId, log });
    if (log.updates.length > 0 || log.lastCheckpointIsDamaged)
      await storage.writeCheckpoint(planId, log.sequence, state);
    // What it makes needless goes once it is seen that it can be read.
    if (!(await storage.load(planId))?.lastCheckpointIsDamaged) await storage.forgetFormer(planId);
    if (unused && unusedClaims.length > 0) await storage.dropClaims(planId, unusedClaims);
    tally.rows += log.updates.length;
    tally.claims += unused ? unusedClaims.length : 0;
  };
  if (!(await rooms.whileClosed(planId, true, () => work(true)))) await work(false);
}
