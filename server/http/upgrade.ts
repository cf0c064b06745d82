import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

import type { FastifyInstance } from "fastify";

import { userOf } from "../auth/deviceCookie.ts";
import type { Config } from "../config.ts";
import { ANONYMOUS } from "../sync/member.ts";
import type { SyncServer } from "../sync/syncServer.ts";
import type { AddressGuard } from "./addressGuard.ts";
import { answerBare } from "./answerBare.ts";

const SYNC_PATH = /^\/sync\/[^/?]+(\?|$)/;
/** Vite listens for these on the same server while the client is being developed. */
const NOT_OURS = /^vite-/;

/** Lets WebSocket requests for `/sync/:planId` from Waymark's own pages through to the sync server; refuses all others. */
export function addUpgrade(app: FastifyInstance, config: Config, guard: AddressGuard, sync: SyncServer): void {
  app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const protocol = request.headers["sec-websocket-protocol"];
    if (protocol !== undefined && NOT_OURS.test(protocol) && app.server.listenerCount("upgrade") > 1) return;
    const refusal = guard(request);
    if (refusal === "foreignHost") return answerBare(socket, 421);
    if (refusal === "foreignOrigin") return answerBare(socket, 403);
    if (!SYNC_PATH.test(request.url ?? "")) return answerBare(socket, 404);
    const userId = userOf(app, request.headers.cookie, config) ?? ANONYMOUS;
    sync.accept(request, socket, head, { userId, role: "owner" });
  });
}
