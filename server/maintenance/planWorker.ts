/** The thread that works on whole plans, so that a large one keeps nobody waiting. */
import { readNewPlan } from "../http/readNewPlan.ts";
import { answerCalls } from "../storage/sqlite/workerCalls.ts";
import { compactStored, inspectStored, rebuildStored } from "../sync/storedPlan.ts";

const calls = { inspect: inspectStored, compact: compactStored, rebuild: rebuildStored, readNewPlan };
export type PlanCalls = typeof calls;

answerCalls(calls);
