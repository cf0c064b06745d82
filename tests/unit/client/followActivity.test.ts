import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { followActivity } from "#client/plan/followActivity.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("SCR-181: two minutes without a touch are idle, the next touch ends it, each told once", () => {
  const told: boolean[] = [];
  const stop = followActivity((idle) => told.push(idle));
  vi.advanceTimersByTime(100_000);
  window.dispatchEvent(new Event("pointermove"));
  vi.advanceTimersByTime(100_000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([true]);
  window.dispatchEvent(new Event("keydown"));
  window.dispatchEvent(new Event("keydown"));
  expect(told).toEqual([true, false]);
  stop();
  vi.advanceTimersByTime(1_000_000);
  expect(told).toEqual([true, false]);
});
