import { useSyncExternalStore } from "react";

import { followSignedIn, signedIn } from "./sessionStore.ts";
import type { SignedIn } from "./sessionStore.ts";

/** Who is signed in, followed. Screens under `/p/` and `/account` are shown to somebody who is signed in only. */
export function useSignedIn(): SignedIn {
  return useSyncExternalStore(followSignedIn, signedIn);
}
