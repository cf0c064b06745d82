import * as decoding from "lib0/decoding";
import type * as Y from "yjs";

import { applyLargeUpdate } from "./applyLargeUpdate.ts";
import { setUpdatesAside } from "./setUpdatesAside.ts";

/**
 * The whole plan, as a SyncStep2 brings it to a document that has nothing yet. Null if the document has something.
 *
 * @param decoder stands before the step that says what the message is, and does so afterwards
 */
export function wholeIn(doc: Y.Doc, decoder: decoding.Decoder): Uint8Array | null {
  if (doc.store.clients.size > 0) return null;
  const ahead = decoding.clone(decoder);
  decoding.readVarUint(ahead);
  return decoding.readVarUint8Array(ahead);
}

/** Reads the whole plan into a document that has nothing yet, without telling those who follow its updates. */
export function readWhole(doc: Y.Doc, update: Uint8Array, origin: unknown): void {
  const hearAgain = setUpdatesAside(doc);
  try {
    applyLargeUpdate(doc, update, origin);
  } finally {
    hearAgain();
  }
}
