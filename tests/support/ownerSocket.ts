import { WebSocket } from "ws";

import { ownerCookie } from "./signedIn.ts";

/** A WebSocket that brings the session of the server's owner, as a browser would. */
class OwnerSocket extends WebSocket {
  constructor(address: string | URL) {
    super(address, { headers: { cookie: ownerCookie(address) ?? "" } });
  }
}

export const ownerSocket: new (address: string | URL) => WebSocket = OwnerSocket;
