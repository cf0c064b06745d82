import * as decoding from "lib0/decoding";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { Role } from "#shared/model/actor.ts";
import type { PlanId } from "#shared/model/id.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { writeConnectParams } from "#shared/protocol/connectParams.ts";
import { encodeMark, messageTypes, readHello } from "#shared/protocol/messages.ts";
import type { Hello } from "#shared/protocol/messages.ts";
import { Desk } from "./factories.ts";

export interface SyncDeskOptions {
  /** The device cookie; null for none. */
  readonly userId?: string | null;
  readonly role?: Role;
  /** Brings this instead of who it is and in which role: a session, for a whole server. */
  readonly cookie?: string;
  readonly document?: PlanDocument;
  readonly epoch?: string | null;
  readonly schema?: number | null;
  /** False: connect with `provider.connect()`. */
  readonly connect?: boolean;
}

/** A desk that is connected to a server with the stock provider, on a real socket. */
export class SyncDesk extends Desk {
  readonly provider: WebsocketProvider;
  readonly hellos: Hello[] = [];
  readonly closes: number[] = [];
  #marked = 0;
  #saved = 0;
  readonly #waiting: { readonly n: number; readonly resolve: () => void }[] = [];

  constructor(url: string, planId: PlanId, options: SyncDeskOptions = {}) {
    super(options.document ?? planDocument(newYDoc()));
    const { doc } = this.document;
    const { epoch = null, schema = SCHEMA_VERSION, userId = `user-${doc.clientID}`, role = "editor" } = options;
    this.provider = new WebsocketProvider(url, planId, doc, {
      connect: false,
      disableBc: true,
      params: writeConnectParams({ epoch, schema, clientId: doc.clientID }),
      // The types of the two libraries' WebSockets differ in details that the provider does not use.
      WebSocketPolyfill: socketOf(options.cookie ?? cookieOf(userId, role)) as unknown as typeof globalThis.WebSocket,
    });
    this.provider.messageHandlers[messageTypes.hello] = (_encoder, decoder) => {
      const hello = readHello(decoder);
      if (hello) this.hellos.push(hello);
    };
    this.provider.messageHandlers[messageTypes.condition] = () => undefined;
    this.provider.messageHandlers[messageTypes.saved] = (_encoder, decoder) =>
      this.#onSaved(decoding.readVarUint(decoder));
    this.provider.on("connection-close", (event) => this.closes.push(event?.code ?? 0));
    if (options.connect !== false) this.provider.connect();
    onTestFinished(() => this.leave());
  }

  /** Resolves when the server's SyncStep2 has come. */
  async synced(): Promise<this> {
    if (!this.provider.synced) await new Promise<void>((resolve) => this.provider.once("sync", () => resolve()));
    return this;
  }

  /** Resolves when the server has said that all that was sent until now is on disk. */
  saved(): Promise<void> {
    this.#marked += 1;
    const n = this.#marked;
    this.provider.ws?.send(new Uint8Array(encodeMark(n)));
    return this.#saved >= n ? Promise.resolve() : new Promise((resolve) => this.#waiting.push({ n, resolve }));
  }

  /** The code the server closes the present or next connection with. */
  async closed(): Promise<number> {
    const known = this.closes.length;
    while (this.closes.length === known || this.closes.at(-1) === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return this.closes.at(-1) ?? 0;
  }

  leave(): void {
    this.provider.awareness.destroy();
    this.provider.destroy();
  }

  #onSaved(n: number): void {
    this.#saved = n;
    for (const waiting of this.#waiting) if (waiting.n <= n) waiting.resolve();
  }
}

/** A WebSocket that brings the cookies a browser would. */
function socketOf(cookie: string): new (address: string | URL) => WebSocket {
  return class extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie } });
    }
  };
}

function cookieOf(userId: string | null, role: Role): string {
  return userId === null ? `role=${role}` : `waymark_device=${userId}; role=${role}`;
}
