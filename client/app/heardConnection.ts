import type { ConnectionState } from "../plan/connectionState.ts";

/** What the connection is, and whether that is read out to whoever listens. */
export interface HeardConnection {
  readonly state: ConnectionState;
  readonly aloud: boolean;
}

/**
 * Each change is saved a moment later, and nobody wants to hear so every time: that it is being saved, and is, is read
 * out only after anything else was, up to the first “saved”.
 */
export function heardNext(heard: HeardConnection | null, state: ConnectionState): HeardConnection {
  const usual = state === "saved" || state === "saving";
  return { state, aloud: !usual || (heard !== null && heard.aloud && heard.state !== "saved") };
}
