import type { DatabaseSync } from "node:sqlite";

import type { PlanId } from "#shared/model/id.ts";
import type { AccessChange } from "../accessStorage.ts";
import { PlanChangedError, PlanIdError } from "../planStorage.ts";
import type { LogEntry, NewPlan, ReplacedPlan } from "../planStorage.ts";
import { AccessWrites } from "./accessWrites.ts";
import { checksum } from "./checksum.ts";
import { readVersion } from "./schema.ts";

/** One write that succeeds or fails as a whole. A probe changes nothing but goes all the way to the disk. */
export type Write =
  | { readonly kind: "append"; readonly entries: readonly LogEntry[] }
  | { readonly kind: "createPlan"; readonly plan: NewPlan }
  | { readonly kind: "checkpoint"; readonly planId: PlanId; readonly sequence: number; readonly state: Uint8Array }
  | { readonly kind: "forgetFormer"; readonly planId: PlanId }
  | { readonly kind: "dropClaims"; readonly planId: PlanId; readonly clientIds: readonly number[] }
  | { readonly kind: "replacePlan"; readonly plan: ReplacedPlan }
  | { readonly kind: "access"; readonly changes: readonly AccessChange[] }
  | { readonly kind: "passClaims"; readonly from: string; readonly to: string }
  | { readonly kind: "removePlan"; readonly planId: PlanId }
  | { readonly kind: "probe" };

/** Writes, inside the transaction of whoever calls. */
export class PlanWrites {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #access: AccessWrites;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = prepare(database);
    this.#access = new AccessWrites(database);
  }

  /**
   * Gives an append's sequences, none for the others.
   *
   * @throws PlanIdError, PlanChangedError or AccessRefusedError; what was written before must then be taken back
   */
  write(write: Write): readonly number[] {
    switch (write.kind) {
      case "append":
        return write.entries.map((entry) => this.#append(entry));
      case "createPlan":
        this.#createPlan(write.plan);
        return [];
      case "checkpoint":
        this.#writeCheckpoint(write.planId, write.sequence, write.state);
        return [];
      case "forgetFormer":
        this.#forgetFormer(write.planId);
        return [];
      case "dropClaims":
        for (const clientId of write.clientIds) this.#statements.dropClaim.run(write.planId, clientId);
        return [];
      case "replacePlan":
        this.#replacePlan(write.plan);
        return [];
      case "access":
        this.#access.write(write.changes);
        return [];
      case "passClaims":
        this.#passClaims(write.from, write.to);
        return [];
      case "removePlan":
        this.#removePlan(write.planId);
        return [];
      case "probe":
        this.#database.exec(`PRAGMA user_version = ${readVersion(this.#database)}`);
        return [];
    }
  }

  #append(entry: LogEntry): number {
    const statements = this.#statements;
    const { planId } = entry;
    const last = statements.sequence.get(planId)?.["sequence"];
    if (typeof last !== "number") throw new PlanIdError(`There is no plan ${planId}.`);
    if (entry.kind === "claim") {
      const { clientId, userId } = entry;
      statements.claim.run(planId, clientId, userId, checksum([planId, clientId], userId));
      return last;
    }
    if (entry.kind === "answer") {
      const { kind: _, ...answer } = entry;
      this.#access.write([{ kind: "putAnswer", answer }]);
      return last;
    }
    const sequence = last + 1;
    statements.append.run(planId, sequence, entry.update, checksum([planId, sequence], entry.update));
    statements.touch.run(sequence, entry.at, entry.title ?? null, planId);
    return sequence;
  }

  #createPlan({ planId, epoch, title, createdAt, state, owner }: NewPlan): void {
    const statements = this.#statements;
    if (statements.sequence.get(planId)) throw new PlanIdError(`There is already a plan ${planId}.`);
    statements.createPlan.run(planId, epoch, title, createdAt, createdAt, checksum([planId, createdAt], epoch));
    statements.addCheckpoint.run(planId, 0, state, checksum([planId, 0], state));
    if (owner === undefined) return;
    const member = { planId, userId: owner, role: "owner", personId: null, since: createdAt, via: [] } as const;
    this.#access.write([{ kind: "join", member, most: 1 }]);
  }

  /** A clientID is claimed once per plan, so no row can be in the way of another. */
  #passClaims(from: string, to: string): void {
    const statements = this.#statements;
    for (const row of statements.claimsOfUser.all(from)) {
      const [planId, clientId] = [String(row["plan"]), Number(row["client_id"])];
      statements.passClaim.run(to, checksum([planId, clientId], to), planId, clientId);
    }
  }

  #removePlan(planId: PlanId): void {
    const statements = this.#statements;
    statements.dropClaims.run(planId);
    statements.dropCheckpointsBefore.run(planId, Number.MAX_SAFE_INTEGER);
    statements.forget.run(planId, Number.MAX_SAFE_INTEGER);
    statements.removePlan.run(planId);
  }

  /** The checkpoint before this one stays, with every row since, in case this one is damaged one day. */
  #writeCheckpoint(planId: PlanId, sequence: number, state: Uint8Array): void {
    const statements = this.#statements;
    const newest = statements.newestCheckpoint.get(planId)?.["sequence"];
    // An older checkpoint never replaces a newer one. One of the same rows is the same, and whole.
    if (typeof newest === "number" && newest > sequence) return;
    statements.addCheckpoint.run(planId, sequence, state, checksum([planId, sequence], state));
    if (typeof newest === "number" && newest < sequence) this.#forgetBefore(planId, newest);
  }

  #forgetFormer(planId: PlanId): void {
    const newest = this.#statements.newestCheckpoint.get(planId)?.["sequence"];
    if (typeof newest === "number") this.#forgetBefore(planId, newest);
  }

  /** Everything that the checkpoint at `sequence` is not needed with. */
  #forgetBefore(planId: PlanId, sequence: number): void {
    this.#statements.dropCheckpointsBefore.run(planId, sequence);
    this.#statements.forget.run(planId, sequence);
  }

  #replacePlan({ planId, sequence, epoch, state }: ReplacedPlan): void {
    const statements = this.#statements;
    const row = statements.sequence.get(planId);
    if (!row) throw new PlanIdError(`There is no plan ${planId}.`);
    if (row["sequence"] !== sequence) throw new PlanChangedError(`Plan ${planId} has changed meanwhile.`);
    statements.forget.run(planId, sequence);
    statements.dropCheckpointsBefore.run(planId, Number.MAX_SAFE_INTEGER);
    statements.addCheckpoint.run(planId, sequence, state, checksum([planId, sequence], state));
    statements.dropClaims.run(planId);
    statements.setEpoch.run(epoch, checksum([planId, Number(row["created_at"])], epoch), planId);
  }
}

function prepare(database: DatabaseSync) {
  return {
    sequence: database.prepare("SELECT sequence, created_at FROM plans WHERE plan = ?"),
    claim: database.prepare("INSERT INTO client_ids VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
    append: database.prepare("INSERT INTO update_log VALUES (?, ?, ?, ?)"),
    touch: database.prepare(
      "UPDATE plans SET sequence = ?, updated_at = max(updated_at, ?), title = coalesce(?, title) WHERE plan = ?",
    ),
    createPlan: database.prepare("INSERT INTO plans VALUES (?, ?, ?, ?, ?, 0, ?)"),
    newestCheckpoint: database.prepare("SELECT max(sequence) AS sequence FROM checkpoints WHERE plan = ?"),
    addCheckpoint: database.prepare("INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)"),
    dropCheckpointsBefore: database.prepare("DELETE FROM checkpoints WHERE plan = ? AND sequence < ?"),
    dropClaim: database.prepare("DELETE FROM client_ids WHERE plan = ? AND client_id = ?"),
    dropClaims: database.prepare("DELETE FROM client_ids WHERE plan = ?"),
    claimsOfUser: database.prepare("SELECT plan, client_id FROM client_ids WHERE user_id = ?"),
    passClaim: database.prepare("UPDATE client_ids SET user_id = ?, checksum = ? WHERE plan = ? AND client_id = ?"),
    removePlan: database.prepare("DELETE FROM plans WHERE plan = ?"),
    setEpoch: database.prepare("UPDATE plans SET epoch = ?, checksum = ? WHERE plan = ?"),
    forget: database.prepare("DELETE FROM update_log WHERE plan = ? AND sequence <= ?"),
  };
}
