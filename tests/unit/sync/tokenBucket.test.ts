import { expect, it } from "vitest";

import { TokenBucket } from "#server/sync/tokenBucket.ts";

it("PRO-12: a burst is let through at once, then so many a second, and no more is saved up than a burst", () => {
  let now = 0;
  const bucket = new TokenBucket(60, 200, () => now);
  const taken = (tries: number): number => Array.from({ length: tries }, () => bucket.take()).filter(Boolean).length;
  expect(taken(300)).toBe(200);
  now = 500;
  expect(taken(300)).toBe(30);
  now = 1_000_000;
  expect(taken(300)).toBe(200);
});
