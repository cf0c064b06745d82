import { TokenBucket } from "./tokenBucket.ts";

/** So many are kept before those are forgotten that a new one would not differ from. */
const TIDY_AT = 1_000;

/** A bucket for each of many: people, or addresses. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** False if that was one too many of this one. */
  take(whose: string): boolean {
    let bucket = this.#buckets.get(whose);
    if (!bucket) {
      if (this.#buckets.size >= TIDY_AT) this.#tidy();
      bucket = new TokenBucket(this.#perSecond, this.#burst);
      this.#buckets.set(whose, bucket);
    }
    return bucket.take();
  }

  #tidy(): void {
    for (const [whose, bucket] of this.#buckets) if (bucket.isFull) this.#buckets.delete(whose);
  }
}
