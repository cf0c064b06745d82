import { deflateSync } from "node:zlib";

import * as Y from "yjs";

import { writePresent } from "#shared/exchange/presentRecords.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { encodeWhole, messageTypes } from "#shared/protocol/messages.ts";

import { countClients, NOTHING } from "./countClients.ts";
import { encodeSyncStep1, encodeSyncStep2 } from "./frames.ts";
import { webSocketFrame } from "./webSocketFrame.ts";
import type { WireFrame } from "./webSocketFrame.ts";

/** Different state vectors for which an encoding is kept: those of devices that were here a moment ago. */
const MOST_KEPT = 8;
/** Milliseconds after which these are dropped. */
const KEPT_MS = 2_000;
/** A fifth is left, at 100 MB a second; to squeeze out a little more takes twice as long. */
const FAST = { level: 1 };
/** Bytes of a document above which it is sent as it is, and what else is too much: nobody may wait for it. */
const MOST_COMPRESSED = 2 * 1024 ** 2;
const MOST_PRESENT = { characters: 2 * 1024 ** 2, looks: 1_000_000 };

/**
 * What those who join are sent of a document: encoded once for all who know equally much, until it changes. What those
 * lack who know nothing takes longest to encode, and is small beside the document: it is kept for as long as that is open.
 */
export class StateEncodings {
  readonly #doc: Y.Doc;
  readonly #records: () => PlanRecords;
  #known: Uint8Array | null = null;
  #all: WireFrame | null = null;
  #whole: WireFrame | null = null;
  readonly #missing = new Map<string, WireFrame>();
  #timer: NodeJS.Timeout | null = null;

  constructor(doc: Y.Doc, records: () => PlanRecords) {
    this.#doc = doc;
    this.#records = records;
  }

  /** Our SyncStep1: what the document knows. */
  step1(): Uint8Array {
    this.#known ??= encodeSyncStep1(Y.encodeStateVector(this.#doc));
    return this.#known;
  }

  /** SyncStep2: what somebody with this state vector lacks. */
  step2(stateVector: Uint8Array): WireFrame {
    if (countClients(stateVector) === 0) return (this.#all ??= this.#encode(stateVector));
    const key = Buffer.from(stateVector).toString("latin1");
    const kept = this.#missing.get(key);
    if (kept) return kept;
    const frame = this.#encode(stateVector);
    if (this.#missing.size >= MOST_KEPT) this.#missing.clear();
    this.#missing.set(key, frame);
    this.#timer ??= setTimeout(() => this.#forgetMissing(), KEPT_MS).unref();
    return frame;
  }

  /** The message `whole`, compressed; where that would take long, the SyncStep2 in its place. */
  whole(): WireFrame {
    this.#whole ??= this.#encodeWhole() ?? this.step2(NOTHING);
    return this.#whole;
  }

  /** The document has changed, or is gone. */
  forget(): void {
    this.#known = null;
    this.#all = null;
    this.#whole = null;
    this.#forgetMissing();
  }

  #encodeWhole(): WireFrame | null {
    const update = Y.encodeStateAsUpdate(this.#doc);
    if (update.length > MOST_COMPRESSED) return null;
    const present = writePresent(this.#records(), MOST_PRESENT);
    if (present === null) return null;
    const whole = encodeWhole({ present: Buffer.from(present), update });
    return webSocketFrame(Buffer.concat([Buffer.of(messageTypes.compressed), deflateSync(whole, FAST)]));
  }

  #encode(stateVector: Uint8Array): WireFrame {
    return webSocketFrame(encodeSyncStep2(Y.encodeStateAsUpdate(this.#doc, stateVector)));
  }

  #forgetMissing(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#missing.clear();
  }
}
