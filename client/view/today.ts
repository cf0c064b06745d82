import { useCallback, useSyncExternalStore } from "react";

import { useClock } from "../plan/usePlan.ts";

/**
 * Noon of the present day here, in milliseconds since 1970: it changes once a day, and so do the ages made from it. The
 * day is the reader's own, the time the server's, so that a device whose clock is wrong shows the same ages as others.
 */
export function useToday(): number {
  const clock = useClock();
  const subscribe = useCallback(
    (listener: () => void) => {
      const timer = setInterval(listener, 60_000);
      // The server says what time it is with its first message.
      const stop = clock.planStore?.subscribe(listener);
      return () => {
        clearInterval(timer);
        stop?.();
      };
    },
    [clock],
  );
  return useSyncExternalStore(subscribe, () => new Date(clock.now()).setHours(12, 0, 0, 0));
}
