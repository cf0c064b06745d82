import { WebSocket } from "ws";

/** A WebSocket that brings a session, as a browser would. */
export function socketWith(cookie: string): new (address: string | URL) => WebSocket {
  return class extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie } });
    }
  };
}
