import * as encoding from "lib0/encoding";

import type { Turns } from "./turns.ts";
import type { Deletion, Struct } from "./updateParts.ts";

/** Structs and ranges of an update that are applied without a pause, at first and at most. */
const FIRST_PIECE = 64;
export const LARGEST_PIECE = 1_024;
/** Milliseconds for a piece, between which its size is right. */
const QUICK_MS = 2;
const SLOW_MS = 6;

/** What of a large update is to be applied. */
export interface InOrder {
  readonly bytes: Uint8Array;
  /** Each after all that it builds on. */
  readonly structs: readonly Struct[];
  readonly deletions: readonly Deletion[];
}

/** Has a large update applied piece by piece, each an update of its own. `apply` ends it early by giving false. */
export function* inPieces(update: InOrder, apply: (piece: Uint8Array) => boolean): Turns<void> {
  const pieces = new Pieces(update);
  let size = FIRST_PIECE;
  for (let piece = pieces.next(size); piece; piece = pieces.next(size)) {
    yield;
    const startedAt = performance.now();
    if (!apply(piece)) return;
    const spent = performance.now() - startedAt;
    if (spent < QUICK_MS) size = Math.min(size * 2, LARGEST_PIECE);
    else if (spent > SLOW_MS) size = Math.max(Math.floor(size / 2), 1);
  }
}

/** Makes smaller updates of a large one: first its structs, as they were written, then what it deletes. */
class Pieces {
  readonly #bytes: Uint8Array;
  readonly #structs: readonly Struct[];
  readonly #ranges: readonly { readonly client: number; readonly clock: number; readonly length: number }[];
  #structsTaken = 0;
  #rangesTaken = 0;

  constructor({ bytes, structs, deletions }: InOrder) {
    this.#bytes = bytes;
    this.#structs = structs;
    this.#ranges = deletions.flatMap(({ client, ranges }) =>
      ranges.flatMap((clock, at) => (at % 2 === 0 ? [{ client, clock, length: ranges[at + 1] ?? 0 }] : [])),
    );
  }

  /** The next update, of at most so many structs or ranges; undefined after the last. */
  next(most: number): Uint8Array | undefined {
    const structs = this.#structs.slice(this.#structsTaken, this.#structsTaken + most);
    this.#structsTaken += structs.length;
    const ranges = structs.length > 0 ? [] : this.#ranges.slice(this.#rangesTaken, this.#rangesTaken + most);
    this.#rangesTaken += ranges.length;
    if (structs.length === 0 && ranges.length === 0) return undefined;
    const encoder = encoding.createEncoder();
    const runs = Map.groupBy(structs, ({ client }) => client);
    encoding.writeVarUint(encoder, runs.size);
    for (const [client, run] of runs) {
      for (const n of [run.length, client, run[0]?.clock ?? 0]) encoding.writeVarUint(encoder, n);
      for (const { from, to } of run) encoding.writeUint8Array(encoder, this.#bytes.subarray(from, to));
    }
    const deleted = Map.groupBy(ranges, ({ client }) => client);
    encoding.writeVarUint(encoder, deleted.size);
    for (const [client, run] of deleted) {
      for (const n of [client, run.length]) encoding.writeVarUint(encoder, n);
      for (const { clock, length } of run) {
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarUint(encoder, length);
      }
    }
    return encoding.toUint8Array(encoder);
  }
}
