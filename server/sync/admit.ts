import type { IncomingMessage } from "node:http";

import type { WebSocket } from "ws";

import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { can } from "#shared/permissions/can.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import { parseConnectParams } from "#shared/protocol/connectParams.ts";
import { encodeHello } from "#shared/protocol/messages.ts";
import { DiskRefusedError } from "../storage/planStorage.ts";
import { Connection } from "./connection.ts";
import type { Principal } from "./principal.ts";
import type { Room } from "./room.ts";
import { publicId } from "./roomPresence.ts";
import type { SyncServerOptions } from "./syncServer.ts";

export interface Arrival extends SyncServerOptions {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** May become another person of the plan before all is decided. */
  readonly who: { readonly principal: Principal };
}

/**
 * Decides from the address alone whether a socket is let into its plan's room; nothing of what it sent has been read.
 * Null if it has been closed instead, with the reason.
 */
export async function admit(arrival: Arrival): Promise<Connection | null> {
  const { socket, request, rooms, who, settings, log } = arrival;
  const address = new URL(request.url ?? "", "ws://localhost");
  const planId = parseId<PlanId>(address.pathname.split("/").at(-1));
  const params = parseConnectParams(address.searchParams);
  if (!params) return turnAway(socket, closeCodes.protocolError);
  const { epoch, schema, clientId } = params;
  const room = planId === undefined ? null : await openRoom(arrival, planId);
  // It may have gone while the plan was loaded, and nobody will tell us again.
  if (socket.readyState !== socket.OPEN) return null;
  if (rooms.draining) return turnAway(socket, closeCodes.restarting);
  if (room && "code" in room) return turnAway(socket, room);
  if (!room || planId === undefined) return turnAway(socket, closeCodes.notFound);
  if (room.connections.size >= settings.limits.socketsPerPlan) return turnAway(socket, closeCodes.rateLimited);
  if (schema !== null && schema !== SCHEMA_VERSION) return greetAndTurnAway(arrival, room, closeCodes.outdated);
  if (epoch !== null && epoch !== room.epoch) return greetAndTurnAway(arrival, room, closeCodes.refused);
  if (clientId !== null && isOneTooMany(room, clientId, who.principal)) return turnAway(socket, closeCodes.rateLimited);
  if (clientId !== null && !mayLiveUnder(room, clientId, who.principal)) {
    return greetAndTurnAway(arrival, room, closeCodes.refused);
  }
  const connection = new Connection({
    socket,
    stream: request.socket,
    room,
    principal: who.principal,
    settings,
    log,
    clientId,
    hasEpoch: epoch !== null,
  });
  room.join(connection);
  socket.on("close", () => {
    connection.leave();
    rooms.leave(planId, room, connection);
  });
  // From here on others may hear of the clientID, so its claim must be on disk.
  await room.committed();
  connection.identify(who.principal.personId);
  greet(arrival, room);
  connection.start(params);
  return connection;
}

async function openRoom({ rooms, log }: Arrival, planId: PlanId): Promise<Room | CloseReason | null> {
  if (rooms.draining) return null;
  try {
    return await rooms.open(planId);
  } catch (error) {
    // By now it is known that nothing can be written, and at the next try the plan is shown without that.
    if (error instanceof DiskRefusedError) return closeCodes.restarting;
    log.error({ err: error, planId }, "A plan could not be loaded. Nothing is written over it.");
    return closeCodes.unavailable;
  }
}

function isOneTooMany({ owners }: Room, clientId: number, { userId }: Principal): boolean {
  return owners.ownerOf(clientId) === undefined && !owners.mayClaim(userId, 1);
}

/** A person who may write takes the id; one who may only look must leave alone those that are taken. */
function mayLiveUnder(room: Room, clientId: number, { userId, role }: Principal): boolean {
  if (can({ role, personId: null }, "editPlan")) return room.owners.claim(clientId, userId);
  const owner = room.owners.ownerOf(clientId);
  return owner === undefined || owner === userId;
}

function greet({ socket, who, clock }: Arrival, room: Room): void {
  const { epoch, condition } = room;
  const { role, given, archivedAt, personId } = who.principal;
  const presenceId = publicId(who.principal);
  const serverTime = clock();
  const hello = { epoch, schema: SCHEMA_VERSION, role, given, archivedAt, personId, presenceId, serverTime, condition };
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
