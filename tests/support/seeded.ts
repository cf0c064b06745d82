/** Numbers from 0 up to but not including 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs `body` with every source of chance (ids, order keys) drawn from a seed, so that a red run can be replayed. */
export function withSeed<T>(seed: number, body: (random: () => number) => T): T {
  const random = seededRandom(seed);
  const original = { random: Math.random, getRandomValues: crypto.getRandomValues };
  Math.random = random;
  const fill = <Target extends ArrayBufferView | null>(target: Target): Target => {
    if (target instanceof Uint8Array) for (let at = 0; at < target.length; at += 1) target[at] = random() * 256;
    return target;
  };
  crypto.getRandomValues = fill;
  try {
    return body(random);
  } finally {
    Math.random = original.random;
    crypto.getRandomValues = original.getRandomValues;
  }
}

/** One of some things; undefined only if there are none. */
export function pick<T>(random: () => number, things: readonly T[]): T | undefined {
  return things[Math.floor(random() * things.length)];
}
