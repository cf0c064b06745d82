import type { PlanId } from "#shared/model/id.ts";
import type { AccessStorage } from "../accessStorage.ts";
import { createMemoryAccess } from "../sqlite/createMemoryAccess.ts";
import { PlanChangedError, PlanIdError } from "../planStorage.ts";
import type { LogEntry, PlanLog, PlanStorage, ReplacedPlan, SalvagedPlan, StoredPlan } from "../planStorage.ts";

interface KeptPlan {
  stored: StoredPlan;
  checkpoint: Uint8Array;
  /** The sequence the checkpoint covers. */
  checkpointAt: number;
  updates: Uint8Array[];
  readonly claims: Map<number, string>;
}

/** Plans that live as long as the process: for tests, and to show what a storage must do and no more. */
export function createMemoryStorage(): PlanStorage {
  return new MemoryStorage();
}

class MemoryStorage implements PlanStorage {
  readonly writable = true;
  readonly access: AccessStorage = createMemoryAccess();
  readonly #plans = new Map<PlanId, KeptPlan>();

  /** Memory refuses nothing. */
  followWritable(): void {}

  async createPlan({
    planId,
    epoch,
    title,
    createdAt,
    state,
    owner,
  }: Parameters<PlanStorage["createPlan"]>[0]): Promise<void> {
    if (this.#plans.has(planId)) throw new PlanIdError(`There is already a plan ${planId}.`);
    const stored = { planId, epoch, title, createdAt, updatedAt: createdAt };
    this.#plans.set(planId, { stored, checkpoint: state.slice(), checkpointAt: 0, updates: [], claims: new Map() });
    if (owner === undefined) return;
    const member = { planId, userId: owner, role: "owner", personId: null, since: createdAt, via: [] } as const;
    await this.access.commit([{ kind: "join", member, most: 1 }]);
  }

  async listPlans(): Promise<readonly StoredPlan[]> {
    return [...this.#plans.values()].map(({ stored }) => stored).sort((a, b) => b.createdAt - a.createdAt);
  }

  async findPlan(planId: PlanId): Promise<StoredPlan | null> {
    return this.#plans.get(planId)?.stored ?? null;
  }

  async load(planId: PlanId): Promise<PlanLog | null> {
    const plan = this.#plans.get(planId);
    if (!plan) return null;
    return {
      epoch: plan.stored.epoch,
      checkpoint: plan.checkpoint.slice(),
      updates: plan.updates.map((update) => update.slice()),
      sequence: plan.checkpointAt + plan.updates.length,
      claims: new Map(plan.claims),
    };
  }

  async salvage(planId: PlanId): Promise<SalvagedPlan | null> {
    const log = await this.load(planId);
    return log && { log, missing: 0 };
  }

  async append(entries: readonly LogEntry[]): Promise<readonly number[]> {
    const plans = entries.map((entry) => this.#existing(entry.planId));
    const answers = entries.flatMap((entry) => (entry.kind === "answer" ? [entry] : []));
    await this.access.commit(answers.map(({ kind: _, ...answer }) => ({ kind: "putAnswer", answer })));
    return entries.map((entry, at) => {
      const plan = plans[at] ?? this.#existing(entry.planId);
      if (entry.kind === "update") {
        plan.updates.push(entry.update.slice());
        const updatedAt = Math.max(plan.stored.updatedAt, entry.at);
        plan.stored = { ...plan.stored, title: entry.title ?? plan.stored.title, updatedAt };
      } else if (entry.kind === "claim" && !plan.claims.has(entry.clientId))
        plan.claims.set(entry.clientId, entry.userId);
      return plan.checkpointAt + plan.updates.length;
    });
  }

  async writeCheckpoint(planId: PlanId, sequence: number, state: Uint8Array): Promise<void> {
    const plan = this.#existing(planId);
    if (sequence <= plan.checkpointAt) return;
    plan.updates = plan.updates.slice(sequence - plan.checkpointAt);
    plan.checkpoint = state.slice();
    plan.checkpointAt = sequence;
  }

  /** Memory keeps nothing for bad days. */
  async forgetFormer(): Promise<void> {}

  async dropClaims(planId: PlanId, clientIds: readonly number[]): Promise<void> {
    const { claims } = this.#existing(planId);
    for (const clientId of clientIds) claims.delete(clientId);
  }

  async passClaims(from: string, to: string): Promise<void> {
    for (const { claims } of this.#plans.values()) {
      for (const [clientId, userId] of claims) if (userId === from) claims.set(clientId, to);
    }
  }

  async removePlan(planId: PlanId): Promise<void> {
    this.#plans.delete(planId);
  }

  async replacePlan({ planId, sequence, epoch, state }: ReplacedPlan): Promise<void> {
    const plan = this.#existing(planId);
    if (sequence !== plan.checkpointAt + plan.updates.length) {
      throw new PlanChangedError(`Plan ${planId} has changed meanwhile.`);
    }
    plan.stored = { ...plan.stored, epoch };
    plan.checkpoint = state.slice();
    plan.checkpointAt = sequence;
    plan.updates = [];
    plan.claims.clear();
  }

  async close(): Promise<void> {
    this.#plans.clear();
  }

  #existing(planId: PlanId): KeptPlan {
    const plan = this.#plans.get(planId);
    if (!plan) throw new PlanIdError(`There is no plan ${planId}.`);
    return plan;
  }
}
