import { Writable } from "node:stream";

import type { WebSocket } from "ws";

import { defaultLimits } from "#server/limits.ts";
import { Connection } from "#server/sync/connection.ts";
import { Inbox } from "#server/sync/inbox.ts";
import type { Room } from "#server/sync/room.ts";
import { principalOf } from "./principalOf.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A connection to a room without a network: frames are handed over, and it is seen whether it closes. */
export class HandConnection {
  /** The code it was closed with; null while it is open. */
  closed: number | null = null;
  /** Goes away, if it is still there. */
  readonly leave: () => void;
  readonly #inbox: Inbox;

  constructor(room: Room, userId: string, clientId: number) {
    const socket = {
      OPEN: 1,
      readyState: 1,
      close: (code: number) => {
        this.closed = code;
        this.leave();
      },
      pause: () => undefined,
      resume: () => undefined,
    };
    const limits = {
      ...defaultLimits,
      messagesPerSecond: 1e9,
      messageBurst: 1e9,
      catchUpsPerSecond: 1e9,
      catchUpBurst: 1e9,
    };
    const connection = new Connection({
      // All of a socket that a connection uses.
      socket: socket as unknown as WebSocket,
      stream: new Writable({ write: (_bytes, _encoding, taken) => taken() }),
      room,
      principal: principalOf(userId),
      settings: { limits, timeScale: 1 },
      log,
      clientId,
      hasEpoch: true,
    });
    this.leave = () => {
      socket.readyState = 3;
      connection.leave();
      room.leave(connection);
    };
    this.#inbox = new Inbox(socket as unknown as WebSocket, (frame, isBinary) => connection.receive(frame, isBinary));
    room.owners.claim(clientId, userId);
    room.join(connection);
    connection.start();
  }

  take(frame: Uint8Array): void {
    this.#inbox.take(frame, true);
  }
}
