import { parseRoute } from "../view/route.ts";

const KEY = "waymark.returnTo";

/** Where somebody was going when they were asked to sign in, kept for this window. */
export function keepReturnPath(path: string): void {
  try {
    sessionStorage.setItem(KEY, path);
  } catch {
    // Then they come to the list of plans.
  }
}

/** Gives that address back, once. Null if there is none. */
export function takeReturnPath(): string | null {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return safeReturnPath(kept);
  } catch {
    return null;
  }
}

/** The path of a screen of ours that needs somebody to be signed in. Whatever else it may be, here or elsewhere: null. */
export function safeReturnPath(value: string | null, origin: string = window.location.origin): string | null {
  if (value === null || !URL.canParse(value, origin)) return null;
  const { origin: to, pathname } = new URL(value, origin);
  if (to !== origin || pathname.startsWith("//")) return null;
  const { screen } = parseRoute(pathname);
  return screen === "nowhere" || screen === "join" ? null : pathname;
}
