/** The thread that opens stored documents for maintenance, so that a large one keeps nobody waiting. */
import { answerCalls } from "../storage/sqlite/workerCalls.ts";
import { compactStored, inspectStored, rebuildStored } from "../sync/storedPlan.ts";

const calls = { inspect: inspectStored, compact: compactStored, rebuild: rebuildStored };
export type PlanCalls = typeof calls;

answerCalls(calls);
