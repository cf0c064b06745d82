import * as decoding from "lib0/decoding";
import type * as Y from "yjs";

import { readPresent } from "#shared/exchange/presentRecords.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { readWhole } from "#shared/protocol/messages.ts";

import { applyLargeUpdate } from "./applyLargeUpdate.ts";
import { setUpdatesAside } from "./setUpdatesAside.ts";

export interface ArrivingPlanOptions {
  readonly doc: Y.Doc;
  /** Of the transaction in which the plan is read. */
  readonly origin: unknown;
  /** Only a board is on its way to the screen: it is told first what that shows. */
  readonly boardFirst: boolean;
  /** The whole plan is at hand and waits to be read; this is what a board shows of it. */
  readonly onPresent: (records: PlanRecords) => void;
  /** The document holds this update now: the whole plan. Nobody who follows its updates has heard of it. */
  readonly onRead: (update: Uint8Array) => void;
}

/** The whole plan on its way into a document that has nothing yet. */
export class ArrivingPlan {
  readonly #options: ArrivingPlanOptions;
  /** The plan that is being decompressed; null once its connection has ended. */
  #coming: object | null = null;
  #unread: Uint8Array | null = null;

  constructor(options: ArrivingPlanOptions) {
    this.#options = options;
  }

  /**
   * Takes a `whole`. Updates that come while it is decompressed wait for it in the document, which is Yjs's way.
   *
   * @param decoder stands behind the type of the message
   */
  async hearWhole(decoder: decoding.Decoder): Promise<void> {
    const { boardFirst, onPresent } = this.#options;
    const whole = readWhole(decoder);
    this.#coming = whole;
    const [present, update] = await Promise.all([boardFirst ? inflate(whole.present) : null, inflate(whole.update)]);
    if (this.#coming !== whole) return;
    this.#unread = update;
    const records = present && readShown(present);
    if (records) onPresent(records);
    else this.read();
  }

  /**
   * Takes a SyncStep2. False if the document has something: then it is any other message.
   *
   * @param decoder stands before the step that says what the message is, and does so afterwards
   */
  take(decoder: decoding.Decoder): boolean {
    if (this.#options.doc.store.clients.size > 0) return false;
    const ahead = decoding.clone(decoder);
    decoding.readVarUint(ahead);
    this.#unread = decoding.readVarUint8Array(ahead);
    this.read();
    return true;
  }

  /** Reads what waits for it, without telling those who follow the document's updates. */
  read(): void {
    const { doc, origin, onRead } = this.#options;
    const update = this.#unread;
    if (!update) return;
    const hearAgain = setUpdatesAside(doc);
    try {
      applyLargeUpdate(doc, update, origin);
    } finally {
      hearAgain();
    }
    this.#unread = null;
    onRead(update);
  }

  /** The connection has ended: what was shown is read, what was not will come again. */
  end(): void {
    this.#coming = null;
    this.read();
  }
}

/** Null if it cannot be read: the plan itself can be all the same. */
function readShown(present: Uint8Array): PlanRecords | null {
  try {
    return readPresent(new TextDecoder().decode(present));
  } catch {
    return null;
  }
}

async function inflate(compressed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(compressed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
