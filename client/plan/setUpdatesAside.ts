import type * as Y from "yjs";

/**
 * From now on nobody hears of a document's updates. For whoever listens to them Yjs writes every transaction out again;
 * for a whole large plan that takes as long as reading it, and keeps the first picture waiting.
 *
 * @returns ends it
 */
export function setUpdatesAside(doc: Y.Doc): () => void {
  const listeners = doc._observers.get("update");
  doc._observers.delete("update");
  return () => {
    if (listeners) doc._observers.set("update", listeners);
  };
}
