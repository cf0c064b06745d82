import { parseSession } from "#shared/protocol/signIn.ts";
import type { Session } from "#shared/protocol/signIn.ts";

const KEY = "waymark.session";

/** Who was signed in here when the server was asked last, so that kept plans open without a network. Null: nobody. */
export function rememberedSession(): Session | null {
  try {
    return parseSession({ session: JSON.parse(localStorage.getItem(KEY) ?? "null") as unknown }) ?? null;
  } catch {
    return null;
  }
}

export function rememberSession(session: Session | null): void {
  try {
    if (session) localStorage.setItem(KEY, JSON.stringify(session));
    else localStorage.removeItem(KEY);
  } catch {
    // Where a browser keeps nothing, the server is asked each time.
  }
}
