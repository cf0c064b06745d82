import * as decoding from "lib0/decoding";

/** Clocks count changes of one state. No client comes near, and above it nobody could ever be seen again. */
const LAST_CLOCK = 2 ** 31;

export interface OwnEntry {
  readonly clientId: number;
  readonly clock: number;
  /** Parsed JSON; null if the client says that it is gone. */
  readonly state: unknown;
  /** Bytes of the state as it came. */
  readonly bytes: number;
}

/**
 * The one entry of an awareness update that is the client's own: the one under its id or, while that is not known, the
 * only one. The stock provider also sends again what it has heard of others; that is no offence, and not read.
 *
 * @throws if the update is malformed
 */
export function readOwnEntry(update: Uint8Array, clientId: number | null): OwnEntry | undefined {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (clientId === null && count !== 1) return undefined;
  for (let at = 0; at < count; at += 1) {
    const entryId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const json = decoding.readVarUint8Array(decoder);
    if (clientId !== null && entryId !== clientId) continue;
    if (clock > LAST_CLOCK) throw new Error("clock out of bounds");
    const state: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
    return { clientId: entryId, clock, state, bytes: json.length };
  }
  return undefined;
}
