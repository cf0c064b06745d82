import { StrictReader, MalformedError } from "./strictReader.ts";

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
 * only one. The stock provider also sends again what it has heard of others; that is no offence, and not kept.
 *
 * @throws if the update is malformed
 */
export function readOwnEntry(update: Uint8Array, clientId: number | null): OwnEntry | undefined {
  const reader = new StrictReader(update);
  const count = reader.count(3);
  let own: { readonly clientId: number; readonly clock: number; readonly json: Uint8Array } | undefined;
  for (let left = count; left > 0; left -= 1) {
    const entry = { clientId: reader.varUint(), clock: reader.varUint(), json: reader.block() };
    if (entry.clientId === clientId || (clientId === null && count === 1)) own ??= entry;
  }
  reader.end();
  if (!own) return undefined;
  if (own.clock > LAST_CLOCK) throw new MalformedError("clock out of bounds");
  const state = parseState(own.json);
  return { clientId: own.clientId, clock: own.clock, state, bytes: own.json.length };
}

/** What JSON.parse and the decoder would throw tells what they have read, and would be logged. */
function parseState(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    throw new MalformedError("a state that is no JSON");
  }
}
