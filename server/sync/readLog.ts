import type { PlanId } from "#shared/model/id.ts";
import type { Condition } from "#shared/protocol/messages.ts";
import type { Log } from "../log.ts";
import { DamagedPlanError } from "../storage/planStorage.ts";
import type { PlanLog, PlanStorage } from "../storage/planStorage.ts";

/** What a room is made of, and whether what is written to it can be kept. */
export interface ReadLog {
  readonly log: PlanLog;
  readonly condition: Condition;
}

interface ReadLogOptions {
  readonly planId: PlanId;
  readonly storage: PlanStorage;
  readonly log: Log;
}

/**
 * Reads a plan's log; of a damaged one what lies before the damage. Null if there is no such plan.
 *
 * @throws what the storage said, DamagedPlanError if nothing of the plan can be read
 */
export async function readLog({ planId, storage, log }: ReadLogOptions): Promise<ReadLog | null> {
  try {
    const whole = await storage.load(planId);
    if (whole?.lastCheckpointIsDamaged) {
      log.error({ planId }, "The last checkpoint of a plan is damaged. All of it was read from the one before.");
    }
    return whole && { log: whole, condition: { kind: storage.writable ? "writable" : "diskRefuses" } };
  } catch (error) {
    if (!(error instanceof DamagedPlanError)) throw error;
    const salvaged = await storage.salvage(planId);
    if (!salvaged) return null;
    const { missing } = salvaged;
    log.error(
      { err: error, planId, missing },
      "A plan is damaged. It is shown as far as it is whole, and takes nothing.",
    );
    return { log: salvaged.log, condition: { kind: "damaged", missing } };
  }
}
