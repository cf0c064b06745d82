/**
 * Knows whether everything that was changed here is on the server's disk. A mark is sent after the frames it is about,
 * one at a time; the server's `saved` for the last one, with no change since, is the proof. State vectors would not do:
 * deletions and undo do not move them.
 */
export class SavedMarks {
  readonly #send: (n: number) => boolean;
  readonly #onSaved: () => void;
  #unsaved = false;
  /** Something has been sent, or will be, that no mark has been sent after. */
  #unmarked = false;
  /** The server has been sent all that was here before this connection. */
  #ready = false;
  #sent = 0;
  #confirmed = 0;

  /**
   * @param send puts mark n on the wire; false if there is no connection to put it on
   * @param onSaved told each time the server has confirmed the last mark and nothing has changed since
   */
  constructor(send: (n: number) => boolean, onSaved: () => void) {
    this.#send = send;
    this.#onSaved = onSaved;
  }

  get unsaved(): boolean {
    return this.#unsaved;
  }

  /** Whether a mark is on its way and nothing has been heard of it. */
  get waiting(): boolean {
    return this.#sent > this.#confirmed;
  }

  /** Something changed here, and the provider has sent it if it could. */
  changed(): void {
    this.#unsaved = true;
    this.#unmarked = true;
    if (this.#ready && !this.waiting) this.#mark();
  }

  /** All that is here has just been sent in answer to the server's SyncStep1; what it dropped before is in it. */
  answered(): void {
    this.#ready = true;
    this.#mark();
  }

  /** The server has put everything before mark n on disk. */
  saved(n: number): void {
    if (n <= this.#confirmed || n > this.#sent) return;
    this.#confirmed = n;
    if (this.waiting) return;
    if (this.#unmarked) {
      this.#mark();
      return;
    }
    this.#unsaved = false;
    this.#onSaved();
  }

  /** The connection is gone. Marks are counted anew on the next one. */
  lost(): void {
    this.#ready = false;
    this.#unmarked = this.#unsaved;
    this.#sent = 0;
    this.#confirmed = 0;
  }

  #mark(): void {
    if (!this.#send(this.#sent + 1)) return;
    this.#sent += 1;
    this.#unmarked = false;
  }
}
