import { MalformedError, StrictReader } from "./strictReader.ts";

/** Bytes of a state vector: a hundred thousand clients, more than have written in any plan. */
const MOST_BYTES = 1024 * 1024;

/** The state vector of a document that holds nothing. */
export const NOTHING = Uint8Array.of(0);

/**
 * How many clients somebody has heard of who sends this in a SyncStep1. Yjs reads it again when it answers.
 *
 * @throws MalformedError
 */
export function countClients(stateVector: Uint8Array): number {
  if (stateVector.length > MOST_BYTES) throw new MalformedError("too many clients");
  const reader = new StrictReader(stateVector);
  const count = reader.count(2);
  const clients = new Set<number>();
  while (clients.size < count) {
    const client = reader.varUint();
    if (clients.has(client)) throw new MalformedError("client named twice");
    clients.add(client);
    reader.varUint();
  }
  reader.end();
  return count;
}
