import * as encoding from "lib0/encoding";

import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { Limits } from "../limits.ts";
import { inCausalOrder } from "./causalOrder.ts";
import type { ClientIdOwners } from "./clientIdOwners.ts";
import type { Principal } from "./member.ts";
import { MalformedError } from "./strictReader.ts";
import { atOnce } from "./turns.ts";
import type { Turns } from "./turns.ts";
import { judgeUpdate } from "./updateGate.ts";
import type { GateContext, Judgement, RefusalReason } from "./updateGate.ts";
import { takeApart, UnfitError } from "./updateParts.ts";
import type { Deletion, Struct, UpdateParts } from "./updateParts.ts";

/** What came of an update. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "gap" }
  | { readonly kind: "refused"; readonly reason: RefusalReason };

interface Sender {
  readonly principal: Principal;
}

export interface UpdateIntakeOptions<From extends Sender> {
  readonly document: PlanDocument;
  readonly owners: ClientIdOwners;
  readonly limits: Pick<Limits, "depth" | "objectives">;
  /** Whether the document would be larger than allowed with so many bytes more. */
  readonly isFullWith: (bytes: number) => boolean;
  /** False if it could not be applied; then the document must not be used any more. */
  readonly apply: (update: Uint8Array, sender: From) => boolean;
  /** Whether what somebody sends still matters: the document may be used, and they are there. */
  readonly concerns: (sender: From) => boolean;
}

/** Structs and ranges of an update that are judged and applied without a pause, at first and at most. */
const FIRST_PIECE = 64;
const LARGEST_PIECE = 1_024;
/** Milliseconds for a piece, between which its size is right. */
const QUICK_MS = 2;
const SLOW_MS = 6;

const PASS: Verdict = { kind: "pass" };

/**
 * Lets what members send into a room's document. A small one is judged and applied at once. A large one is judged as a
 * whole first, so that a refused one leaves no trace; then it is applied piece by piece, and others have their turn in
 * between. So each piece is judged once more, like an update of its own.
 */
export class UpdateIntake<From extends Sender> {
  readonly #options: UpdateIntakeOptions<From>;

  constructor(options: UpdateIntakeOptions<From>) {
    this.#options = options;
  }

  *take(update: Uint8Array, mostBytes: number, sender: From): Turns<Verdict> {
    if (update.length > mostBytes || this.#options.isFullWith(update.length)) return refused("tooLarge");
    try {
      const parts = yield* takeApart(update, this.#options.limits.depth);
      if (parts.size <= LARGEST_PIECE) return this.#takeAtOnce(parts, sender);
      const judgement = yield* judgeUpdate(parts, this.#contextOf(sender));
      if (judgement.kind !== "pass") return judgement;
      if (!this.#options.concerns(sender)) return PASS;
      if (!this.#claim(judgement.claims, sender)) return refused("tooManyClientIds");
      const structs = yield* inCausalOrder(judgement.fresh, this.#options.document.doc);
      return structs ? yield* this.#takeInPieces(parts, structs, sender) : refused("malformed");
    } catch (error) {
      if (error instanceof UnfitError) return refused(error.reason);
      if (error instanceof MalformedError) return refused("malformed");
      throw error;
    }
  }

  #takeAtOnce(parts: UpdateParts, sender: From): Verdict {
    // Its rights may have ended while this was being read.
    if (!this.#options.concerns(sender)) return PASS;
    const judgement: Judgement = atOnce(judgeUpdate(parts, this.#contextOf(sender)));
    if (judgement.kind !== "pass") return judgement;
    if (!this.#claim(judgement.claims, sender)) return refused("tooManyClientIds");
    return this.#options.apply(parts.bytes, sender) ? PASS : refused("malformed");
  }

  *#takeInPieces({ bytes, deletions }: UpdateParts, structs: readonly Struct[], sender: From): Turns<Verdict> {
    const pieces = new Pieces(bytes, structs, deletions);
    let size = FIRST_PIECE;
    for (let piece = pieces.next(size); piece; piece = pieces.next(size)) {
      yield;
      const startedAt = performance.now();
      const verdict = this.#takeAtOnce(atOnce(takeApart(piece, this.#options.limits.depth)), sender);
      if (verdict.kind !== "pass") return verdict;
      const spent = performance.now() - startedAt;
      if (spent < QUICK_MS) size = Math.min(size * 2, LARGEST_PIECE);
      else if (spent > SLOW_MS) size = Math.max(Math.floor(size / 2), 1);
    }
    return PASS;
  }

  /** False if that would be too many. */
  #claim(clientIds: readonly number[], { principal: { userId } }: Sender): boolean {
    const { owners } = this.#options;
    if (!owners.mayClaim(userId, clientIds.length)) return false;
    for (const clientId of clientIds) owners.claim(clientId, userId);
    return true;
  }

  #contextOf({ principal: { userId } }: Sender): GateContext {
    const { document, owners, limits } = this.#options;
    return { document, userId, ownerOf: owners.ownerOf, limits };
  }
}

function refused(reason: RefusalReason): Verdict {
  return { kind: "refused", reason };
}

/** Makes smaller updates of a large one: first its structs, as they were written, then what it deletes. */
class Pieces {
  readonly #bytes: Uint8Array;
  readonly #structs: readonly Struct[];
  readonly #ranges: readonly { readonly client: number; readonly clock: number; readonly length: number }[];
  #structsTaken = 0;
  #rangesTaken = 0;

  /** @param structs each after all that it builds on */
  constructor(bytes: Uint8Array, structs: readonly Struct[], deletions: readonly Deletion[]) {
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
