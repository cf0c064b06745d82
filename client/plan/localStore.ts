import { clearDocument, fetchUpdates, IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";

import { setUpdatesAside } from "./setUpdatesAside.ts";

/**
 * A document kept on this device by y-indexeddb, so that it opens without network and changes survive closing the page.
 * Everything that can go wrong with the device's storage ends in `onKept(false)`, never in an exception.
 */
export class LocalStore {
  readonly name: string;
  readonly #persistence: IndexeddbPersistence;
  readonly #onKept: (kept: boolean) => void;
  #ended = false;
  readonly #over = Promise.withResolvers<void>();
  #loadedUnheard = false;

  /**
   * @param onKept told true once the document is kept, false when it is not any more
   * @param mayLoadUnheard asked when what lay on the device comes: whether those who follow the document's updates need
   *   not be told, see `whenLoaded`
   */
  constructor(name: string, doc: Y.Doc, onKept: (kept: boolean) => void, mayLoadUnheard = () => false) {
    this.name = name;
    this.#onKept = onKept;
    this.#persistence = new IndexeddbPersistence(name, doc);
    this.#guardWrites(doc);
    this.#loadUnheard(doc, mayLoadUnheard);
    this.#persistence._db.then(
      (db) => this.#watch(db),
      () => this.#lose(),
    );
  }

  /** Whether a transaction brought what lay on the device. */
  isOrigin(origin: unknown): boolean {
    return origin === this.#persistence;
  }

  /**
   * What lay on the device is in the document. Never settles if the device's storage does not answer.
   *
   * @returns whether it came without a word to those who follow the document's updates
   */
  async whenLoaded(): Promise<boolean> {
    await this.#persistence.whenSynced;
    if (!this.#ended) this.#onKept(true);
    return this.#loadedUnheard;
  }

  /** Keeps an update that the document has taken in unheard by those who follow it. */
  take(update: Uint8Array): void {
    if (!this.#ended) this.#persistence._storeUpdate(update, null);
  }

  /**
   * Takes all that lies in the store into the document, also what other windows have written there. Never settles if the
   * device's storage does not answer.
   */
  async absorb(): Promise<void> {
    await Promise.race([this.#persistence.whenSynced, this.#over.promise]);
    if (!this.#ended) await fetchUpdates(this.#persistence).catch(() => undefined);
  }

  /** Stops keeping the document. What is on the device stays there. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#over.resolve();
    await this.#persistence.destroy().catch(() => undefined);
  }

  /** Removes it from the device. Other windows that have it open are told `onKept(false)`. */
  async remove(): Promise<void> {
    await this.close();
    await clearDocument(this.name).catch(() => undefined);
  }

  /** y-indexeddb throws in the middle of a transaction when its database is gone; the other listeners must hear of it. */
  #guardWrites(doc: Y.Doc): void {
    const write = this.#persistence._storeUpdate;
    const guarded: typeof write = (update, origin) => {
      try {
        write(update, origin);
      } catch {
        this.#lose();
      }
    };
    doc.off("update", write);
    this.#persistence._storeUpdate = guarded;
    doc.on("update", guarded);
  }

  /** y-indexeddb reads all that lay on the device in the first transaction of its own. */
  #loadUnheard(doc: Y.Doc, mayLoadUnheard: () => boolean): void {
    const onTransaction = ({ origin }: Y.Transaction): void => {
      if (!this.isOrigin(origin)) return;
      doc.off("beforeTransaction", onTransaction);
      if (!mayLoadUnheard()) return;
      this.#loadedUnheard = true;
      doc.once("afterAllTransactions", setUpdatesAside(doc));
    };
    doc.on("beforeTransaction", onTransaction);
  }

  #watch(db: IDBDatabase): void {
    // abort and error: a write failed, most often because the disk is full. versionchange: another window removes the
    // store. close: the person cleared the site's data.
    for (const type of ["abort", "error", "versionchange", "close"]) db.addEventListener(type, () => this.#lose());
  }

  #lose(): void {
    if (this.#ended) return;
    this.#onKept(false);
    void this.close();
  }
}
