/** What tells the time, and says when it may have been put right. */
export interface Clock {
  readonly now: () => number;
  readonly planStore?: { readonly subscribe: (listener: () => void) => () => void };
}

/** How often it is looked whether a new day has begun, in milliseconds. */
const LOOKS = 60_000;

/**
 * Tells which day it is, and who asked when another one begins. Every card of a board asks, so there is one timer for
 * all of them, and they hear nothing but a new day.
 */
export class DayWatch {
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | null = null;
  #noon: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Noon of the present day in the reader's time zone, in milliseconds since 1970. */
  readonly noon = (): number => {
    if (this.#stop === null || this.#noon === null) this.#noon = noonOf(this.#clock.now());
    return this.#noon;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stop ??= this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = null;
    };
  };

  #start(): () => void {
    const look = (): void => {
      const noon = noonOf(this.#clock.now());
      if (noon === this.#noon) return;
      this.#noon = noon;
      for (const listener of this.#listeners) listener();
    };
    this.#noon = noonOf(this.#clock.now());
    const timer = setInterval(look, LOOKS);
    // The server says what time it is with its first message.
    const unsubscribe = this.#clock.planStore?.subscribe(look);
    return () => {
      clearInterval(timer);
      unsubscribe?.();
    };
  }
}

function noonOf(time: number): number {
  return new Date(time).setHours(12, 0, 0, 0);
}
