import { CallableWorker } from "../storage/sqlite/workerCalls.ts";
import type { PlanCalls } from "./planWorker.ts";

export type PlanWorker = CallableWorker<PlanCalls>;

/** A thread for whole plans. Whoever opens it stops it. */
export function openPlanWorker(): PlanWorker {
  return new CallableWorker<PlanCalls>(new URL("./planWorker.ts", import.meta.url), null);
}
