import { useSyncExternalStore } from "react";

import type { DeviceId } from "#shared/model/id.ts";
import type { Session } from "#shared/protocol/signIn.ts";

import { whenSignedOut } from "../api/callApi.ts";
import { fetchSession } from "../api/session.ts";
import { createReadableStore } from "../plan/readableStore.ts";
import { rememberedSession, rememberSession } from "./rememberedSession.ts";

/** Who this browser is signed in as, as far as is known. */
export type SignedIn =
  /** The server is being asked, and nothing is remembered. */
  | { readonly kind: "asking" }
  /** `heard`: the server has said so since this page was opened; else it is what this device remembers. */
  | { readonly kind: "signedIn"; readonly session: Session; readonly heard: boolean }
  /** The session ended while this page was open. An open plan stays on screen, with what it has not sent. */
  | { readonly kind: "ended"; readonly former: Session }
  | { readonly kind: "signedOut" }
  /** Nothing is remembered, and the server cannot be reached. */
  | { readonly kind: "unreachable" };

/** The windows of this browser. */
const windows = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("waymark-session");

const { store, write } = createReadableStore<{ readonly signedIn: SignedIn }>({ signedIn: { kind: "asking" } });

/** Who is signed in, followed. Screens under `/p/` and `/account` are shown to somebody who is signed in only. */
export function useSignedIn(): SignedIn {
  return useSyncExternalStore(store.subscribe, signedIn);
}

export function signedIn(): SignedIn {
  return store.getState().signedIn;
}

/**
 * Begins to follow who is signed in: first what this device remembers, then what the server says. Any call of the API
 * that is answered with 401 has the server asked anew, and so the screen changed; callers need not do more.
 */
export function followSession(): void {
  windows?.addEventListener("message", () => void ask());
  const remembered = rememberedSession();
  if (remembered) write({ signedIn: { kind: "signedIn", session: remembered, heard: false } });
  whenSignedOut(() => void askSession());
  globalThis.addEventListener("online", () => {
    if (!isHeard(signedIn())) void ask();
  });
  void ask();
}

/**
 * Asks the server who is signed in, as after signing in, or when a plan's connection was closed with 4401. If that has
 * changed the other windows of this browser ask too.
 */
export async function askSession(): Promise<SignedIn> {
  const before = signedIn();
  const now = await ask();
  if (deviceOf(before) !== deviceOf(now)) windows?.postMessage("changed");
  return now;
}

async function ask(): Promise<SignedIn> {
  const answer = await fetchSession();
  const before = signedIn();
  if (!answer.ok) {
    if (before.kind === "asking") write({ signedIn: { kind: "unreachable" } });
    return signedIn();
  }
  const { session } = answer.value;
  rememberSession(session);
  if (session) write({ signedIn: { kind: "signedIn", session, heard: true } });
  else if (before.kind === "signedIn") write({ signedIn: { kind: "ended", former: before.session } });
  else if (before.kind !== "ended") write({ signedIn: { kind: "signedOut" } });
  return signedIn();
}

/** Each time somebody signs in they do so as a new device. */
function deviceOf(who: SignedIn): DeviceId | null {
  return who.kind === "signedIn" ? who.session.deviceId : null;
}

function isHeard(who: SignedIn): boolean {
  return who.kind === "signedOut" || (who.kind === "signedIn" && who.heard);
}
