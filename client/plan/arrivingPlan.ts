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
  #unread: Uint8Array | null = null;

  constructor(options: ArrivingPlanOptions) {
    this.#options = options;
  }

  /**
   * Takes a `whole`. Updates that came while it was decompressed wait for it in the document, which is Yjs's way.
   *
   * @param decoder stands behind the type of the message
   */
  hearWhole(decoder: decoding.Decoder): void {
    const { boardFirst, onPresent } = this.#options;
    const { present, update } = readWhole(decoder);
    this.#unread = update;
    const records = boardFirst && readShown(present);
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
}

/** Null if it cannot be read: the plan itself can be all the same. */
function readShown(present: Uint8Array): PlanRecords | null {
  try {
    return readPresent(new TextDecoder().decode(present));
  } catch {
    return null;
  }
}
