import { openPlanWorker } from "../maintenance/openPlanWorker.ts";
import { readNewPlan } from "./readNewPlan.ts";
import type { NewPlanCall } from "./readNewPlan.ts";

type Outcome = ReturnType<typeof readNewPlan>;

/** Bytes that are read in some hundredths of a second. */
const MOST_AT_ONCE = 128 * 1024;

/** Reads what plans are to be made of: large files one after the other on a thread of their own, small ones at once. */
export class NewPlanReader {
  #last: Promise<unknown> = Promise.resolve();

  read(call: NewPlanCall): Outcome | Promise<Outcome> {
    if (call.body.length <= MOST_AT_ONCE) return readNewPlan(call);
    const outcome = this.#last.then(() => readElsewhere(call));
    this.#last = outcome.catch(() => undefined);
    return outcome;
  }
}

async function readElsewhere(call: NewPlanCall): Promise<Outcome> {
  const worker = openPlanWorker();
  try {
    return await worker.call("readNewPlan", call);
  } finally {
    await worker.stop();
  }
}
