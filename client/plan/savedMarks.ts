export interface SavedMarksOptions {
  /** Puts mark n on the wire; false if there is no connection to put it on. */
  readonly send: (n: number) => boolean;
  /** Told each time the server has confirmed the last mark and nothing has changed since. */
  readonly onSaved: () => void;
  /** Milliseconds between two marks for changes, so that a key held down does not use up what the server allows. */
  readonly interval: number;
}

/**
 * Knows whether everything that was changed here is on the server's disk. A mark is sent after the frames it is about,
 * one at a time; the server's `saved` for the last one, with no change since, is the proof. State vectors would not do:
 * deletions and undo do not move them.
 */
export class SavedMarks {
  readonly #options: SavedMarksOptions;
  #unsaved = false;
  /** Something has been sent, or will be, that no mark has been sent after. */
  #unmarked = false;
  /** The server has been sent all that was here before this connection. */
  #ready = false;
  #sent = 0;
  #confirmed = 0;
  #sentAt = -Infinity;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SavedMarksOptions) {
    this.#options = options;
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
    this.#markWhenDue();
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
      this.#markWhenDue();
      return;
    }
    this.#unsaved = false;
    this.#options.onSaved();
  }

  /** The connection is gone. Marks are counted anew on the next one. */
  lost(): void {
    this.#ready = false;
    this.#unmarked = this.#unsaved;
    this.#sent = 0;
    this.#confirmed = 0;
    this.#sentAt = -Infinity;
    clearTimeout(this.#due);
    this.#due = undefined;
  }

  #markWhenDue(): void {
    if (!this.#ready || this.waiting || this.#due !== undefined) return;
    const wait = this.#sentAt + this.#options.interval - performance.now();
    if (wait <= 0) this.#mark();
    else this.#due = setTimeout(() => this.#mark(), wait);
  }

  #mark(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    if (!this.#options.send(this.#sent + 1)) return;
    this.#sent += 1;
    this.#sentAt = performance.now();
    this.#unmarked = false;
  }
}
