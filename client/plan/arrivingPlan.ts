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
  /** Null in the end where it cannot be read. */
  #present: Promise<PlanRecords | null> | null = null;
  #unread: Uint8Array | null = null;

  constructor(doc: Y.Doc, origin: unknown, listener: ArrivingPlanListener) {
    this.#doc = doc;
    this.#origin = origin;
    this.#listener = listener;
  }

  /** @param decoder stands behind the type of a `present` */
  hearPresent(decoder: decoding.Decoder): void {
    this.#present = readCompressed(decoding.readVarUint8Array(decoder)).catch(() => null);
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
    if (this.#present) void this.#show(this.#present, this.#unread);
    else this.read();
    this.#present = null;
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

  async #show(present: Promise<PlanRecords | null>, whole: Uint8Array): Promise<void> {
    const records = await present;
    // Whoever could not wait has had the plan read.
    if (this.#unread !== whole) return;
    if (records) this.#listener.onPresent(records);
    else this.read();
  }
}

async function readCompressed(compressed: Uint8Array): Promise<PlanRecords> {
  const stream = new Blob([new Uint8Array(compressed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return readPresent(await new Response(stream).text());
}
