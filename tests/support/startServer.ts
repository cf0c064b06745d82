import { pino } from "pino";
import { onTestFinished } from "vitest";

import { readConfig } from "#server/config.ts";
import { createServer } from "#server/createServer.ts";
import { builtClient } from "#server/http/builtClient.ts";
import type { ClientSource } from "#server/http/builtClient.ts";
import type { Limits } from "#server/limits.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import type { PlanRooms } from "#server/sync/planRooms.ts";
import type { PlanId } from "#shared/model/id.ts";
import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";

import { ask } from "./ask.ts";
import { Crowd } from "./crowd.ts";
import { letNewcomersIn, signInAsOwner } from "./signedIn.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

export interface StartServerOptions {
  /** Settings as in the environment; PORT is 0 unless given. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  readonly storage?: PlanStorage;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** "built" needs `npm run build` first; "none" serves no screens. */
  readonly client?: "built" | "none";
}

export interface StartedServer {
  /** `http://localhost:PORT` */
  readonly url: string;
  readonly port: number;
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
  /** A new link for whoever keeps the server. */
  keeperLink(): Promise<string>;
  /** Everything that was logged, one JSON text per line. */
  readonly log: () => string;
  /** Makes a plan as `POST /api/plans` does. */
  createPlan(body?: unknown): Promise<PlanId>;
  /** Stops as SIGTERM does. Also done when the running test has finished. */
  stop(): Promise<void>;
}

const noClient: ClientSource = async () => undefined;

/** The whole server in this process, on a free port, with its data in a folder that is removed after the test. */
export async function startServer(options: StartServerOptions = {}): Promise<StartedServer> {
  const config = readConfig({ PORT: "0", DATA_DIR: temporaryFolder(), ...options.env });
  if (!config.ok) throw new Error(config.error.join("\n"));
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  const storage = options.storage ?? (await openSqliteStorage({ dataDir: config.value.dataDir }));
  const server = await createServer({
    config: { ...config.value, limits: { ...config.value.limits, ...options.limits } },
    storage,
    log,
    client: options.client === "none" ? noClient : builtClient,
    clock: options.clock ?? Date.now,
  });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= server.close().then(() => storage.close()));
  onTestFinished(stop);
  const { port } = await server.listen();
  const url = `http://localhost:${port}`;
  const isNew = (await storage.listPlans()).length === 0;
  await signInAsOwner(url, await server.links.forKeeper());
  // The example that a first owner is led to: tests begin with no plan but their own.
  if (isNew) await Promise.all((await storage.listPlans()).map(({ planId }) => removePlan(storage, planId)));
  const crowd = new Crowd(storage);
  letNewcomersIn(url, () => crowd.come());
  return {
    url,
    port,
    storage,
    rooms: server.rooms,
    keeperLink: () => server.links.forKeeper(),
    log: () => lines.join(""),
    stop,
    createPlan: async (body = { template: "empty" }) => {
      const { status, text } = await ask(`${url}/api/plans`, { body });
      const planId = status === 201 ? parseCreatedPlan(JSON.parse(text)) : undefined;
      if (planId === undefined) throw new Error(`No plan was made: ${status} ${text}`);
      await crowd.joinPlan(planId);
      return planId;
    },
  };
}

async function removePlan(storage: PlanStorage, planId: PlanId): Promise<void> {
  await storage.removePlan(planId);
  await storage.access.commit([{ kind: "forgetPlan", planId }]);
}
