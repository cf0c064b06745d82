import Fastify, { LogController } from "fastify";
import type { FastifyBaseLogger } from "fastify";

import { AuditTrail } from "./auth/auditTrail.ts";
import { EntryLinks } from "./auth/entryLinks.ts";
import { keepHouse } from "./auth/housekeeping.ts";
import { Rights } from "./auth/rights.ts";
import { addCookies } from "./auth/sessionCookie.ts";
import { SignIn } from "./auth/signIn.ts";
import { newId } from "#shared/model/id.ts";
import type { UserId } from "#shared/model/id.ts";
import type { Config } from "./config.ts";
import { addAddressGuard, createAddressGuard } from "./http/addressGuard.ts";
import { answerBare } from "./http/answerBare.ts";
import { addErrorAnswers, answerUnreadable } from "./http/apiErrors.ts";
import type { ClientSource } from "./http/builtClient.ts";
import { addApi } from "./http/api.ts";
import { createProxyCheck } from "./http/clientAddress.ts";
import { examplePlan } from "./http/examplePlan/examplePlan.ts";
import { addHealthRoutes } from "./http/healthRoutes.ts";
import { newPlan } from "./http/newPlan.ts";
import { addRequestLog } from "./http/requestLog.ts";
import { addSecurityHeaders } from "./http/securityHeaders.ts";
import { addUpgrade } from "./http/upgrade.ts";
import type { PlanStorage } from "./storage/planStorage.ts";
import { PlanRooms } from "./sync/planRooms.ts";
import { createSyncServer } from "./sync/syncServer.ts";

/** Milliseconds a request may take to arrive, its head and whole. Whatever the time scale, a busy machine needs some. */
const HEAD_MS = { usual: 60_000, least: 1_000 };
const REQUEST_MS = { usual: 120_000, least: 2_000 };
/** Milliseconds between two looks for requests that have not. */
const REQUEST_LOOK_MS = 15_000;

export interface ServerParts {
  readonly config: Config;
  readonly storage: PlanStorage;
  readonly log: FastifyBaseLogger;
  readonly client: ClientSource;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface WaymarkServer {
  /** The plans that are loaded, for commands from the command line. */
  readonly rooms: PlanRooms;
  /** The links that let people in, for the first start and for the keeper. */
  readonly links: EntryLinks;
  /** Starts to listen. Gives the port, and the address for a browser on this machine. */
  listen(): Promise<{ readonly port: number; readonly url: string }>;
  /** Commits what has been read, tells every connection to come back, then closes. The storage stays open. */
  close(): Promise<void>;
}

/** The server, joined from its parts in the order in which a request meets them. */
export async function createServer({ config, storage, log, client, clock }: ServerParts): Promise<WaymarkServer> {
  const guard = createAddressGuard(config);
  const { access } = storage;
  const trail = new AuditTrail({ access, clock, log, timeScale: config.timeScale });
  const rooms = new PlanRooms({ storage, settings: config, log, clock, onDone: (doing) => trail.note(doing) });
  const sync = createSyncServer({ rooms, settings: config, log, clock });
  const rights = new Rights({ access, settings: config, clock, closeAll: sync.closeAll, identify: sync.identify });
  const links = new EntryLinks({ access, settings: config, clock, origin: () => address().url });
  const makeExample = async (): Promise<void> => {
    const { owner: _, ...plan } = newPlan(examplePlan(clock()), clock(), newId<UserId>());
    await storage.createPlan(plan);
  };
  const signIn = new SignIn({ storage, rooms, rights, links, settings: config, clock, makeExample });
  const isProxy = createProxyCheck(config);
  const app = Fastify({
    loggerInstance: log,
    // One line per request is enough; see requestLog.ts.
    logController: new LogController({ disableRequestLogging: true }),
    // The address of a caller is what one proxy of ours says, and only if there is one.
    trustProxy: (address: string, hop: number) => hop === 0 && isProxy(address),
    bodyLimit: 1024,
    // A body that comes byte by byte would hold its connection for ever.
    requestTimeout: Math.max(REQUEST_MS.usual * config.timeScale, REQUEST_MS.least),
    http: {
      headersTimeout: Math.max(HEAD_MS.usual * config.timeScale, HEAD_MS.least),
      connectionsCheckingInterval: REQUEST_LOOK_MS * config.timeScale,
    },
    forceCloseConnections: true,
    return503OnClosing: true,
    frameworkErrors: (_error, _request, reply) => answerUnreadable(reply),
    clientErrorHandler: (_error, socket) => answerBare(socket, 400),
  });
  app.removeContentTypeParser("text/plain");

  addRequestLog(app);
  await addSecurityHeaders(app, config, guard);
  addAddressGuard(app, guard);
  await addCookies(app);
  addErrorAnswers(app);
  addHealthRoutes(app, { storage, rooms });
  await addApi(app, { storage, rooms, rights, links, signIn, trail, config, clock });
  addUpgrade(app, { config, guard, rights, sync, log });
  await client(app);
  let endHousekeeping = (): void => undefined;

  function address(): { readonly port: number; readonly url: string } {
    const listening = app.server.address();
    const port = typeof listening === "object" && listening !== null ? listening.port : config.port;
    return { port, url: config.publicUrl?.origin ?? `http://localhost:${port}` };
  }

  return {
    rooms,
    links,
    listen: async () => {
      await app.listen({ port: config.port, host: config.host, listenTextResolver: () => "Listening." });
      endHousekeeping = keepHouse({ storage, rooms, settings: config, log, clock, principals: sync.principals });
      return address();
    },
    close: async () => {
      endHousekeeping();
      await rooms.drain();
      await sync.close();
      await trail.close();
      await app.close();
    },
  };
}
