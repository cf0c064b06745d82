import * as decoding from "lib0/decoding";
import type * as Y from "yjs";

import { applyLargeUpdate } from "./applyLargeUpdate.ts";
import { setUpdatesAside } from "./setUpdatesAside.ts";

/**
 * Reads the whole plan, as a SyncStep2 brings it, into a document that has nothing yet, without telling those who follow
 * its updates. Does nothing if the document has something.
 *
 * @param decoder stands before the step that says what the message is, and does so afterwards
 * @returns the update, or null if nothing was done
 */
export function takeWholePlan(doc: Y.Doc, decoder: decoding.Decoder, origin: unknown): Uint8Array | null {
  if (doc.store.clients.size > 0) return null;
  const update = readUpdate(decoder);
  const hearAgain = setUpdatesAside(doc);
  try {
    applyLargeUpdate(doc, update, origin);
  } finally {
    hearAgain();
  }
  return update;
}

/** The update in a SyncStep2, without moving on in it. */
function readUpdate(decoder: decoding.Decoder): Uint8Array {
  const ahead = decoding.clone(decoder);
  decoding.readVarUint(ahead);
  return decoding.readVarUint8Array(ahead);
}
