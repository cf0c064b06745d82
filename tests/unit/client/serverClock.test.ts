import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ServerClock } from "#client/plan/serverClock.ts";

const DAY = 86_400_000;

describe("the server's time", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A device whose clock is an hour behind the server's. */
  function open() {
    let set = 0;
    const onLeap = vi.fn<() => void>();
    const passing = (): number => performance.now();
    const clock = new ServerClock(onLeap, { clock: () => 50 * DAY + passing() + set, passing });
    const server = (): number => 50 * DAY + 3_600_000 + passing();
    clock.hear(server());
    return { clock, server, onLeap, setBy: (by: number) => (set += by) };
  }

  it("SCR-713: is kept where the device's clock is set back, without asking", () => {
    const { clock, server, onLeap, setBy } = open();
    vi.advanceTimersByTime(20_000);
    setBy(-2 * DAY);
    expect(clock.now()).toBe(server());
    vi.advanceTimersByTime(60_000);
    expect(clock.now()).toBe(server());
    expect(onLeap).not.toHaveBeenCalled();
    clock.stop();
  });

  it("SCR-713: is asked for once, within seconds, where the clock leaps ahead, as after sleep", () => {
    const { clock, server, onLeap, setBy } = open();
    setBy(DAY);
    vi.advanceTimersByTime(5_000);
    expect(onLeap).toHaveBeenCalledOnce();
    clock.hear(server());
    vi.advanceTimersByTime(60_000);
    expect(clock.now()).toBe(server());
    expect(onLeap).toHaveBeenCalledOnce();
    clock.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("SCR-713: is not asked for by whoever reads it, nor once the server has said it, nor where it is only a little off", () => {
    const { clock, server, onLeap, setBy } = open();
    setBy(DAY);
    clock.now();
    expect(onLeap).not.toHaveBeenCalled();
    clock.hear(server());
    expect(clock.now()).toBe(server());
    setBy(4_000);
    vi.advanceTimersByTime(60_000);
    expect(onLeap).not.toHaveBeenCalled();
    clock.stop();
  });
});
