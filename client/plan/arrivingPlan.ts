import * as decoding from "lib0/decoding";
import type * as Y from "yjs";

import { readPresent } from "#shared/exchange/presentRecords.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

import { applyLargeUpdate } from "./applyLargeUpdate.ts";
import { setUpdatesAside } from "./setUpdatesAside.ts";

export interface ArrivingPlanListener {
  /** The whole plan is at hand and waits to be read; this is what a board shows of it. */
  onPresent(records: PlanRecords): void;
  /** The document holds this update now: the whole plan. Nobody who follows its updates has heard of it. */
  onRead(update: Uint8Array): void;
}

/**
 * The whole plan on its way into a document that has nothing yet. Where the server has sent what a board shows of it, that
 * is told first, and the plan is read when somebody asks for that; else as it comes.
 */
export class ArrivingPlan {
  readonly #doc: Y.Doc;
  /** Of the transaction in which it is read. */
  readonly #origin: unknown;
  readonly #listener: ArrivingPlanListener;
  #present: PlanRecords | null = null;
  #unread: Uint8Array | null = null;

  constructor(doc: Y.Doc, origin: unknown, listener: ArrivingPlanListener) {
    this.#doc = doc;
    this.#origin = origin;
    this.#listener = listener;
  }

  /** @param decoder stands behind the type of a `present` */
  hearPresent(decoder: decoding.Decoder): void {
    this.#present = readPresent(decoding.readVarString(decoder));
  }

  /**
   * Takes a SyncStep2. False if the document has something: then it is any other message.
   *
   * @param decoder stands before the step that says what the message is, and does so afterwards
   */
  take(decoder: decoding.Decoder): boolean {
    if (this.#doc.store.clients.size > 0) return false;
    const ahead = decoding.clone(decoder);
    decoding.readVarUint(ahead);
    this.#unread = decoding.readVarUint8Array(ahead);
    const present = this.#present;
    this.#present = null;
    if (present) this.#listener.onPresent(present);
    else this.read();
    return true;
  }

  /** Reads what waits for it, without telling those who follow the document's updates. */
  read(): void {
    const update = this.#unread;
    if (!update) return;
    this.#unread = null;
    const hearAgain = setUpdatesAside(this.#doc);
    try {
      applyLargeUpdate(this.#doc, update, this.#origin);
    } finally {
      hearAgain();
    }
    this.#listener.onRead(update);
  }

  /** The connection has ended: of what came, the plan is whole, and what a board shows of it is of no use alone. */
  end(): void {
    this.#present = null;
    this.read();
  }
}
