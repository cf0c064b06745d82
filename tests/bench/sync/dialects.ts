import * as encoding from "lib0/encoding";
import * as Y from "yjs";

import { encodeSyncStep1, syncTypes } from "#server/sync/frames.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";
import { encodeMark, messageTypes } from "#shared/protocol/messages.ts";
import { ask } from "../../support/ask.ts";

export type DialectName = "waymark" | "hocuspocus" | "yWebsocket" | "floor";

/** What a message says, as far as the benchmark must know. */
type Kind = "firstSync" | "saved" | "other";

/** How one server wants to be spoken to. Inside are the same messages of y-protocols for all. */
export interface Dialect {
  /** A room nobody has been in. */
  readonly createRoom: (port: number) => Promise<string>;
  /** Path and query by which a client connects. */
  readonly address: (room: string) => string;
  /** What a client says first; nothing if it need not wait for an answer. */
  readonly greeting: (room: string) => readonly Uint8Array[];
  /** Puts a message of y-protocols into what the server expects. */
  readonly wrap: (room: string, message: Uint8Array) => Uint8Array;
  /** What asks for a receipt of the n-th change; null if the server gives one by itself or none at all. */
  readonly mark: ((n: number) => Uint8Array) | null;
  /** Where in a message what y-protocols reads begins. */
  readonly start: (room: string) => number;
  readonly kindOf: (message: Buffer, start: number) => Kind;
}

const step1 = encodeSyncStep1(Y.encodeStateVector(new Y.Doc()));
const same = (_room: string, message: Uint8Array): Uint8Array => message;
const isFirstSync = (message: Buffer, start: number, ...types: readonly number[]): boolean =>
  types.includes(message[start] ?? -1) && message[start + 1] === syncTypes.step2;

/** Hocuspocus' own message types, and its answer to the first one. */
const HOCUSPOCUS = { auth: 2, syncReply: 4, syncStatus: 8 } as const;

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  waymark: {
    createRoom: async (port) => {
      const { status, text, json } = await ask(`http://127.0.0.1:${port}/api/plans`, { body: { template: "empty" } });
      const planId = status < 300 ? parseCreatedPlan(json()) : undefined;
      if (planId === undefined) throw new Error(`No plan was made: ${status} ${text}`);
      return planId;
    },
    address: (room) => `/sync/${room}`,
    greeting: () => [step1],
    wrap: same,
    mark: encodeMark,
    start: () => 0,
    kindOf: (message, start) => {
      if (message[0] === messageTypes.saved) return "saved";
      return isFirstSync(message, start, messageTypes.sync) ? "firstSync" : "other";
    },
  },
  hocuspocus: {
    createRoom: () => Promise.resolve(newId<PlanId>()),
    address: () => "/",
    greeting: (room) => [
      addressed(room, (encoder) => {
        encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, "");
      }),
      addressed(room, (encoder) => encoding.writeUint8Array(encoder, step1)),
    ],
    wrap: (room, message) => addressed(room, (encoder) => encoding.writeUint8Array(encoder, message)),
    mark: null,
    start: (room) => 1 + room.length,
    kindOf: (message, start) => {
      if (message[start] === HOCUSPOCUS.syncStatus) return "saved";
      return isFirstSync(message, start, messageTypes.sync, HOCUSPOCUS.syncReply) ? "firstSync" : "other";
    },
  },
  yWebsocket: {
    createRoom: () => Promise.resolve(newId<PlanId>()),
    address: (room) => `/${room}`,
    greeting: () => [step1],
    wrap: same,
    mark: null,
    start: () => 0,
    kindOf: (message, start) => (isFirstSync(message, start, messageTypes.sync) ? "firstSync" : "other"),
  },
  floor: {
    createRoom: () => Promise.resolve(newId<PlanId>()),
    address: (room) => `/${room}`,
    greeting: () => [],
    wrap: same,
    mark: null,
    start: () => 0,
    kindOf: () => "other",
  },
};

/** A message of Hocuspocus: the name of the document goes first. */
function addressed(room: string, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
