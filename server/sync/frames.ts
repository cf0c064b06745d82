import * as encoding from "lib0/encoding";

import { messageTypes } from "#shared/protocol/messages.ts";

/** The three messages inside a sync message, as y-protocols numbers them. */
export const syncTypes = { step1: 0, step2: 1, update: 2 } as const;

/** What we know, so that the other side can send the rest. */
export function encodeSyncStep1(stateVector: Uint8Array): Uint8Array {
  return encodeSync(syncTypes.step1, stateVector);
}

/** The answer to a SyncStep1: everything that it does not know. */
export function encodeSyncStep2(update: Uint8Array): Uint8Array {
  return encodeSync(syncTypes.step2, update);
}

export function encodeUpdate(update: Uint8Array): Uint8Array {
  return encodeSync(syncTypes.update, update);
}

function encodeSync(type: number, content: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.sync);
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint8Array(encoder, content);
  return encoding.toUint8Array(encoder);
}

/** One awareness state as it goes to the clients; a null state is a removal. */
export interface PresenceEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: unknown;
}

/** With no entries this is the message that only keeps a connection alive. */
export function encodePresence(entries: readonly PresenceEntry[]): Uint8Array {
  const states = encoding.createEncoder();
  encoding.writeVarUint(states, entries.length);
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(states, clientId);
    encoding.writeVarUint(states, clock);
    encoding.writeVarString(states, JSON.stringify(state));
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.awareness);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states));
  return encoding.toUint8Array(encoder);
}
