import type { Awareness } from "y-protocols/awareness";

import { parsePresence } from "#shared/protocol/presence.ts";
import type { Presence } from "#shared/protocol/presence.ts";

/** Tells who else is here, each time that changes. Somebody whose state did not change keeps its identity. */
export function followPresence(awareness: Awareness, listener: (others: readonly Presence[]) => void): void {
  const known = new WeakMap<object, Presence | null>();
  const read = (state: object): Presence | null => {
    const former = known.get(state);
    if (former !== undefined) return former;
    const presence = parsePresence(state) ?? null;
    known.set(state, presence);
    return presence;
  };
  awareness.on("change", () => {
    const others = [...awareness.getStates()]
      .filter(([id]) => id !== awareness.clientID)
      .map(([, state]) => read(state))
      .filter((presence) => presence !== null);
    listener(others);
  });
}
