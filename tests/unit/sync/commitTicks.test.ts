import { expect, it } from "vitest";

import { CommitTicks } from "#server/sync/commitTicks.ts";

it("PRO-71: all who wait go in the same turn, and who comes after that waits for the next one", async () => {
  const ticks = new CommitTicks(30);
  const went: string[] = [];
  const wait = (name: string, earliest = 0): Promise<void> => ticks.next(earliest).then(() => void went.push(name));
  // From before the first turn: a slow machine takes a while to come here.
  const from = performance.now();
  const [first, second] = [wait("a"), wait("b")];
  await new Promise((resolve) => setImmediate(resolve));
  // Both already: a quiet server waits for nothing.
  expect(went).toEqual(["a", "b"]);
  const later = [wait("c"), wait("d")];
  await Promise.race(later);
  expect(performance.now() - from).toBeGreaterThan(25);
  await new Promise((resolve) => setImmediate(resolve));
  expect(went).toEqual(["a", "b", "c", "d"]);
  await Promise.all([first, second, ...later]);
});

it("PRO-70: one that gathers for longer holds up nobody else", async () => {
  const ticks = new CommitTicks(1);
  const went: string[] = [];
  const now = performance.now();
  const slow = ticks.next(now + 1_000).then(() => void went.push("slow"));
  const quick = ticks.next(now).then(() => void went.push("quick"));
  await quick;
  expect(went).toEqual(["quick"]);
  await slow;
  expect(performance.now() - now).toBeGreaterThan(998);
  expect(went).toEqual(["quick", "slow"]);
});
