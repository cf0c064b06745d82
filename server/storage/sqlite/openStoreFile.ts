import type { PlanId } from "#shared/model/id.ts";
import type { PlanLog, SalvagedPlan, StoredPlan } from "../planStorage.ts";
import type { ReadCalls } from "./readWorker.ts";
import { CallableWorker } from "./workerCalls.ts";

/** A database of plans, of a server or a backup, of which nothing is written. */
export interface StoreFile {
  /** What is wrong with the file itself; nothing if it is whole. What is wrong with a plan is found by loading it. */
  check(): Promise<readonly string[]>;
  listPlans(): Promise<readonly StoredPlan[]>;
  /** Rejects if what is there is not what was written. */
  load(planId: PlanId): Promise<PlanLog | null>;
  /** As far as it is whole. Rejects if nothing of it is. */
  salvage(planId: PlanId): Promise<SalvagedPlan | null>;
  close(): Promise<void>;
}

/** Opens a database to read it, on a thread of its own. Somebody else may be writing to it. */
export function openStoreFile(path: string): StoreFile {
  const reader = new CallableWorker<ReadCalls>(new URL("./readWorker.ts", import.meta.url), path);
  return {
    check: () => reader.call("check", null),
    listPlans: () => reader.call("listPlans", null),
    load: (planId) => reader.call("load", planId),
    salvage: (planId) => reader.call("salvage", planId),
    close: async () => {
      // A thread that could not open the file has nothing to close.
      await Promise.allSettled([reader.call("close", null)]);
      await reader.stop();
    },
  };
}
