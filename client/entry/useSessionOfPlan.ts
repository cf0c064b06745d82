import { useEffect, useRef } from "react";

import type { PlanSession } from "../plan/planSession.ts";
import { askSession } from "./sessionStore.ts";
import { useSignedIn } from "./useSignedIn.ts";

/** Has a plan that was closed because nobody is signed in connect again as soon as somebody is. */
export function useSessionOfPlan(session: PlanSession | null): void {
  const who = useSignedIn();
  const deviceId = who.kind === "signedIn" ? who.session.deviceId : null;
  const connectedAs = useRef(deviceId);
  useEffect(() => {
    if (!session) return undefined;
    const { getState, subscribe } = session.planStore;
    // It may have been closed before there was a screen.
    if (getState().connection === "signedout") void askSession();
    return subscribe(({ connection }, before) => {
      if (connection === "signedout" && before.connection !== "signedout") void askSession();
    });
  }, [session]);
  useEffect(() => {
    if (deviceId === null || deviceId === connectedAs.current) return;
    connectedAs.current = deviceId;
    session?.reconnect();
  }, [session, deviceId]);
}
