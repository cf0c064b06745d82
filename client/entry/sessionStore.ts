import type { DeviceId } from "#shared/model/id.ts";
import type { Session } from "#shared/protocol/signIn.ts";

import { whenSignedOut } from "../api/callApi.ts";
import { endSession, fetchSession } from "../api/session.ts";
import { keepsCopies, sayKeeping, setOwner } from "../device/ownStorage.ts";
import { removeCopies, removeProgram, wipeDevice } from "../device/wipeDevice.ts";
import { createReadableStore } from "../plan/readableStore.ts";
import { leaveTo, PLANS_PATH } from "../view/route.ts";
import { isSignOutOwed, oweSignOut } from "./owedSignOut.ts";
import { rememberedSession, rememberSession } from "./rememberedSession.ts";

/** Who this browser is signed in as, as far as is known. */
export type SignedIn =
  /** The server is being asked, and nothing is remembered. */
  | { readonly kind: "asking" }
  /** `heard`: the server has said so since this page was opened; else it is what this device remembers. */
  | { readonly kind: "signedIn"; readonly session: Session; readonly heard: boolean }
  /** The session ended while this page was open. An open plan stays on screen, with what it has not sent. */
  | { readonly kind: "ended"; readonly former: Session }
  /** `owed`: they signed out without a network, and the server has to be told yet. */
  | { readonly kind: "signedOut"; readonly owed: boolean }
  /** Nothing is remembered, and the server cannot be reached. */
  | { readonly kind: "unreachable" };

/** What the windows of this browser tell each other: ask anew, or leave, because somebody signs out. */
type DoorMessage = "changed" | "leave";

const windows = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("waymark-door");

const { store, write } = createReadableStore<{ readonly signedIn: SignedIn }>({ signedIn: { kind: "asking" } });

export function signedIn(): SignedIn {
  return store.getState().signedIn;
}

/** Tells of each change of it. Returns what ends that. */
export function followSignedIn(listener: () => void): () => void {
  return store.subscribe(listener);
}

/**
 * Begins to follow who is signed in: first what this device remembers, then what the server says. Any call of the API
 * that is answered with 401 has the server asked anew, and so the screen changed; callers need not do more.
 */
export function followSession(): void {
  windows?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data === "leave") void leave();
    else void ask();
  });
  const remembered = isSignOutOwed() ? null : rememberedSession();
  if (remembered) show({ kind: "signedIn", session: remembered, heard: false });
  whenSignedOut(() => void askSession());
  globalThis.addEventListener("online", () => {
    if (!isHeard(signedIn())) void ask();
  });
  setInterval(() => {
    if (isSignOutOwed() || saysOwed(signedIn())) void ask();
  }, OWED_AGAIN);
  void ask();
}

/** Milliseconds between two tries to tell the server of a sign-out. */
const OWED_AGAIN = 30_000;

/**
 * Asks the server who is signed in, as after signing in, or when a plan's connection was closed with 4401. If that has
 * changed the other windows of this browser ask too.
 */
export async function askSession(): Promise<SignedIn> {
  const before = signedIn();
  const now = await ask();
  if (deviceOf(before) !== deviceOf(now)) tell("changed");
  return now;
}

/**
 * Signs out on this device: every window leaves, and nothing stays here. Without a network the server is told as soon as
 * there is one; until then nobody counts as signed in. What had not been sent is lost: ask unsentOnDevice before.
 */
export async function signOut(): Promise<void> {
  oweSignOut(true);
  tell("leave");
  await leave();
  if (!(await settleSignOut())) return;
  // Nothing of a plan stays in the memory of this page either.
  window.location.replace(PLANS_PATH);
}

/** Whether this device keeps copies of plans, from now on and in every window. With no, those that are here are removed. */
export async function changeKeeping(keeps: boolean): Promise<void> {
  const who = signedIn();
  rememberSession(null);
  sayKeeping(keeps);
  if (who.kind === "signedIn") rememberSession(who.session);
  // Plans that are open in other windows are opened anew there, as they are to be kept now.
  tell("changed");
  if (!keeps) await removeCopies();
}

/**
 * Tells the server of a sign-out that is owed, and removes what else is here; whichever window does so, the others ask
 * anew. True if none is owed, now.
 */
export async function settleSignOut(): Promise<boolean> {
  if (!isSignOutOwed()) return true;
  const ended = await endSession();
  if (!ended.ok) return false;
  oweSignOut(false);
  tell("changed");
  await removeProgram();
  if (signedIn().kind === "signedOut") show({ kind: "signedOut", owed: false });
  return true;
}

/** Leaves whatever is open, and removes what is kept here: once by each window, so that none writes it anew. */
async function leave(): Promise<void> {
  leaveTo(PLANS_PATH);
  show({ kind: "signedOut", owed: true });
  // What was open is closed in the next turn.
  await new Promise((resolve) => setTimeout(resolve));
  await wipeDevice();
}

async function ask(): Promise<SignedIn> {
  if (!(await settleSignOut())) {
    show({ kind: "signedOut", owed: true });
    return signedIn();
  }
  const answer = await fetchSession();
  const before = signedIn();
  if (isSignOutOwed()) return before;
  if (!answer.ok) {
    if (before.kind === "asking") show({ kind: "unreachable" });
    return signedIn();
  }
  const { session } = answer.value;
  rememberSession(session);
  if (session) show({ kind: "signedIn", session, heard: true });
  else if (before.kind === "signedIn") show({ kind: "ended", former: before.session });
  else if (before.kind !== "ended") show({ kind: "signedOut", owed: false });
  return signedIn();
}

function show(who: SignedIn): void {
  setOwner(userOf(who));
  write({ signedIn: who });
}

/** Whose things the screen shows. Also somebody whose session ended has what is open on it. */
export function userOf(who: SignedIn): Session["userId"] | null {
  if (who.kind === "signedIn") return who.session.userId;
  return who.kind === "ended" ? who.former.userId : null;
}

/** Whose things are kept here, and whether: where that changes, what is open is opened anew. */
export function keptFor(who: SignedIn): string {
  return `${userOf(who)} ${keepsCopies()}`;
}

/** Each time somebody signs in they do so as a new device. */
function deviceOf(who: SignedIn): DeviceId | null {
  return who.kind === "signedIn" ? who.session.deviceId : null;
}

function isHeard(who: SignedIn): boolean {
  return (who.kind === "signedOut" && !who.owed) || (who.kind === "signedIn" && who.heard);
}

/** Also where another window has told the server meanwhile, and this one could not ask. */
function saysOwed(who: SignedIn): boolean {
  return who.kind === "signedOut" && who.owed;
}

function tell(message: DoorMessage): void {
  windows?.postMessage(message);
}
