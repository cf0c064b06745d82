import * as Y from "yjs";

import { splitsPair } from "#shared/model/splitsPair.ts";
import type { FreshStructs } from "./freshStructs.ts";
import { storedAt } from "./places.ts";
import type { Deletion, Ref, Struct, UpdateParts } from "./updateParts.ts";

/**
 * Finds where Yjs would cut an item in the middle of a character for an update. It then puts U+FFFD in the place of both
 * halves, and where what made the cut is collected at once, a document that is read anew still has the character: two
 * replicas differ for good. No honest client cuts there.
 */
export class Halves {
  readonly #bytes: Uint8Array;
  readonly #store: Y.Doc["store"];
  readonly #fresh: FreshStructs;
  readonly #texts = new Map<Struct, string>();

  constructor({ bytes }: UpdateParts, { store }: Y.Doc, fresh: FreshStructs) {
    this.#bytes = bytes;
    this.#store = store;
    this.#fresh = fresh;
  }

  /** Also of what is known already: Yjs looks for its neighbours before it finds that it has it. */
  areMadeBy(struct: Struct): boolean {
    const { client, clock, length, left, right } = struct;
    if ((left && this.#isBefore(next(left))) || (right && this.#isBefore(right))) return true;
    const known = Y.getState(this.#store, client);
    return clock < known && known < clock + length && this.#isIn(struct, known);
  }

  /** Where the ranges begin and end. */
  areLeftBy(deletion: Deletion, at: number): boolean {
    const { client, ranges } = deletion;
    const clock = ranges[at] ?? 0;
    const end = clock + (ranges[at + 1] ?? 0);
    return this.#isBefore({ client, clock }) || this.#isBefore({ client, clock: end });
  }

  #isBefore(ref: Ref): boolean {
    const stored = storedAt(this.#store, ref);
    if (!stored) {
      const struct = this.#fresh.at(ref);
      return struct !== undefined && this.#isIn(struct, ref.clock);
    }
    if (!(stored instanceof Y.Item) || !(stored.content instanceof Y.ContentString)) return false;
    return splitsPair(stored.content.str, ref.clock - stored.id.clock);
  }

  #isIn(struct: Struct, clock: number): boolean {
    return struct.brings === "characters" && splitsPair(this.#textOf(struct), clock - struct.clock);
  }

  /** Read once, however often it is cut. */
  #textOf(struct: Struct): string {
    let text = this.#texts.get(struct);
    if (text === undefined) {
      text = Buffer.from(
        this.#bytes.buffer,
        this.#bytes.byteOffset + struct.textFrom,
        struct.to - struct.textFrom,
      ).toString();
      this.#texts.set(struct, text);
    }
    return text;
  }
}

function next({ client, clock }: Ref): Ref {
  return { client, clock: clock + 1 };
}
