import { within } from "../guest.ts";
import { findChanges, tokenOf } from "../workload.ts";

/** When which change was sent, and when it arrived at whom. */
export class Arrivals {
  /** Milliseconds from the sending to an observer. */
  latencies: number[] = [];
  /** Changes that observers should have heard of. */
  expected = 0;
  readonly #sentAt: number[] = [];
  #last: Buffer | null = null;
  readonly #waiting = new Set<number>();
  #onAll: (() => void) | null = null;

  /** A change is sent now; so many observers will hear of it. */
  sent(change: number, observers: number): void {
    this.#sentAt[change] = performance.now();
    this.expected += observers;
  }

  /** What an observer has been sent; of its own changes it need not hear. */
  observe(message: Buffer, isOwn: (change: number) => boolean): void {
    findChanges(message, (change) => {
      const sentAt = this.#sentAt[change];
      if (sentAt !== undefined && !isOwn(change)) this.latencies.push(performance.now() - sentAt);
    });
  }

  /** Resolves once these clients have all heard of that change, and so of all that came before it. */
  async last(change: number, clients: readonly number[]): Promise<void> {
    this.#last = Buffer.from(tokenOf(change));
    for (const client of clients) this.#waiting.add(client);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onAll = resolve;
    await within(promise, () => `${this.#waiting.size} of ${clients.length} clients had not heard of everything`);
  }

  /** What a client has been sent, whoever it is. */
  look(client: number, message: Buffer): void {
    if (this.#last === null || !this.#waiting.has(client) || !message.includes(this.#last)) return;
    this.#waiting.delete(client);
    if (this.#waiting.size === 0) this.#onAll?.();
  }

  /** What came until now was only to warm up. */
  forget(): void {
    this.latencies = [];
    this.expected = 0;
    this.#sentAt.length = 0;
    this.#last = null;
  }
}
