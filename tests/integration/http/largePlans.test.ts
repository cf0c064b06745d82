import { expect, it } from "vitest";

import { defaultLimits } from "#server/limits.ts";
import { readPlanFile } from "#shared/exchange/planFile.ts";
import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";
import { ask } from "#tests/support/ask.ts";
import { planFileOf } from "#tests/support/largePlan.ts";
import { StallWatch, tooLongMs, workedMs } from "#tests/support/stallWatch.ts";
import { startServer } from "#tests/support/startServer.ts";

interface Watched<Answer> {
  readonly answer: Answer;
  /** Milliseconds of the longest stall, and of all work of this thread. */
  readonly longest: number;
  readonly worked: number;
}

async function watched<Answer>(work: () => Promise<Answer>): Promise<Watched<Answer>> {
  const watch = new StallWatch();
  const before = workedMs();
  watch.start();
  const answer = await work();
  watch.stop();
  return { answer, longest: watch.longest, worked: workedMs() - before };
}

it("SRV-25: the largest plan file is taken in without keeping others waiting, and goes out in steps", async () => {
  const { url } = await startServer({ client: "none" });
  const body = JSON.stringify(planFileOf({ missions: 10, objectives: defaultLimits.objectives, checkIns: 5 }));
  expect(body.length).toBeGreaterThan(0.75 * defaultLimits.importBytes);
  const headers = { "content-type": "application/json" };
  const takenIn = await watched(() => ask(`${url}/api/plans`, { method: "POST", body, headers }));
  const planId = parseCreatedPlan(takenIn.answer.json());
  const givenOut = await watched(() => ask(`${url}/api/plans/${planId}/export`));
  expect(readPlanFile(givenOut.answer.json())).toEqual(readPlanFile(JSON.parse(body)));
  expect(takenIn.longest).toBeLessThan(tooLongMs());
  // Applying, looking through, reading, writing: none of them is half of it.
  expect(givenOut.longest).toBeLessThan(0.5 * givenOut.worked);
});
