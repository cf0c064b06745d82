import * as Y from "yjs";

import { FIRST_CLIENT_ID } from "#shared/document/clientId.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { Desk, NOON } from "#tests/support/factories.ts";

type Update = Uint8Array<ArrayBuffer> | Uint8Array;

/** One client: its desk, and what is under way to and from the server. */
export class Client extends Desk {
  readonly upward: Update[] = [];
  readonly downward: Update[] = [];
  online = true;

  constructor(nth: number) {
    super(planDocument(newYDoc(FIRST_CLIENT_ID + 1 + nth)));
  }
}

/**
 * Clients around one server, with every fault of a network. Nothing moves by itself: a test delivers by hand, so that a
 * seed decides about everything.
 */
export class Network {
  readonly server: PlanDocument;
  readonly clients: readonly Client[];
  readonly #random: () => number;

  constructor(count: number, random: () => number, seed: (document: PlanDocument) => void) {
    this.#random = random;
    this.server = planDocument(newYDoc(FIRST_CLIENT_ID));
    this.clients = Array.from({ length: count }, (_, nth) => new Client(nth));
    seed(this.server);
    for (const client of this.clients) {
      exchange(client.document.doc, this.server.doc);
      client.now = NOON;
      client.document.doc.on("update", (update: Update, origin: unknown) => {
        if (origin !== this) client.upward.push(update);
      });
    }
    this.server.doc.on("update", (update: Update, origin: unknown) => {
      for (const client of this.clients) if (client !== origin) client.downward.push(update);
    });
  }

  /** Delivers one message somewhere: perhaps not the oldest, perhaps leaving it to arrive once more. */
  deliver(): void {
    const client = this.clients[Math.floor(this.#random() * this.clients.length)];
    if (!client?.online) return;
    const up = this.#random() < 0.5;
    const queue = up ? client.upward : client.downward;
    const at = Math.floor(this.#random() * Math.min(queue.length, 4));
    const update = queue[at];
    if (!update) return;
    if (this.#random() < 0.9) queue.splice(at, 1);
    if (up) Y.applyUpdate(this.server.doc, update, client);
    else Y.applyUpdate(client.document.doc, update, this);
  }

  /** Cuts a client off: what was under way is lost. */
  disconnect(client: Client): void {
    client.online = false;
    client.upward.length = 0;
    client.downward.length = 0;
  }

  /** Brings a client back, as the stock provider does: both sides say what they have and get what they lack. */
  reconnect(client: Client): void {
    client.online = true;
    client.upward.length = 0;
    client.downward.length = 0;
    const { doc } = client.document;
    const missing = Y.encodeStateAsUpdate(this.server.doc, Y.encodeStateVector(doc));
    Y.applyUpdate(this.server.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.server.doc)), client);
    Y.applyUpdate(doc, missing, this);
  }

  /** Ends all faults: afterwards everybody has everything. */
  settle(): void {
    for (const client of this.clients) this.reconnect(client);
    for (const client of this.clients) this.reconnect(client);
  }
}

/** Gives each of two documents what the other has. */
export function exchange(a: Y.Doc, b: Y.Doc): void {
  const forA = Y.encodeStateAsUpdate(b, Y.encodeStateVector(a));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
  Y.applyUpdate(a, forA);
}
