import { useSyncExternalStore } from "react";

import { useClock } from "../plan/usePlan.ts";
import { DayWatch } from "./dayWatch.ts";
import type { Clock } from "./dayWatch.ts";

const watches = new WeakMap<Clock, DayWatch>();

/**
 * Noon of the present day here, in milliseconds since 1970: it changes once a day, and so do the ages made from it. The
 * day is the reader's own, the time the server's, so that a device whose clock is wrong shows the same ages as others.
 */
export function useToday(): number {
  const clock = useClock();
  let watch = watches.get(clock);
  if (!watch) watches.set(clock, (watch = new DayWatch(clock)));
  return useSyncExternalStore(watch.subscribe, watch.noon);
}
