import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";

import type { PersonId, PlanId, UserId } from "#shared/model/id.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import { answerBare } from "../http/answerBare.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import type { LimitSettings } from "../limits.ts";
import type { Log } from "../log.ts";
import { admit } from "./admit.ts";
import type { Connection } from "./connection.ts";
import { Inbox } from "./inbox.ts";
import type { Principal } from "./principal.ts";
import type { PlanRooms } from "./planRooms.ts";
import { SyncSocket } from "./syncSocket.ts";

export interface SyncServerOptions {
  readonly rooms: PlanRooms;
  readonly settings: LimitSettings;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface SyncServer {
  /** Takes over an upgrade request whose path, Host and Origin have been checked, and everything after it. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, principal: Principal): void;
  /** Takes over such a request to say why nothing comes of it, which a refused upgrade could not tell a browser. */
  turnAway(request: IncomingMessage, socket: Duplex, head: Buffer, reason: CloseReason): void;
  /** Closes every socket of these, also those that are just being let in. Nothing that they send is read any more. */
  closeAll(which: (principal: Principal, planId: string) => boolean, reason: CloseReason): void;
  /** These are that person of the plan from now on; their client is told. */
  identify(planId: PlanId, userId: UserId, personId: PersonId | null): void;
  /** Whose sockets are open. */
  principals(): Iterable<Principal>;
  /** Ends every socket that is still open. Call `rooms.drain()` first, so that they have been told. */
  close(): Promise<void>;
}

/** Bytes of a frame beside its content. */
const FRAME_HEAD = 64;
/** Milliseconds a socket has to answer a close before it is cut. */
const CLOSE_MS = 5_000;
/** The same when the server stops: those that do answer are waiting for the next server to start. */
const LAST_CLOSE_MS = 1_000;

interface OpenSocket {
  principal: Principal;
  readonly planId: string;
  connection: Connection | null;
  lastHeardAt: number;
  pingedAt: number;
}

export function createSyncServer(options: SyncServerOptions): SyncServer {
  const { settings, log } = options;
  const { limits, timeScale } = settings;
  const open = new Map<WebSocket, OpenSocket>();
  const socketsOfUser = new Map<string, number>();
  // Spread, because the types of ws do not know this option yet.
  const closing = { closeTimeout: CLOSE_MS * timeScale };
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.firstSyncBytes + FRAME_HEAD,
    WebSocket: SyncSocket,
    ...closing,
  });
  server.on("error", (error) => log.error({ err: error }, "The WebSocket server reported an error."));
  // What ws would answer by itself comes without the headers that every answer carries.
  server.on("wsClientError", (_error, stream) => answerBare(stream, 400));
  const heartbeat = setInterval(beat, (limits.keepAliveMs * timeScale) / 20);

  function accept(request: IncomingMessage, stream: Duplex, head: Buffer, principal: Principal): void {
    stream.on("error", () => stream.destroy());
    server.handleUpgrade(request, stream, head, (socket) => welcome(socket, request, principal));
  }

  function welcome(socket: WebSocket, request: IncomingMessage, principal: Principal): void {
    const now = performance.now();
    const planId = planIdOf(request);
    const entry: OpenSocket = { principal, planId, connection: null, lastHeardAt: now, pingedAt: now };
    const heard = (): void => void (entry.lastHeardAt = performance.now());
    open.set(socket, entry);
    const first = countUser(principal.userId, 1);
    socket.on("error", (error) => log.info({ err: error }, "A connection failed."));
    socket.on("pong", heard);
    socket.on("ping", heard);
    const inbox = new Inbox(socket, (frame, isBinary) => entry.connection?.receive(frame, isBinary));
    socket.on("message", (content, isBinary) => {
      heard();
      // ws gives one Buffer per message unless told otherwise.
      if (Buffer.isBuffer(content)) inbox.take(content, isBinary);
    });
    socket.on("close", () => {
      open.delete(socket);
      countUser(principal.userId, -1);
    });
    if (first > limits.socketsPerUser) {
      const { code, reason } = closeCodes.rateLimited;
      return socket.close(code, reason);
    }
    // Nothing is read before it is decided whether anything may be.
    socket.pause();
    admit({ ...options, socket, request, who: entry })
      .then((connection) => {
        // Its rights may have ended meanwhile; what it sends after that is not read.
        if (socket.readyState === socket.OPEN) entry.connection = connection;
      })
      .catch((error: unknown) => {
        log.error({ err: error }, "A connection could not be let in.");
        const { code, reason } = closeCodes.unavailable;
        socket.close(code, reason);
      })
      .finally(() => socket.resume());
  }

  function turnAway(request: IncomingMessage, stream: Duplex, head: Buffer, { code, reason }: CloseReason): void {
    stream.on("error", () => stream.destroy());
    server.handleUpgrade(request, stream, head, (socket) => {
      socket.on("error", (error) => log.info({ err: error }, "A connection failed."));
      socket.close(code, reason);
    });
  }

  function closeAll(which: (principal: Principal, planId: string) => boolean, reason: CloseReason): void {
    for (const [socket, { principal, planId, connection }] of open) {
      if (!which(principal, planId)) continue;
      if (connection) connection.close(reason);
      else socket.close(reason.code, reason.reason);
    }
  }

  function identify(planId: PlanId, userId: UserId, personId: PersonId | null): void {
    for (const entry of open.values()) {
      if (entry.planId !== planId || entry.principal.userId !== userId) continue;
      entry.principal = { ...entry.principal, personId };
      entry.connection?.identify(personId);
    }
  }

  /** How many sockets the user has now. */
  function countUser(userId: string, change: 1 | -1): number {
    const count = (socketsOfUser.get(userId) ?? 0) + change;
    if (count === 0) socketsOfUser.delete(userId);
    else socketsOfUser.set(userId, count);
    return count;
  }

  function beat(): void {
    const now = performance.now();
    const today = options.clock();
    closeAll(({ endsAt }) => endsAt <= today, closeCodes.signedOut);
    for (const [socket, entry] of open) {
      entry.connection?.tick(now);
      if (now - entry.lastHeardAt > limits.deadMs * timeScale) socket.terminate();
      else if (now - entry.pingedAt >= limits.pingMs * timeScale && socket.readyState === socket.OPEN) {
        entry.pingedAt = now;
        socket.ping();
      }
    }
  }

  async function close(): Promise<void> {
    clearInterval(heartbeat);
    const closed = [...open.keys()].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    const cut = setTimeout(() => {
      for (const socket of open.keys()) socket.terminate();
    }, LAST_CLOSE_MS * timeScale);
    for (const socket of open.keys()) socket.close(closeCodes.restarting.code, closeCodes.restarting.reason);
    await Promise.all(closed);
    clearTimeout(cut);
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  const principals = (): Iterable<Principal> => [...open.values()].map(({ principal }) => principal);
  return { accept, turnAway, closeAll, identify, principals, close };
}

/** Of the path /sync/PLAN, as it was asked for; whether there is such a plan is found out later. */
function planIdOf({ url }: IncomingMessage): string {
  return new URL(url ?? "", "ws://localhost").pathname.split("/").at(-1) ?? "";
}
