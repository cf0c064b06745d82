import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

import { onTestFinished } from "vitest";

import { defaultLimits } from "#server/limits.ts";
import type { Limits } from "#server/limits.ts";
import type { Log } from "#server/log.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import type { Principal } from "#server/sync/principal.ts";
import { PlanRooms } from "#server/sync/planRooms.ts";
import { createSyncServer } from "#server/sync/syncServer.ts";
import { newPlanState } from "#server/sync/newPlanState.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { ROLES } from "#shared/model/actor.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { NOON } from "./factories.ts";
import { principalOf } from "./principalOf.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

export interface TestServerOptions {
  readonly storage?: PlanStorage;
  readonly dataDir?: string;
  readonly limits?: Partial<Limits>;
  readonly timeScale?: number;
}

export interface TestServer {
  /** `ws://localhost:PORT/sync` */
  readonly url: string;
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
  /** What was logged as a warning or an error. */
  readonly complaints: readonly string[];
  createPlan(build?: (document: PlanDocument) => void): Promise<PlanId>;
  /** Drains, closes and gives the data folder free, as SIGTERM does. */
  stop(): Promise<void>;
}

/**
 * The sync server and its storage, on a free port, without the rest of Waymark. Who is connecting is in the cookies
 * `waymark_device` and `role`, so that a test can be anybody. Stops when the running test has finished.
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const complaints: string[] = [];
  const complain = (details: object, message: string): void => {
    complaints.push("err" in details ? `${message} ${String(details.err)}` : message);
  };
  const log: Log = { info: () => undefined, warn: complain, error: complain };
  const storage = options.storage ?? (await openSqliteStorage({ dataDir: options.dataDir ?? temporaryFolder() }));
  const settings = { limits: { ...defaultLimits, ...options.limits }, timeScale: options.timeScale ?? 1 };
  const clock = (): number => Date.now();
  const rooms = new PlanRooms({ storage, settings, log, clock });
  const sync = createSyncServer({ rooms, settings, log, clock });
  const http = createServer();
  http.on("upgrade", (request, socket, head) => sync.accept(request, socket, head, whoIsIn(request)));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= stopAll());
  const stopAll = async (): Promise<void> => {
    http.close();
    await rooms.drain();
    await sync.close();
    http.closeAllConnections();
    await storage.close();
  };
  onTestFinished(stop);
  const { port } = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/sync`,
    storage,
    rooms,
    complaints,
    stop,
    createPlan: async (build = () => undefined) => {
      const planId = newId<PlanId>();
      const state = newPlanState((document) => {
        migratePlan(document, NOON);
        build(document);
      });
      await storage.createPlan({ planId, epoch: newId<PlanId>(), title: "", createdAt: NOON, state });
      return planId;
    },
  };
}

function whoIsIn({ headers }: IncomingMessage): Principal {
  const cookies = new URLSearchParams((headers.cookie ?? "").replaceAll("; ", "&"));
  const role = ROLES.find((known) => known === cookies.get("role")) ?? "editor";
  return principalOf(cookies.get("waymark_device") ?? "anonymous", { role });
}
