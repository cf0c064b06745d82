import * as Y from "yjs";

import { encodePresence, encodeSyncStep1, encodeSyncStep2, encodeUpdate } from "#server/sync/frames.ts";
import { ROOT_NAMES } from "#shared/document/planDocument.ts";
import { encodeMark, messageTypes } from "#shared/protocol/messages.ts";
import { commandOperations, Hand, otherOperations } from "./operations.ts";
import { newDesk } from "./factories.ts";
import { pick } from "./seeded.ts";
import { lib0Bytes, structInfo, structOf } from "./updateBytes.ts";

type Bytes = Uint8Array;

/**
 * Makes frames as nobody should send them: noise, honest frames that are cut, changed or put together from two, and
 * frames that are nearly as they should be.
 */
export class FuzzFrames {
  readonly #random: () => number;
  /** The clientIDs that frames are about: the sender's own, another's, the server's, nobody's. */
  readonly #clients: readonly number[];
  readonly #doc: Y.Doc;
  readonly #honest: readonly Bytes[];
  /** What the update that is being made brings so far. */
  #fresh: (readonly [client: number, clock: number])[] = [];

  /** @param doc what frames name things of */
  constructor(random: () => number, clients: readonly number[], doc: Y.Doc) {
    this.#random = random;
    this.#clients = clients;
    this.#doc = doc;
    this.#honest = this.#honestFrames();
  }

  next(): Bytes {
    const { length } = this.#honest;
    const honest = this.#honest[this.#below(length)] ?? new Uint8Array();
    switch (this.#below(10)) {
      case 0:
        return Uint8Array.from({ length: this.#below(64) }, () => this.#below(256));
      case 1:
        return honest.slice(0, this.#below(honest.length));
      case 2:
        return this.#flipped(honest);
      case 3: {
        const other = this.#honest[this.#below(length)] ?? honest;
        return Uint8Array.from([
          ...honest.subarray(0, this.#below(honest.length)),
          ...other.subarray(this.#below(other.length)),
        ]);
      }
      case 4: {
        // A number that is longer than it need be.
        const at = this.#below(honest.length);
        return Uint8Array.from([...honest.subarray(0, at), (honest[at] ?? 0) | 0x80, 0, ...honest.subarray(at + 1)]);
      }
      case 5:
        return this.#nearly();
      default:
        return encodeUpdate(this.#update());
    }
  }

  #below(most: number): number {
    return Math.floor(this.#random() * most);
  }

  #client(): number {
    return this.#clients[this.#below(this.#clients.length)] ?? 0;
  }

  #clock(): number {
    return Math.floor(this.#random() ** 3 * 60);
  }

  /** Something of the document more often than not: a client and a clock. */
  #ref(): readonly [number, number] {
    const own = this.#below(3) ? undefined : pick(this.#random, this.#fresh);
    if (own) return own;
    const structs = pick(this.#random, [...this.#doc.store.clients.values()]) ?? [];
    const struct = this.#below(10) ? structs[this.#below(structs.length)] : undefined;
    return struct ? [struct.id.client, struct.id.clock + this.#below(struct.length)] : [this.#client(), this.#clock()];
  }

  /** A map or a text of the document more often than not. */
  #type(): readonly [number, number] {
    for (let tries = 0; tries < 8; tries += 1) {
      const structs = pick(this.#random, [...this.#doc.store.clients.values()]) ?? [];
      const struct = structs[this.#below(structs.length)];
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentType)
        return [struct.id.client, struct.id.clock];
    }
    return this.#ref();
  }

  #flipped(honest: Bytes): Bytes {
    const changed = honest.slice();
    for (let flips = 1 + this.#below(4); flips > 0; flips -= 1) changed[this.#below(changed.length)] = this.#below(256);
    return changed;
  }

  /** What somebody sends who does a few things in another plan and comes back once. */
  #honestFrames(): readonly Bytes[] {
    const desk = newDesk();
    const hand = new Hand(desk, this.#random);
    const frames: Bytes[] = [];
    desk.document.doc.on("update", (update: Bytes) => frames.push(encodeUpdate(update)));
    const operations = [...Object.values(commandOperations), ...Object.values(otherOperations)];
    for (let deeds = 0; deeds < 60; deeds += 1) pick(this.#random, operations)?.(hand);
    frames.push(
      encodeMark(1),
      encodeSyncStep1(Y.encodeStateVector(desk.document.doc)),
      encodeSyncStep2(Y.encodeStateAsUpdate(desk.document.doc)),
      encodePresence([{ clientId: this.#client(), clock: 1, state: { personId: null, focus: null, idle: false } }]),
      lib0Bytes(messageTypes.queryAwareness),
    );
    return frames;
  }

  /** Any message, its parts of the right kind. */
  #nearly(): Bytes {
    const number = (): number => Math.floor(2 ** (this.#random() * 53));
    switch (this.#below(6)) {
      case 0:
        return encodeMark(number());
      case 1:
        return encodePresence([{ clientId: this.#client(), clock: number(), state: this.#below(3) ? {} : null }]);
      case 2:
        return encodeSyncStep1(lib0Bytes(2, this.#client(), number(), number(), this.#clock()));
      case 3:
        return encodeSyncStep2(this.#update());
      case 4:
        return lib0Bytes(this.#below(10), number());
      default:
        return lib0Bytes(messageTypes.sync, this.#below(4), number());
    }
  }

  /** An update by the grammar: whether it fits the document is left to chance. */
  #update(): Bytes {
    const runs = this.#below(4) ? 1 : 2;
    this.#fresh = [];
    const parts: (number | Bytes)[] = [runs];
    for (let run = 0; run < runs; run += 1) {
      const structs = 1 + this.#below(3);
      const client = this.#client();
      let clock = this.#below(8) ? Y.getState(this.#doc.store, client) : this.#clock();
      parts.push(structs, client, clock);
      for (let struct = 0; struct < structs; struct += 1) {
        const { bytes, length } = this.#struct();
        parts.push(bytes);
        for (const end = clock + length; clock < end; clock += 1) this.#fresh.push([client, clock]);
      }
    }
    const deletions = this.#below(2);
    parts.push(deletions);
    for (let deletion = 0; deletion < deletions; deletion += 1) {
      const [client, clock] = this.#ref();
      parts.push(client, 1, clock, 1 + this.#below(4));
    }
    return lib0Bytes(...parts);
  }

  #struct(): { readonly bytes: Bytes; readonly length: number } {
    if (this.#below(12) === 0) {
      const length = 1 + this.#below(3);
      return { bytes: lib0Bytes(this.#below(2) ? 0 : 10, length), length };
    }
    const left = this.#below(3) ? 0 : structInfo.left;
    const right = this.#below(5) ? 0 : structInfo.right;
    const key = this.#below(4) ? structInfo.key : 0;
    const parts: (number | string | Bytes)[] = [];
    for (const has of [left, right]) if (has) parts.push(...this.#ref());
    if (!left && !right) {
      const inRoot = this.#below(2);
      parts.push(inRoot);
      if (inRoot) parts.push(this.#below(20) ? (pick(this.#random, ROOT_NAMES) ?? "") : "elsewhere");
      else parts.push(...this.#type());
      if (key) parts.push(pick(this.#random, ["a", "b", "title", "placement", "schemaVersion", "__proto__"]) ?? "");
    }
    const kind = pick(this.#random, [1, 4, 4, 7, 7, 8, 8, this.#below(32)]) ?? 0;
    const text = pick(this.#random, ["x", "two", "🙂", "a🙂b", ""]) ?? "";
    const count = 1 + this.#below(3);
    if (kind === structInfo.characters) parts.push(text);
    else if (kind === structInfo.type) parts.push(1 + this.#below(2));
    else if (kind === structInfo.value) parts.push(1, this.#value());
    else parts.push(count);
    const length = kind === structInfo.characters ? text.length : kind === 1 ? count : 1;
    return { bytes: structOf(left | right | key | kind, ...parts), length };
  }

  #value(): Bytes {
    const plain = [Uint8Array.of(126), Uint8Array.of(125, 5), Uint8Array.of(119, 1, 97), Uint8Array.of(116, 1, 1)];
    const value = pick(this.#random, plain) ?? new Uint8Array();
    const levels = this.#below(4) ? 0 : this.#below(10);
    return Uint8Array.from([...Array.from({ length: levels }, () => [117, 1]).flat(), ...value]);
  }
}
