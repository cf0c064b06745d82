import { inflateSync } from "node:zlib";

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";

import { encodePresence, encodeSyncStep1, encodeSyncStep2, encodeUpdate, syncTypes } from "#server/sync/frames.ts";
import type { Role } from "#shared/model/actor.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import { writeConnectParams } from "#shared/protocol/connectParams.ts";
import type { ConnectParams } from "#shared/protocol/connectParams.ts";
import {
  encodeCommand,
  encodeMark,
  readCommandResult,
  messageTypes,
  readCondition,
  readHello,
  readIdentity,
  readWhole,
} from "#shared/protocol/messages.ts";
import type { CommandAnswer, CommandRequest } from "#shared/protocol/planCommand.ts";
import type { Condition, Hello } from "#shared/protocol/messages.ts";

import { ownerCookie } from "./signedIn.ts";

/** A frame from the server, read. */
export type Heard =
  | { readonly kind: "hello"; readonly hello: Hello | undefined }
  | { readonly kind: "step1"; readonly content: Uint8Array }
  | { readonly kind: "step2"; readonly content: Uint8Array }
  | { readonly kind: "update"; readonly content: Uint8Array }
  | { readonly kind: "presence"; readonly states: ReadonlyMap<number, { clock: number; state: unknown }> }
  | { readonly kind: "whole"; readonly present: string; readonly content: Uint8Array }
  | { readonly kind: "saved"; readonly n: number }
  | { readonly kind: "commandResult"; readonly answer: CommandAnswer | undefined }
  | { readonly kind: "identity"; readonly personId: PersonId | null | undefined }
  | { readonly kind: "condition"; readonly condition: Condition | undefined }
  | { readonly kind: "close"; readonly code: number };

export interface RawClientOptions extends Partial<ConnectParams> {
  readonly userId?: string | null;
  readonly role?: Role;
  /** Brings this instead of who it is and in which role: a session, for a whole server; there its owner's by default. */
  readonly cookie?: string;
  /** Further query parameters, unchecked. */
  readonly query?: Readonly<Record<string, string>>;
}

/** A socket that says exactly what a test tells it to, and keeps what it hears. */
export class RawClient {
  readonly socket: WebSocket;
  readonly heard: Heard[] = [];
  #read = 0;

  constructor(url: string, planId: PlanId | string, options: RawClientOptions = {}) {
    const { epoch = null, schema = null, clientId = null, all } = options;
    const { userId = "raw", role = "editor", query } = options;
    const params = new URLSearchParams({
      ...writeConnectParams({ epoch, schema, clientId, ...(all !== undefined && { all }) }),
      ...query,
    });
    const said = userId === null ? `role=${role}` : `waymark_device=${userId}; role=${role}`;
    this.socket = new WebSocket(`${url}/${planId}?${params}`, {
      headers: { cookie: options.cookie ?? ownerCookie(url) ?? said },
    });
    this.socket.binaryType = "nodebuffer";
    this.socket.on("message", (frame) => {
      if (Buffer.isBuffer(frame)) this.heard.push(read(new Uint8Array(frame)));
    });
    this.socket.on("error", () => undefined);
    this.socket.on("close", (code) => this.heard.push({ kind: "close", code }));
    onTestFinished(() => this.socket.terminate());
  }

  /** The next frame of a kind, after those that were asked for before; skips others. */
  async next<Kind extends Heard["kind"]>(kind: Kind): Promise<Extract<Heard, { kind: Kind }>> {
    for (;;) {
      while (this.#read < this.heard.length) {
        const frame = this.heard[this.#read];
        this.#read += 1;
        if (isOf(frame, kind)) return frame;
      }
      if (this.heard.at(-1)?.kind === "close") throw new Error(`closed before a ${kind} came`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** The code the socket was closed with. */
  async closed(): Promise<number> {
    return (await this.next("close")).code;
  }

  kinds(): readonly string[] {
    return this.heard.map(({ kind }) => kind);
  }

  /** Connects as the stock provider does: waits for the socket to open, then sends SyncStep1. */
  async greet(stateVector: Uint8Array = Y.encodeStateVector(new Y.Doc())): Promise<this> {
    await this.opened();
    this.send(encodeSyncStep1(stateVector));
    return this;
  }

  async opened(): Promise<this> {
    if (this.socket.readyState !== WebSocket.OPEN) await new Promise((resolve) => this.socket.once("open", resolve));
    return this;
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame);
  }

  update(update: Uint8Array): void {
    this.send(encodeUpdate(update));
  }

  step2(update: Uint8Array): void {
    this.send(encodeSyncStep2(update));
  }

  mark(n: number): void {
    this.send(encodeMark(n));
  }

  /** Sends a command; gives what it was answered. */
  async command(request: CommandRequest): Promise<CommandAnswer | undefined> {
    this.send(encodeCommand(request));
    return (await this.next("commandResult")).answer;
  }

  presence(clientId: number, clock: number, state: unknown): void {
    this.send(encodePresence([{ clientId, clock, state }]));
  }
}

/** A frame of a type with one number. */
export function numberFrame(type: number, n: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint(encoder, n);
  return encoding.toUint8Array(encoder);
}

function isOf<Kind extends Heard["kind"]>(
  frame: Heard | undefined,
  kind: Kind,
): frame is Extract<Heard, { kind: Kind }> {
  return frame?.kind === kind;
}

function read(frame: Uint8Array): Heard {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case messageTypes.hello:
      return { kind: "hello", hello: readHello(decoder) };
    case messageTypes.commandResult:
      return { kind: "commandResult", answer: readCommandResult(decoder) };
    case messageTypes.identity:
      return { kind: "identity", personId: readIdentity(decoder) };
    case messageTypes.compressed:
      return read(inflateSync(frame.subarray(1)));
    case messageTypes.whole: {
      const { present, update } = readWhole(decoder);
      return { kind: "whole", present: new TextDecoder().decode(present), content: update };
    }
    case messageTypes.saved:
      return { kind: "saved", n: decoding.readVarUint(decoder) };
    case messageTypes.condition:
      return { kind: "condition", condition: readCondition(decoder) };
    case messageTypes.awareness:
      return { kind: "presence", states: readStates(decoding.readVarUint8Array(decoder)) };
    case messageTypes.sync: {
      const sub = decoding.readVarUint(decoder);
      const content = decoding.readVarUint8Array(decoder);
      return { kind: sub === syncTypes.step1 ? "step1" : sub === syncTypes.step2 ? "step2" : "update", content };
    }
    default:
      throw new Error(`the server sent a frame of type ${type}`);
  }
}

function readStates(update: Uint8Array): ReadonlyMap<number, { clock: number; state: unknown }> {
  const decoder = decoding.createDecoder(update);
  const states = new Map<number, { clock: number; state: unknown }>();
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    states.set(clientId, { clock, state: JSON.parse(decoding.readVarString(decoder)) });
  }
  return states;
}
