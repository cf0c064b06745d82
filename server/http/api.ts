import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";

import { MINUTE_MS } from "#shared/model/duration.ts";
import type { AuditTrail } from "../auth/auditTrail.ts";
import type { EntryLinks } from "../auth/entryLinks.ts";
import type { Rights } from "../auth/rights.ts";
import type { SignIn } from "../auth/signIn.ts";
import type { Config } from "../config.ts";
import type { PlanStorage } from "../storage/planStorage.ts";
import type { PlanRooms } from "../sync/planRooms.ts";
import { addCallers } from "./callers.ts";
import { subscriberOf } from "./clientAddress.ts";
import { addDeviceRoutes } from "./deviceRoutes.ts";
import { addEntryRoutes } from "./entryRoutes.ts";
import { addMemberRoutes } from "./memberRoutes.ts";
import { addPlanRoutes } from "./planRoutes.ts";

export interface ApiOptions {
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
  readonly rights: Rights;
  readonly links: EntryLinks;
  readonly signIn: SignIn;
  readonly trail: AuditTrail;
  readonly config: Config;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** The HTTP calls of shared/protocol/httpApi.ts. */
export async function addApi(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { storage, rooms, rights, links, signIn, trail, config, clock } = options;
  const { access } = storage;
  const callers = addCallers(app, { rights, trail, config, clock });
  addEntryRoutes(app, { callers, rights, signIn, config });
  await app.register(async (api) => {
    await api.register(rateLimit, {
      max: config.limits.apiCallsPerMinute,
      timeWindow: MINUTE_MS * config.timeScale,
      // Sixty people in one office have one address, and each their own session.
      keyGenerator: (request) => callers.find(request)?.userId ?? subscriberOf(request.ip),
    });
    addDeviceRoutes(api, { access, callers, rights, links, config });
    addPlanRoutes(api, { storage, rooms, callers, rights, trail, settings: config, clock });
    addMemberRoutes(api, { access, rooms, callers, rights, links, trail, limits: config.limits });
  });
}
