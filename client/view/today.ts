import { useSyncExternalStore } from "react";

/** Noon of the present day here, in milliseconds since 1970: it changes once a day, and so do the ages made from it. */
function noon(): number {
  return new Date().setHours(12, 0, 0, 0);
}

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, 60_000);
  return () => clearInterval(timer);
}

export function useToday(): number {
  return useSyncExternalStore(subscribe, noon);
}
