import { ACCESS_REFUSALS, AccessRefusedError } from "../accessStorage.ts";
import { DamagedPlanError, PlanChangedError, PlanIdError } from "../planStorage.ts";
import { SQLITE_ERROR, WorkerCallError } from "./workerCalls.ts";

/** What was thrown in a worker, as what it was there: errors lose their class on the way between threads. */
export function asStorageError(error: unknown): Error {
  if (!(error instanceof WorkerCallError)) return error instanceof Error ? error : new Error(String(error));
  if (error.errorName === SQLITE_ERROR) return Object.assign(new Error(error.message), { code: SQLITE_ERROR });
  if (error.errorName === "DamagedPlanError") return new DamagedPlanError(error.message);
  if (error.errorName === "PlanChangedError") return new PlanChangedError(error.message);
  const refusal = ACCESS_REFUSALS.find((known) => known === error.message);
  if (error.errorName === "AccessRefusedError" && refusal) return new AccessRefusedError(refusal);
  if (error.errorName === "PlanIdError") return new PlanIdError(error.message);
  return error;
}
