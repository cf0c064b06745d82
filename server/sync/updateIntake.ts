import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { Limits } from "../limits.ts";
import type { ClientIdOwners } from "./clientIdOwners.ts";
import type { Principal } from "./principal.ts";
import { UnfitError } from "./plainValue.ts";
import { MalformedError } from "./strictReader.ts";
import { atOnce, inTurns } from "./turns.ts";
import type { Turns } from "./turns.ts";
import { judgeUpdate } from "./updateGate.ts";
import type { GateContext, Judgement, RefusalReason } from "./updateGate.ts";
import { takeApart } from "./updateParts.ts";
import type { UpdateParts } from "./updateParts.ts";
import { inPieces, LARGEST_PIECE } from "./updatePieces.ts";

/** What came of an update. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "gap" }
  | { readonly kind: "refused"; readonly reason: RefusalReason };

type Passed = Extract<Judgement, { kind: "pass" }>;

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

const PASS: Verdict = { kind: "pass" };

/**
 * Lets the updates that are sent over connections into a room's document. A small one is judged and applied at once. A
 * large one is judged as a whole first, so that a refused one leaves no trace; then it is applied piece by piece, and
 * others have their turn in between. What others do meanwhile changes nothing of what was judged. What its own sender
 * does might, so that waits.
 */
export class UpdateIntake<From extends Sender> {
  readonly #options: UpdateIntakeOptions<From>;
  /** Who is sending a large update just now, and when it will have been taken. */
  readonly #busy = new Map<string, Promise<void>>();
  /** How many objectives large updates may still bring that are being applied. */
  #objectivesToCome = 0;

  constructor(options: UpdateIntakeOptions<From>) {
    this.#options = options;
  }

  /** In turns with all else that the process does: at once if it is a small one. */
  receive(update: Uint8Array, mostBytes: number, sender: From): Verdict | Promise<Verdict> {
    const { userId } = sender.principal;
    const busy = this.#busy.get(userId);
    if (busy) return busy.then(() => this.receive(update, mostBytes, sender));
    const verdict = inTurns(this.take(update, mostBytes, sender));
    if (!(verdict instanceof Promise)) return verdict;
    const free = (): void => void this.#busy.delete(userId);
    this.#busy.set(userId, verdict.then(free, free));
    return verdict;
  }

  *take(update: Uint8Array, mostBytes: number, sender: From): Turns<Verdict> {
    if (update.length > mostBytes || this.#options.isFullWith(update.length)) return refused("tooLarge");
    try {
      const parts = yield* takeApart(update, this.#options.limits.depth);
      if (parts.size <= LARGEST_PIECE) return this.#takeAtOnce(parts, sender);
      const judgement = yield* judgeUpdate(parts, this.#contextOf(sender));
      if (judgement.kind !== "pass") return judgement;
      if (!this.#options.concerns(sender)) return PASS;
      const problem = this.#claim(judgement.claims, sender);
      return problem ? refused(problem) : yield* this.#applyInPieces(parts, judgement, sender);
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
    const problem = this.#claim(judgement.claims, sender);
    if (problem) return refused(problem);
    return this.#options.apply(parts.bytes, sender) ? PASS : refused("malformed");
  }

  *#applyInPieces({ bytes, deletions }: UpdateParts, { fresh, objectives }: Passed, sender: From): Turns<Verdict> {
    const { apply, concerns } = this.#options;
    let verdict = PASS;
    this.#objectivesToCome += objectives;
    try {
      yield* inPieces({ bytes, structs: fresh, deletions }, (piece) => {
        // Its rights may end while it is being applied.
        if (!concerns(sender)) return false;
        const isApplied = apply(piece, sender);
        if (!isApplied) verdict = refused("malformed");
        return isApplied;
      });
      return verdict;
    } finally {
      this.#objectivesToCome -= objectives;
    }
  }

  /** Why they cannot all be claimed: while a large update was judged, somebody else may have claimed one. */
  #claim(clientIds: readonly number[], { principal: { userId } }: Sender): RefusalReason | null {
    const { owners } = this.#options;
    if (!owners.mayClaim(userId, clientIds.length)) return "tooManyClientIds";
    if (clientIds.some((clientId) => (owners.ownerOf(clientId) ?? userId) !== userId)) return "foreignClientId";
    for (const clientId of clientIds) owners.claim(clientId, userId);
    return null;
  }

  #contextOf({ principal: { userId } }: Sender): GateContext {
    const { document, owners, limits } = this.#options;
    const objectives = limits.objectives - this.#objectivesToCome;
    return { document, userId, ownerOf: owners.ownerOf, limits: { ...limits, objectives } };
  }
}

function refused(reason: RefusalReason): Verdict {
  return { kind: "refused", reason };
}
