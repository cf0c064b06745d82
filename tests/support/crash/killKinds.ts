import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import * as Y from "yjs";

import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { ask } from "../ask.ts";
import { processSettings } from "../processSettings.ts";
import { startedServer } from "../serverProcess.ts";
import { inStore } from "../storedPlans.ts";

const MAIN = fileURLToPath(new URL("../../../server/main.ts", import.meta.url));
/** Plans in an older layout, each of which is brought to the present one when it is opened. */
const OLD_PLANS = 12;

/** Kills a server at some moment of its start. */
export async function killWhileStarting(env: Readonly<Record<string, string>>, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...processSettings, PORT: "0", ...env },
    stdio: "ignore",
  });
  const ended = once(child, "close");
  setTimeout(() => child.kill("SIGKILL"), afterMs);
  await ended;
}

/** Puts plans in an older layout into the store of a server that is stopped. */
export async function storeOldPlans(dataDir: string): Promise<readonly PlanId[]> {
  const plans = Array.from({ length: OLD_PLANS }, () => newId<PlanId>());
  const state = Y.encodeStateAsUpdate(new Y.Doc());
  await inStore(dataDir, async (storage) => {
    const keeper = await storage.access.firstUser(null);
    const common = { title: "Old", createdAt: 0, state, ...(keeper && { owner: keeper.userId }) };
    for (const planId of plans) await storage.createPlan({ planId, epoch: newId(), ...common });
  });
  return plans;
}

/** Kills a server while it opens plans, which brings them to the present layout. */
export async function killWhileOpening(
  env: Readonly<Record<string, string>>,
  plans: readonly PlanId[],
  afterMs: number,
): Promise<void> {
  const server = await startedServer(env);
  const opening = Promise.allSettled(plans.map((planId) => ask(`${server.url}/api/plans/${planId}/export`)));
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await server.stop("SIGKILL");
  await opening;
}

/** Those of the plans that a server cannot open. */
export async function plansThatDoNotOpen(url: string, plans: readonly PlanId[]): Promise<readonly PlanId[]> {
  const found = await Promise.all(
    plans.map(async (planId) => ((await ask(`${url}/api/plans/${planId}/export`)).status === 200 ? [] : [planId])),
  );
  return found.flat();
}
