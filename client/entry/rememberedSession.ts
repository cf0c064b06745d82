import { parseSession } from "#shared/protocol/signIn.ts";
import type { Session } from "#shared/protocol/signIn.ts";

import { keepsCopies } from "../device/ownStorage.ts";

const KEY = "waymark.session";

/** Where nothing is to be kept, it is known until the window is closed. */
function place(): Storage {
  return keepsCopies() ? localStorage : sessionStorage;
}

/** Who was signed in here when the server was asked last, so that kept plans open without a network. Null: nobody, or it has ended. */
export function rememberedSession(): Session | null {
  try {
    const session = parseSession({ session: JSON.parse(place().getItem(KEY) ?? "null") as unknown });
    return session && session.endsAt > Date.now() ? session : null;
  } catch {
    return null;
  }
}

export function rememberSession(session: Session | null): void {
  try {
    if (session) place().setItem(KEY, JSON.stringify(session));
    else place().removeItem(KEY);
  } catch {
    // Where a browser keeps nothing, the server is asked each time.
  }
}
