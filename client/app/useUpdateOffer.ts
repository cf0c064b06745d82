import { useEffect } from "react";
import { registerSW } from "virtual:pwa-register";

import { showToast } from "../view/toastStore.ts";
import { whenAtRest } from "./whenAtRest.ts";

/** Offers a newer Waymark when there is one. Nothing is exchanged under somebody's hands: they say when. */
export function useUpdateOffer(): void {
  useEffect(() => {
    let asked = false;
    const update = async (take: () => Promise<void>): Promise<void> => {
      asked = true;
      const next = (await navigator.serviceWorker.getRegistration())?.waiting;
      // Where another window has taken it already, or it was taken back, there is nothing to wait for.
      if (!next) return window.location.reload();
      // A page that is loaded before the new version has taken over is the old one once more.
      next.addEventListener("statechange", () => window.location.reload(), { once: true });
      await take();
    };
    // It fetches all of Waymark for the times without a network: not while the plan is on its way.
    return whenAtRest(() => {
      const offer = (): void => {
        const reload = { label: "Reload to update", run: () => void update(take) };
        showToast("There is a newer Waymark.", reload, "Later");
      };
      const take = registerSW({
        immediate: true,
        onNeedRefresh: offer,
        // Another window may have taken the new version: this one goes on as it is until its person says so.
        onNeedReload: () => {
          if (!asked) offer();
        },
      });
    });
  }, []);
}
