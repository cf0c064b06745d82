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
      await take();
      // If the new version has taken over already there is nothing left to wait for.
      setTimeout(() => window.location.reload(), 1_000);
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
        onNeedReload: () => (asked ? window.location.reload() : offer()),
      });
    });
  }, []);
}
