import type { WebSocket } from "ws";

import type { PlanId } from "#shared/model/id.ts";
import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";
import { ask } from "../ask.ts";
import { ownerSocket } from "../ownerSocket.ts";
import { startedServer } from "../serverProcess.ts";

/** A server whose promises are put to the test by killing it. */
export interface CrashSubject {
  /** Starts it on the data it had. `url`: where it listens, `http://host:port`. */
  readonly start: () => Promise<{ readonly url: string; readonly stop: () => Promise<unknown> }>;
  readonly createPlan: (url: string) => Promise<PlanId>;
  /** What the stock provider speaks to it through. */
  readonly Socket: new (address: string | URL) => WebSocket;
}

/** Waymark itself, with these settings. */
export function waymarkSubject(env: Readonly<Record<string, string>>): CrashSubject {
  return {
    start: async () => {
      const server = await startedServer(env);
      return { url: server.url, stop: () => server.stop("SIGKILL") };
    },
    createPlan,
    Socket: ownerSocket,
  };
}

async function createPlan(url: string): Promise<PlanId> {
  const answer = await ask(`${url}/api/plans`, { body: { template: "empty" } });
  const planId = parseCreatedPlan(answer.json());
  if (planId === undefined) throw new Error(`No plan was made: ${answer.status}`);
  return planId;
}
