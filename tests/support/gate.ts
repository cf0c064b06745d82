import { expect } from "vitest";
import * as Y from "yjs";

import { defaultLimits } from "#server/limits.ts";
import { ClientIdOwners } from "#server/sync/clientIdOwners.ts";
import type { Principal } from "#server/sync/principal.ts";
import { newPlanState } from "#server/sync/newPlanState.ts";
import { atOnce } from "#server/sync/turns.ts";
import { UpdateIntake } from "#server/sync/updateIntake.ts";
import type { Verdict } from "#server/sync/updateIntake.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { NOON } from "./factories.ts";
import { principalOf } from "./principalOf.ts";
import { structInfo, structOf, updateOf } from "./updateBytes.ts";

/** The clientID that what is written by hand is under, the text of `Gate.withText` with its clocks 0 and 1 among it. */
export const CLIENT = 2 ** 31;
/** What Yjs writes for the type of a text. */
const TEXT_TYPE = 2;
const MIB = 1024 * 1024;

/** A room's document, and who owns what. */
export class Gate {
  readonly document: PlanDocument = planDocument(newYDoc());
  readonly owners: ClientIdOwners;
  readonly claimed: number[] = [];
  /** How many updates have been applied. */
  applied = 0;
  readonly #intake: UpdateIntake<{ readonly principal: Principal }>;
  #applies = true;

  constructor(claims: ReadonlyMap<number, string> = new Map()) {
    this.owners = new ClientIdOwners(claims, defaultLimits.clientIdsPerUser, (clientId) => this.claimed.push(clientId));
    this.#intake = new UpdateIntake({
      document: this.document,
      owners: this.owners,
      limits: defaultLimits,
      isFullWith: () => false,
      apply: (update) => {
        if (!this.#applies) return true;
        Y.applyUpdate(this.document.doc, update);
        this.applied += 1;
        return true;
      },
      concerns: () => true,
    });
  }

  /** With the document of a plan that has just been made: the plan itself is the server's work. */
  static ofNewPlan(): Gate {
    const gate = new Gate();
    Y.applyUpdate(
      gate.document.doc,
      newPlanState((document) => migratePlan(document, NOON)),
    );
    return gate;
  }

  /** With a text of one character under people.t, both by `CLIENT`. */
  static withText(): Gate {
    const gate = new Gate();
    const text = structOf(structInfo.type | structInfo.key, 1, "people", "t", TEXT_TYPE);
    const first = structOf(structInfo.characters, 0, CLIENT, 0, "a");
    expect(gate.take(updateOf(CLIENT, 0, [text, first])).kind).toBe("pass");
    return gate;
  }

  /** As a room does: applies what passes. */
  take(update: Uint8Array, userId = "ann"): Verdict {
    const verdict = atOnce(this.#intake.take(update, MIB, { principal: principalOf(userId) }));
    expect(this.document.doc.store.pendingStructs).toBeNull();
    expect(this.document.doc.store.pendingDs).toBeNull();
    return verdict;
  }

  /** The same, with everything else of the process in between. */
  async receive(update: Uint8Array, userId = "ann"): Promise<Verdict> {
    return this.#intake.receive(update, MIB, { principal: principalOf(userId) });
  }

  /** What `take` would say. */
  judge(update: Uint8Array, userId = "ann"): Verdict {
    this.#applies = false;
    try {
      return this.take(update, userId);
    } finally {
      this.#applies = true;
    }
  }
}

/** Why an update was refused, or that it was not. */
export function refusalOf(verdict: Verdict): string {
  return verdict.kind === "refused" ? verdict.reason : verdict.kind;
}
