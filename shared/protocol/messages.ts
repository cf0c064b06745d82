/**
 * What crosses the WebSocket at `/sync/:planId`, all frames binary, integers as lib0 varUint.
 *
 * Connecting: the client sends `epoch` (unless it has never had this plan), `schema` and `clientId` as query
 * parameters. The server answers `hello`, then its own SyncStep1, then, to the client's SyncStep1, SyncStep2. A client
 * that says `all` holds nothing and is sent everything at once, without its SyncStep1: as `whole`, if that is the version
 * it names, else as a SyncStep2. A client with another epoch
 * gets `hello`, then close code 4409, and none of its frames is read.
 *
 * Types 0–3 are those of y-websocket: 0 sync (y-protocols/sync), 1 awareness, 2 auth (not used), 3 query awareness.
 * Ours, each the type followed by:
 *
 * - 4 hello, to the client: varString with the JSON of `Hello`.
 * - 5 mark, to the server: varUint n, ascending per socket, after the sync frames it is about.
 * - 6 saved, to the client: varUint n, once everything before that mark on that socket is on disk.
 * - 7 command, to the server: varString with the JSON of `CommandRequest`; see planCommand.ts. For whoever may do one
 *   thing and not write the document; everybody may send it.
 * - 8 commandResult, to the client: varString with the JSON of `CommandAnswer`, once what it did is on disk.
 * - 9 condition, to the client: varString with the JSON of `Condition`, when it is no longer as the hello said. Unless
 *   it is "writable" updates are dropped unapplied and marks are not answered; once it is, the server sends SyncStep1
 *   anew, the client's SyncStep2 brings what was dropped, and the marks are answered.
 * - 10 identity, to the client: varString with the JSON of `{personId}`, when which of the plan's people this member is is
 *   no longer as the hello said. A change of their role closes the connection instead.
 *
 * - 11 compressed, to the client: another message, compressed (zlib). Only a whole comes in one: a fifth of it is left.
 * - 12 whole, to the client: varUint8Array with what a board shows of the plan, as shared/exchange/presentRecords.ts has it,
 *   in UTF-8, and varUint8Array with the update that a SyncStep2 would bring.
 *
 * Whenever the server has sent nothing for 20 s it sends an awareness frame without entries, because the stock provider
 * drops a connection that has brought no message for 30 s.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

import { parseRole } from "../model/actor.ts";
import type { Role } from "../model/actor.ts";
import { parseId } from "../model/id.ts";
import type { PersonId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { parseInstant } from "../model/stamp.ts";
import { COMPRESSED } from "./connectParams.ts";
import { parseCommandAnswer, parseCommandRequest } from "./planCommand.ts";
import type { CommandAnswer, CommandRequest } from "./planCommand.ts";

export const messageTypes = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  hello: 4,
  mark: 5,
  saved: 6,
  command: 7,
  commandResult: 8,
  condition: 9,
  identity: 10,
  compressed: COMPRESSED,
  whole: 12,
} as const;

/**
 * Whether the server can keep what is written to the plan.
 *
 * - diskRefuses: its disk takes nothing just now. The plan is whole, can be read and goes on to tell who is here.
 * - damaged: part of the plan is lost on its disk. It is shown as of the last point before which all is whole, and takes
 *   nothing. `missing`: how many of the steps in which it was saved lie behind that point, 0 if only what belongs to the
 *   plan without being shown is damaged.
 */
export type Condition =
  | { readonly kind: "writable" }
  | { readonly kind: "diskRefuses" }
  | { readonly kind: "damaged"; readonly missing: number };

/** The first thing a client hears. */
export interface Hello {
  /** The incarnation of the plan's document. What a client holds of another epoch must not be merged into this one. */
  readonly epoch: string;
  /** The document layout the server works with. */
  readonly schema: number;
  /** What this member may act as: a viewer while the plan is archived. */
  readonly role: Role;
  /** What the plan's owners gave them. */
  readonly given: Role;
  /** Since when nobody can change the plan, in milliseconds since 1970; null if they can. */
  readonly archivedAt: number | null;
  /** Which of the plan's people this member is; null until they have said it, or as long as nobody may. */
  readonly personId: PersonId | null;
  /** The `user.id` of this member's own presence, as all who are here see it; null from a server that does not say. */
  readonly presenceId: string | null;
  /** Milliseconds since 1970 by the server's clock. */
  readonly serverTime: number;
  readonly condition: Condition;
}

export function encodeHello(hello: Hello): Uint8Array {
  return encodeText(messageTypes.hello, JSON.stringify(hello));
}

/** Reads the body of a hello, after its type. Undefined if it is not one. */
export function readHello(decoder: decoding.Decoder): Hello | undefined {
  const body = readJson(decoder);
  if (!isPlainObject(body)) return undefined;
  const { epoch, schema, serverTime } = body;
  const role = parseRole(body["role"]);
  if (typeof epoch !== "string" || typeof schema !== "number" || typeof serverTime !== "number" || !role)
    return undefined;
  const personId = parseId<PersonId>(body["personId"]) ?? null;
  const presenceId = typeof body["presenceId"] === "string" ? body["presenceId"] : null;
  const given = parseRole(body["given"]) ?? role;
  const archivedAt = parseInstant(body["archivedAt"]) ?? null;
  const condition = parseCondition(body["condition"]) ?? { kind: "writable" };
  return { epoch, schema, role, given, archivedAt, personId, presenceId, serverTime, condition };
}

/** @param personId which of the plan's people the member is; null: they may say it anew */
export function encodeIdentity(personId: PersonId | null): Uint8Array {
  return encodeText(messageTypes.identity, JSON.stringify({ personId }));
}

/** Reads the body of an identity, after its type: a person, or null for none. Undefined if it is not one. */
export function readIdentity(decoder: decoding.Decoder): PersonId | null | undefined {
  const body = readJson(decoder);
  if (!isPlainObject(body)) return undefined;
  return body["personId"] === null ? null : parseId<PersonId>(body["personId"]);
}

/** A whole plan for somebody who holds nothing of it. */
export interface Whole {
  /** What `writePresent` gives, as UTF-8. */
  readonly present: Uint8Array;
  /** All of the document as one update. */
  readonly update: Uint8Array;
}

export function encodeWhole({ present, update }: Whole): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.whole);
  encoding.writeVarUint8Array(encoder, present);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/**
 * Reads the body of a whole, after its type.
 *
 * @throws if it is cut short
 */
export function readWhole(decoder: decoding.Decoder): Whole {
  return { present: decoding.readVarUint8Array(decoder), update: decoding.readVarUint8Array(decoder) };
}

export function encodeCommand(request: CommandRequest): Uint8Array {
  return encodeText(messageTypes.command, JSON.stringify(request));
}

/** Reads the text of a command. Undefined if it is none. */
export function readCommand(text: string): CommandRequest | undefined {
  return parseCommandRequest(parseJson(text));
}

export function encodeCommandResult(answer: CommandAnswer): Uint8Array {
  return encodeText(messageTypes.commandResult, JSON.stringify(answer));
}

/** Reads the body of a commandResult, after its type. Undefined if it is none. */
export function readCommandResult(decoder: decoding.Decoder): CommandAnswer | undefined {
  return parseCommandAnswer(readJson(decoder));
}

export function encodeCondition(condition: Condition): Uint8Array {
  return encodeText(messageTypes.condition, JSON.stringify(condition));
}

/** Reads the body of a condition, after its type. Undefined if it is not one. */
export function readCondition(decoder: decoding.Decoder): Condition | undefined {
  return parseCondition(readJson(decoder));
}

function parseCondition(value: unknown): Condition | undefined {
  if (!isPlainObject(value)) return undefined;
  const { kind, missing } = value;
  if (kind === "writable" || kind === "diskRefuses") return { kind };
  if (kind === "damaged" && typeof missing === "number") return { kind, missing };
  return undefined;
}

export function encodeMark(n: number): Uint8Array {
  return encodeNumber(messageTypes.mark, n);
}

export function encodeSaved(n: number): Uint8Array {
  return encodeNumber(messageTypes.saved, n);
}

function readJson(decoder: decoding.Decoder): unknown {
  try {
    return parseJson(decoding.readVarString(decoder));
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function encodeNumber(type: number, n: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint(encoder, n);
  return encoding.toUint8Array(encoder);
}

function encodeText(type: number, text: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  encoding.writeVarString(encoder, text);
  return encoding.toUint8Array(encoder);
}
