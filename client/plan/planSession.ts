import type * as Y from "yjs";

import type { Command, Done } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import type { Undone } from "#shared/commands/undo.ts";
import type { ObjectiveId, PersonId, PlanId } from "#shared/model/id.ts";
import type { Result } from "#shared/model/result.ts";

import type { PlanState, PresenceState } from "./planState.ts";
import type { ReadableStore } from "./readableStore.ts";
import type { RecoveryCopy } from "./recoveryCopies.ts";

/** Where a text that several people may type in lies. `id` is "" for the plan itself. */
export interface TextAddress {
  readonly root: "plan" | "missions" | "objectives";
  readonly id: string;
  readonly field: string;
}

/** One plan, open in one window. Everything a screen does with the plan goes through it. */
export interface PlanSession {
  readonly planId: PlanId;
  readonly planStore: ReadableStore<PlanState>;
  readonly presenceStore: ReadableStore<PresenceState>;
  /** Runs a command as this person, now. What it did can be undone. Refused while nothing of the plan is there yet. */
  run<Input, Output>(command: Command<Input, Output>, input: Input): Result<Done<Output>, CommandError>;
  undo(): Result<Undone, CommandError>;
  redo(): Result<Undone, CommandError>;
  /** The text itself, for bindTextField only. Undefined while it is not there. */
  sharedText(address: TextAddress): Y.Text | undefined;
  /** Tells the others which card this person looks at. */
  setFocus(objectiveId: ObjectiveId | null): void;
  /** Who this device says it is in this plan. */
  readonly identity: { readonly personId: PersonId | null };
  setIdentity(personId: PersonId): void;
  /** Milliseconds since 1970 by the server's clock, as far as it is known. */
  now(): number;
  /** Connects at once instead of when it is due. */
  reconnect(): void;
  /** What was on this device and could not be sent, newest first. */
  recoveryCopies(): Promise<readonly RecoveryCopy[]>;
  removeRecoveryCopy(id: string): Promise<void>;
  destroy(): Promise<void>;
}
