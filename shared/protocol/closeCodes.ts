/** Why the server closed a connection, and in words what that means for the person in front of the screen. */
export interface CloseReason {
  readonly code: number;
  /** Sent as the WebSocket close reason. */
  readonly reason: string;
  /** What the person reads: what happened and what now. */
  readonly whatNow: string;
}

/** The stock y-websocket provider does not reconnect by itself after 4400–4499; every other code it retries. */
export const closeCodes = {
  restarting: { code: 1012, reason: "server restarting", whatNow: "Waymark is restarting. It reconnects by itself." },
  protocolError: {
    code: 4400,
    reason: "protocol error",
    whatNow: "This page and the server no longer understand each other. Reload the page; what you typed is kept.",
  },
  signedOut: {
    code: 4401,
    reason: "not signed in",
    whatNow: "You are signed out. Sign in again; unsent changes stay on this device.",
  },
  forbidden: {
    code: 4403,
    reason: "no right to this plan",
    whatNow: "Your rights to this plan have changed. A copy of your unsent changes is kept for you.",
  },
  notFound: {
    code: 4404,
    reason: "no such plan",
    whatNow: "There is no such plan, or it is not shared with you. Ask whoever sent you here for a new link.",
  },
  refused: {
    code: 4409,
    reason: "update refused",
    whatNow: "A change could not be accepted. A copy of it is kept for you, and the plan is loaded anew.",
  },
  outdated: {
    code: 4426,
    reason: "client too old",
    whatNow: "There is a newer Waymark. Reload the page; nothing is lost.",
  },
  unavailable: {
    code: 4503,
    reason: "plan cannot be loaded",
    whatNow:
      "The server cannot open this plan just now. Nothing is written over what it has, and this page keeps trying. If that lasts, tell whoever runs the server.",
  },
  tooSlow: {
    code: 4508,
    reason: "too slow a reader",
    whatNow: "The connection was too slow to keep up. It reconnects by itself.",
  },
  rateLimited: {
    code: 4529,
    reason: "rate limited",
    whatNow: "Too much at once came from this device. It waits a moment and tries again by itself.",
  },
} as const satisfies Record<string, CloseReason>;

export type CloseName = keyof typeof closeCodes;

/** The catalogue's entry for a close code, or undefined for one that is not ours. */
export function closeNameOf(code: number): CloseName | undefined {
  return Object.keys(closeCodes)
    .filter(isCloseName)
    .find((name) => closeCodes[name].code === code);
}

function isCloseName(name: string): name is CloseName {
  return Object.hasOwn(closeCodes, name);
}
