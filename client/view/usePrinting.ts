import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

let printing = false;

/** Tells whether the page is being printed; the page is drawn anew before the printer sees it. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => printing);
}

function subscribe(listener: () => void): () => void {
  const change = (now: boolean) => () => {
    printing = now;
    flushSync(listener);
  };
  const before = change(true);
  const after = change(false);
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
  };
}
