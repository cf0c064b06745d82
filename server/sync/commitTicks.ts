/**
 * When rooms commit. Who has been quiet goes in the next turn of the event loop; who is busy waits a little, so that more
 * goes together. All whose time has come go in the same turn, and one write to disk serves them all.
 */
export class CommitTicks {
  readonly #pauseMs: number;
  #waiting: { readonly earliest: number; readonly go: () => void }[] = [];
  #cancel: (() => void) | null = null;
  /** When the next tick is due that has been ordered. */
  #due = Infinity;
  #last = -Infinity;

  /** @param pauseMs milliseconds between two ticks, at least */
  constructor(pauseMs: number) {
    this.#pauseMs = pauseMs;
  }

  /** Resolves at the first tick that is not before `earliest`, a time of `performance.now()`. */
  next(earliest: number): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ earliest, go });
      this.#order(earliest);
    });
  }

  #order(earliest: number): void {
    const due = Math.max(earliest, this.#last + this.#pauseMs);
    if (due >= this.#due) return;
    this.#cancel?.();
    this.#due = due;
    const wait = due - performance.now();
    if (wait <= 0) {
      const immediate = setImmediate(() => this.#tick());
      this.#cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(() => this.#tick(), wait);
      this.#cancel = () => clearTimeout(timer);
    }
  }

  #tick(): void {
    this.#last = performance.now();
    this.#due = Infinity;
    // A timer counts whole milliseconds and may be early by a part of one.
    const isDue = ({ earliest }: { readonly earliest: number }): boolean => earliest < this.#last + 1;
    const ready = this.#waiting.filter(isDue);
    this.#waiting = this.#waiting.filter((waiting) => !isDue(waiting));
    for (const { go } of ready) go();
    for (const { earliest } of this.#waiting) this.#order(earliest);
  }
}
