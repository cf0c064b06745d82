import type { PlanId, UserId } from "#shared/model/id.ts";
import type { AccessStorage, StoredAnswer } from "./accessStorage.ts";

/** What is known of a plan without opening its document. */
export interface StoredPlan {
  readonly planId: PlanId;
  /** The incarnation of the document; a new one on restore or rebuild. */
  readonly epoch: string;
  /** The plan's title when it was last written, for lists. */
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface NewPlan {
  readonly planId: PlanId;
  readonly epoch: string;
  readonly title: string;
  readonly createdAt: number;
  /** The first state of the document, as a Yjs v1 update. */
  readonly state: Uint8Array;
  /** Its first member. A plan without an owner is given to the next who opens the keeper's link. */
  readonly owner?: UserId;
}

/** Another document for a plan that there is. */
export interface ReplacedPlan {
  readonly planId: PlanId;
  /** The last row of the log from which `state` was made; if there is a later one by now, nothing is replaced. */
  readonly sequence: number;
  readonly epoch: string;
  readonly state: Uint8Array;
}

/** One thing to put on disk. All entries of one `append` are committed together or not at all. */
export type LogEntry =
  | {
      readonly kind: "update";
      readonly planId: PlanId;
      /** A Yjs v1 update. */
      readonly update: Uint8Array;
      /** The plan's title, if this update changed it. */
      readonly title?: string;
      readonly at: number;
    }
  | { readonly kind: "claim"; readonly planId: PlanId; readonly clientId: number; readonly userId: string }
  /** What a command was answered, with the update that it made. */
  | ({ readonly kind: "answer" } & StoredAnswer);

/** Everything a plan's document is made of: the checkpoint, then every update after it, in order. */
export interface PlanLog {
  readonly epoch: string;
  readonly checkpoint: Uint8Array | null;
  readonly updates: readonly Uint8Array[];
  /** The sequence number of the last row, 0 if there is none. */
  readonly sequence: number;
  /** Who each clientID belongs to. */
  readonly claims: ReadonlyMap<number, string>;
  /** All of the plan is here, but `checkpoint` is the one before the last. The next that is written mends that. */
  readonly lastCheckpointIsDamaged?: boolean;
}

/** Thrown by a write that names a plan that is not there, or creates one that is. */
export class PlanIdError extends Error {
  override readonly name = "PlanIdError";
}

/** Thrown by `replacePlan` when somebody has written to the plan meanwhile. */
export class PlanChangedError extends Error {
  override readonly name = "PlanChangedError";
}

/** Thrown by `load` when what lies on disk is not what was written. Nothing is overwritten then. */
export class DamagedPlanError extends Error {
  override readonly name = "DamagedPlanError";
}

/** Thrown by a write that the disk refused: nothing of it happened. The message says what the disk said. */
export class DiskRefusedError extends Error {
  override readonly name = "DiskRefusedError";
}

/** What can still be read of a damaged plan. */
export interface SalvagedPlan {
  /** From the beginning to the last point at which everything before it is whole. */
  readonly log: PlanLog;
  /** How many rows of the log lie behind that point. */
  readonly missing: number;
}

/**
 * Where plans are kept: an append-only log per plan, keyed by plan and sequence, with checkpoints. Every promise that
 * resolves after a write means: on disk, and there after a power cut.
 */
export interface PlanStorage {
  /** False from a write that the disk refused until one has succeeded again. The storage keeps trying by itself. */
  readonly writable: boolean;
  /** Who may come in, and what they have done. */
  readonly access: AccessStorage;
  /** Calls back whenever `writable` has changed, before the write that was refused rejects. */
  followWritable(onChange: (writable: boolean) => void): void;
  /** Rejects with PlanIdError if the id is taken. This and every other write: with DiskRefusedError. */
  createPlan(plan: NewPlan): Promise<void>;
  /** Newest first. Entries that cannot be read are left out. */
  listPlans(): Promise<readonly StoredPlan[]>;
  findPlan(planId: PlanId): Promise<StoredPlan | null>;
  /** Null if there is no such plan. Rejects with DamagedPlanError, or with what the disk said. */
  load(planId: PlanId): Promise<PlanLog | null>;
  /** What is left of a plan that `load` calls damaged. Rejects with DamagedPlanError if nothing of it can be read. */
  salvage(planId: PlanId): Promise<SalvagedPlan | null>;
  /**
   * Appends in the given order; one fsync for all that is waiting. Gives the sequence of each entry's plan after it.
   * A claim never replaces another user's claim of the same clientID. Rejects with PlanIdError for an unknown plan.
   */
  append(entries: readonly LogEntry[]): Promise<readonly number[]>;
  /**
   * Replaces everything up to and including `sequence` by one state. Equal for a reader before, during and after. The
   * checkpoint before it is kept with what came since, for the case that this one is damaged one day.
   */
  writeCheckpoint(planId: PlanId, sequence: number, state: Uint8Array): Promise<void>;
  /** Gives up what `writeCheckpoint` has kept. */
  forgetFormer(planId: PlanId): Promise<void>;
  /** Makes clientIDs of a plan nobody's again. Only while nobody has the plan open. */
  dropClaims(planId: PlanId, clientIds: readonly number[]): Promise<void>;
  /**
   * Puts another document under a new epoch in the place of a plan's whole log, and makes all its clientIDs nobody's.
   * Rejects with PlanIdError for an unknown plan, with PlanChangedError if the log has grown meanwhile.
   */
  replacePlan(plan: ReplacedPlan): Promise<void>;
  /** All that one user has claimed, in every plan, is another's from then on. */
  passClaims(from: string, to: string): Promise<void>;
  /** Removes a plan with all that is stored of it. One that is not there is removed already. */
  removePlan(planId: PlanId): Promise<void>;
  /** Finishes what is under way, then closes. */
  close(): Promise<void>;
}
