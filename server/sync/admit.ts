import type { IncomingMessage } from "node:http";

import type { WebSocket } from "ws";

import { SCHEMA_VERSION } from "#shared/document/schemaVersion.ts";
import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { can } from "#shared/permissions/can.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import { parseConnectParams } from "#shared/protocol/connectParams.ts";
import { encodeHello } from "#shared/protocol/messages.ts";
import { Connection } from "./connection.ts";
import type { Principal } from "./member.ts";
import type { Room } from "./room.ts";
import type { SyncServerOptions } from "./syncServer.ts";

export interface Arrival extends SyncServerOptions {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly principal: Principal;
}

/**
 * Decides from the address alone whether a socket is let into its plan's room; nothing of what it sent has been read.
 * Null if it has been closed instead, with the reason.
 */
export async function admit(arrival: Arrival): Promise<Connection | null> {
  const { socket, request, rooms, principal, settings, log } = arrival;
  const address = new URL(request.url ?? "", "ws://localhost");
  const planId = parseId<PlanId>(address.pathname.split("/").at(-1));
  const params = parseConnectParams(address.searchParams);
  if (!params) return turnAway(socket, closeCodes.protocolError);
  const { epoch, schema, clientId } = params;
  const room = planId === undefined ? null : await openRoom(arrival, planId);
  // It may have gone while the plan was loaded, and nobody will tell us again.
  if (socket.readyState !== socket.OPEN) return null;
  if (rooms.draining) return turnAway(socket, closeCodes.restarting);
  if (room === "unavailable") return turnAway(socket, closeCodes.unavailable);
  if (!room || planId === undefined) return turnAway(socket, closeCodes.notFound);
  if (room.members.size >= settings.limits.socketsPerPlan) return turnAway(socket, closeCodes.rateLimited);
  if (schema !== null && schema !== SCHEMA_VERSION) return greetAndTurnAway(arrival, room, closeCodes.outdated);
  if (epoch !== null && epoch !== room.epoch) return greetAndTurnAway(arrival, room, closeCodes.refused);
  if (clientId !== null && !mayLiveUnder(room, clientId, principal)) {
    return greetAndTurnAway(arrival, room, closeCodes.refused);
  }
  const connection = new Connection({ socket, room, principal, settings, log, clientId, hasEpoch: epoch !== null });
  room.join(connection);
  socket.on("close", () => {
    connection.leave();
    rooms.leave(planId, room, connection);
  });
  // From here on others may hear of the clientID, so its claim must be on disk.
  await room.committed();
  greet(arrival, room);
  connection.start();
  return connection;
}

async function openRoom({ rooms, log }: Arrival, planId: PlanId): Promise<Room | "unavailable" | null> {
  if (rooms.draining) return null;
  try {
    const room = await rooms.open(planId);
    // A disk that refuses to be written to makes every edit unsaveable: better to say so at once.
    return room && !rooms.writable ? "unavailable" : room;
  } catch (error) {
    log.error({ err: error, planId }, "A plan could not be loaded. Nothing is written over it.");
    return "unavailable";
  }
}

/** A person who may write takes the id; one who may only look must leave alone those that are taken. */
function mayLiveUnder(room: Room, clientId: number, { userId, role }: Principal): boolean {
  if (can({ role, personId: null }, "editPlan")) return room.owners.claim(clientId, userId);
  const owner = room.owners.ownerOf(clientId);
  return owner === undefined || owner === userId;
}

function greet({ socket, principal, clock }: Arrival, room: Room): void {
  const hello = { epoch: room.epoch, schema: SCHEMA_VERSION, role: principal.role, serverTime: clock() };
  socket.send(encodeHello(hello), () => undefined);
}

/** For a client that must know the present epoch and layout to do something about it. */
function greetAndTurnAway(arrival: Arrival, room: Room, reason: CloseReason): null {
  greet(arrival, room);
  return turnAway(arrival.socket, reason);
}

function turnAway(socket: WebSocket, { code, reason }: CloseReason): null {
  socket.close(code, reason);
  return null;
}
