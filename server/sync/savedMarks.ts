/**
 * The marks of one socket: each is answered once all that came before it is on disk. While something that came before
 * has been dropped, because it builds on what has not come yet, no mark is answered: it is not saved.
 */
export class SavedMarks {
  readonly #afterCommit: (run: () => void) => void;
  readonly #answer: (n: number) => void;
  #last = 0;
  #held: number[] = [];
  #holding = false;

  constructor(afterCommit: (run: () => void) => void, answer: (n: number) => void) {
    this.#afterCommit = afterCommit;
    this.#answer = answer;
  }

  /** False if marks do not ascend. */
  receive(n: number): boolean {
    if (n <= this.#last) return false;
    this.#last = n;
    if (this.#holding) this.#held.push(n);
    else this.#afterCommit(() => this.#answer(n));
    return true;
  }

  hold(): void {
    this.#holding = true;
  }

  /** What was dropped has come again and has been applied. */
  release(): void {
    this.#holding = false;
    const held = this.#held;
    this.#held = [];
    for (const n of held) this.#afterCommit(() => this.#answer(n));
  }
}
