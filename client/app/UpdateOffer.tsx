import { useEffect, useRef, useState } from "react";
import { registerSW } from "virtual:pwa-register";

import { whenAtRest } from "./whenAtRest.ts";

/** Offers a newer Waymark when there is one. Nothing is exchanged under somebody's hands: they say when. */
export function UpdateOffer() {
  const [offered, setOffered] = useState(false);
  const asked = useRef(false);
  const update = useRef<() => Promise<void>>(async () => {});
  useEffect(() => {
    // It fetches all of Waymark for the times without a network: not while the plan is on its way.
    return whenAtRest(() => {
      update.current = registerSW({
        immediate: true,
        onNeedRefresh: () => setOffered(true),
        // Another window may have taken the new version: this one goes on as it is until its person says so.
        onNeedReload: () => (asked.current ? window.location.reload() : setOffered(true)),
      });
    });
  }, []);
  if (!offered) return null;
  const reload = async (): Promise<void> => {
    asked.current = true;
    await update.current();
    // If the new version has taken over already there is nothing left to wait for.
    setTimeout(() => window.location.reload(), 1_000);
  };
  return (
    <div className="update-offer" role="status">
      There is a newer Waymark.
      <button type="button" className="button" onClick={() => void reload()}>
        Reload to update
      </button>
      <button type="button" className="button button--quiet" onClick={() => setOffered(false)}>
        Later
      </button>
    </div>
  );
}
