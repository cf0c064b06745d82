/**
 * ClientIDs below this are the server's own (migrations, re-keying, repair). Of two concurrent writes to one key Yjs
 * keeps the one with the higher clientID, so a person's write always beats the server's upkeep.
 */
export const FIRST_CLIENT_ID = 2 ** 16;
export const UPKEEP_CLIENT_ID = 1;
/** The highest that Yjs gives out. */
export const LAST_CLIENT_ID = 2 ** 32 - 1;

// Node and browsers both have it.
declare const crypto: { getRandomValues(target: Uint32Array): Uint32Array };

/** A random clientID that a person's device may write under: 2^16 to 2^32 - 1. */
export function newClientId(): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return random < FIRST_CLIENT_ID ? random + FIRST_CLIENT_ID : random;
}
