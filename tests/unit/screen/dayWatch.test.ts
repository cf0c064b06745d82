import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { DayWatch } from "#client/view/dayWatch.ts";

describe("the present day", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date(2019, 9, 26, 23, 58) }));
  afterEach(() => void vi.useRealTimers());

  const noon = (day: number): number => new Date(2019, 9, day, 12).getTime();

  it("SCR-271: turns at the reader's midnight while the page is open, for all who ask, with one timer", () => {
    const watch = new DayWatch({ now: () => Date.now() });
    const heard = [vi.fn<() => void>(), vi.fn<() => void>()];
    const stops = heard.map((listener) => watch.subscribe(listener));
    expect(vi.getTimerCount()).toBe(1);
    expect(watch.noon()).toBe(noon(26));
    vi.advanceTimersByTime(60_000);
    expect(heard[0]).not.toHaveBeenCalled();
    vi.advanceTimersByTime(120_000);
    expect(watch.noon()).toBe(noon(27));
    for (const listener of heard) expect(listener).toHaveBeenCalledOnce();
    for (const stop of stops) stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("SCR-271: is put right as soon as the server has said what time it is", () => {
    let offset = 45 * 86_400_000;
    let say = (): void => undefined;
    const watch = new DayWatch({
      now: () => Date.now() + offset,
      planStore: {
        subscribe: (listener) => {
          say = listener;
          return () => undefined;
        },
      },
    });
    const heard = vi.fn<() => void>();
    const stop = watch.subscribe(heard);
    expect(watch.noon()).not.toBe(noon(26));
    offset = 0;
    say();
    expect(heard).toHaveBeenCalledOnce();
    expect(watch.noon()).toBe(noon(26));
    say();
    expect(heard).toHaveBeenCalledOnce();
    stop();
  });
});
