import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";

import { syncTypes } from "#server/sync/frames.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { encodeSaved, messageTypes } from "#shared/protocol/messages.ts";
import type { CrashSubject } from "../../support/crash/crashSubject.ts";
import { startBenchServer } from "../sync/benchServers.ts";
import type { ContestantName } from "../sync/benchServers.ts";

/** Hocuspocus' own message types. */
const HOCUSPOCUS = { auth: 2, syncReply: 4, syncStatus: 8 } as const;

/** Hocuspocus under the same kills, spoken to by the same clients. What it gives a receipt for counts as reported saved. */
export function hocuspocusSubject(name: Extract<ContestantName, `hocuspocus${string}`>, dataDir: string): CrashSubject {
  return {
    start: async () => {
      const server = await startBenchServer(name, dataDir);
      return { url: `http://127.0.0.1:${server.port}`, stop: () => server.stop("SIGKILL") };
    },
    createPlan: () => Promise.resolve(newId<PlanId>()),
    Socket: HocuspocusSocket,
  };
}

/** A socket on which the stock provider and Hocuspocus understand each other. */
class HocuspocusSocket extends WebSocket {
  readonly #room: string;
  /** Whether each message that gets a receipt, in the order in which they were sent, was one of a change. */
  readonly #unanswered: boolean[] = [];
  #saved = 0;

  constructor(address: string | URL) {
    const { host, pathname } = new URL(address);
    super(`ws://${host}/`);
    this.#room = pathname.split("/").at(-1) ?? "";
    this.once("open", () =>
      this.#write((encoder) => {
        encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, "");
      }),
    );
  }

  override send(frame: unknown): void {
    if (!(frame instanceof Uint8Array) || frame[0] === messageTypes.mark) return;
    const isSync = frame[0] === messageTypes.sync;
    if (isSync && frame[1] !== syncTypes.step1) this.#unanswered.push(frame[1] === syncTypes.update);
    this.#write((encoder) => encoding.writeUint8Array(encoder, frame));
  }

  override emit(event: string | symbol, ...said: readonly unknown[]): boolean {
    const [content] = said;
    if (event !== "message" || !(content instanceof ArrayBuffer)) return super.emit(event, ...said);
    const message = this.#translate(new Uint8Array(content));
    return message !== null && super.emit(event, message.slice().buffer, true);
  }

  #translate(frame: Uint8Array): Uint8Array | null {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarString(decoder);
    const message = decoding.readTailAsUint8Array(decoder);
    if (message[0] === HOCUSPOCUS.syncReply) return Uint8Array.of(messageTypes.sync, ...message.subarray(1));
    if (message[0] === HOCUSPOCUS.syncStatus) return this.#unanswered.shift() ? encodeSaved((this.#saved += 1)) : null;
    return message[0] === messageTypes.sync || message[0] === messageTypes.awareness ? message : null;
  }

  #write(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, this.#room);
    write(encoder);
    if (this.readyState === this.OPEN) super.send(encoding.toUint8Array(encoder));
  }
}
