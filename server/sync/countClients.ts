import { MalformedError, StrictReader } from "./strictReader.ts";

/**
 * How many clients somebody has heard of who sends this in a SyncStep1. Yjs reads it again when it answers.
 *
 * @throws MalformedError
 */
export function countClients(stateVector: Uint8Array): number {
  const reader = new StrictReader(stateVector);
  const count = reader.count(2);
  const clients = new Set<number>();
  for (let left = count; left > 0; left -= 1) {
    clients.add(reader.varUint());
    reader.varUint();
  }
  if (clients.size < count) throw new MalformedError("client named twice");
  reader.end();
  return count;
}
