import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

import type { FastifyInstance } from "fastify";

import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { Rights } from "../auth/rights.ts";
import { sessionHash } from "../auth/sessionCookie.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { SyncServer } from "../sync/syncServer.ts";
import { TokenBuckets } from "../sync/tokenBuckets.ts";
import type { AddressGuard } from "./addressGuard.ts";
import { answerBare } from "./answerBare.ts";
import { clientAddress, createProxyCheck, subscriberOf } from "./clientAddress.ts";

const SYNC_PATH = /^\/sync\/([^/?]+)(\?|$)/;
/** Vite listens for these on the same server while the client is being developed. */
const NOT_OURS = /^vite-/;

export interface UpgradeOptions {
  readonly config: Config;
  readonly guard: AddressGuard;
  readonly rights: Rights;
  readonly sync: SyncServer;
  readonly log: Log;
}

/**
 * Lets WebSocket requests for `/sync/:planId` from Waymark's own pages through to the sync server, with who they come
 * from and what they may. Whoever is not signed in, or nothing in that plan, is told so by a close code.
 */
export function addUpgrade(app: FastifyInstance, { config, guard, rights, sync, log }: UpgradeOptions): void {
  const isProxy = createProxyCheck(config);
  const { strangersPerSecond, strangePlansPerSecond, strangePlanBurst } = config.limits;
  const strangers = new TokenBuckets(strangersPerSecond, strangersPerSecond);
  const strayed = new TokenBuckets(strangePlansPerSecond, strangePlanBurst);

  app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const protocol = request.headers["sec-websocket-protocol"];
    if (protocol !== undefined && NOT_OURS.test(protocol) && app.server.listenerCount("upgrade") > 1) return;
    const refusal = guard(request);
    if (refusal === "foreignHost") return answerBare(socket, 421);
    if (refusal === "foreignOrigin") return answerBare(socket, 403);
    const path = SYNC_PATH.exec(request.url ?? "");
    if (!path) return answerBare(socket, 404);
    letIn(request, socket, head, parseId<PlanId>(path[1])).catch((error: unknown) => {
      log.error({ err: error }, "Who is connecting could not be found out.");
      answerBare(socket, 503);
    });
  });

  async function letIn(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    planId: PlanId | undefined,
  ): Promise<void> {
    const session = sessionHash(app, request.headers.cookie, config);
    const principal = await rights.principal(session, planId);
    if (principal === "nobody") {
      if (!strangers.take(subscriberOf(clientAddress(request, isProxy)))) return answerBare(socket, 429);
      return sync.turnAway(request, socket, head, closeCodes.signedOut);
    }
    if ("strangerId" in principal) {
      if (!strayed.take(principal.strangerId)) return answerBare(socket, 429);
      return sync.turnAway(request, socket, head, closeCodes.notFound);
    }
    sync.accept(request, socket, head, principal);
  }
}
