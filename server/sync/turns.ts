/**
 * Work that may be much: it yields between two short steps (some tens of microseconds), so that others can have their
 * turn. It must look anew at what others may have changed each time it goes on.
 */
export type Turns<T> = Generator<void, T, void>;

/** Milliseconds of such work between two looks at everything else that waits. */
const TURN_MS = 8;

interface Waiting {
  /** Goes on until `end`; true once it has done. */
  readonly goOn: (end: number) => boolean;
}

/**
 * Does work in turns of the event loop, however much of it there is and from how many sides it comes. One for the whole
 * process, because all of it waits for the same event loop.
 */
class TurnTaker {
  #waiting: Waiting[] = [];
  /** Milliseconds that were spent since the event loop last came round. */
  #spent = 0;
  #scheduled = false;

  /** Gives what the work gives: at once if that is soon, else a promise of it. */
  take<T>(work: Turns<T>): T | Promise<T> {
    this.#schedule();
    const startedAt = performance.now();
    const end = startedAt + TURN_MS - this.#spent;
    let step = work.next();
    while (step.done !== true && performance.now() < end) step = work.next();
    this.#spent += performance.now() - startedAt;
    return step.done === true ? step.value : this.#later(work);
  }

  #later<T>(work: Turns<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const goOn = (end: number): boolean => {
        try {
          do {
            const { done, value } = work.next();
            if (done !== true) continue;
            resolve(value);
            return true;
          } while (performance.now() < end);
          return false;
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
          return true;
        }
      };
      this.#waiting.push({ goOn });
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#comeRound());
  }

  #comeRound(): void {
    this.#scheduled = false;
    this.#spent = 0;
    const [first, ...others] = this.#waiting;
    if (!first) return;
    this.#schedule();
    const startedAt = performance.now();
    this.#waiting = first.goOn(startedAt + TURN_MS) ? others : [...others, first];
    this.#spent = performance.now() - startedAt;
  }
}

const turnTaker = new TurnTaker();

export function inTurns<T>(work: Turns<T>): T | Promise<T> {
  return turnTaker.take(work);
}

/** Does all of the work now, for what is known to be little. */
export function atOnce<T>(work: Turns<T>): T {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/**
 * Resolves when everything else that waits has had its turn: between two steps that each take long and cannot be parted.
 * The first immediate may still be of the turn that something was received in.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
