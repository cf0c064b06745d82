import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { messageOf } from "../messageOf.ts";
import type { Workshop } from "./compact.ts";
import type { Report } from "./command.ts";

/**
 * Writes a plan's records into a new document under a new epoch: its history and the traces of what was deleted go.
 * Whoever has the plan open is told to come back, and gets the new one.
 */
export async function rebuild({ storage, rooms, worker }: Workshop, planId: PlanId, report: Report): Promise<boolean> {
  const done = { before: 0, after: 0 };
  report.progress(`rebuilding plan ${planId}`);
  try {
    if (!(await storage.findPlan(planId))) {
      report.complain(`There is no plan ${planId}. The address of an open plan ends with its id.`);
      return false;
    }
    await rooms.whileClosed(planId, false, async () => {
      const log = await storage.load(planId);
      if (!log) return;
      const state = await worker.call("rebuild", { planId, log });
      await storage.replacePlan({ planId, sequence: log.sequence, epoch: newId(), state });
      done.before = [log.checkpoint, ...log.updates].reduce((sum, part) => sum + (part?.length ?? 0), 0);
      done.after = state.length;
    });
  } catch (error) {
    report.complain(`Plan ${planId} was left as it is: ${messageOf(error)}`);
    return false;
  }
  report.say(`Plan ${planId} is rebuilt: ${done.before} bytes before, ${done.after} now.`);
  return true;
}
