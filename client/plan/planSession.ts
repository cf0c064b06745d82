import type * as Y from "yjs";

import type { Command, Done } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import type { Undone } from "#shared/commands/undo.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import type { ObjectiveId, PersonId, PlanId } from "#shared/model/id.ts";
import type { Result } from "#shared/model/result.ts";

import type { Membership } from "./deviceMemory.ts";
import type { RefusedCommand } from "./pendingCommands.ts";
import type { PlanState, PresenceState } from "./planState.ts";
import type { ReadableStore } from "./readableStore.ts";
import type { RecoveryCopy } from "./recoveryCopies.ts";
import type { TypedChange } from "./typedChanges.ts";

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
  /** What was typed into such a text, to be taken back too: told once the field is left. */
  typed(address: TextAddress, change: TypedChange): void;
  undo(): Result<Undone, CommandError>;
  redo(): Result<Undone, CommandError>;
  /** The text itself, for bindTextField only. Undefined while it is not there. */
  sharedText(address: TextAddress): Y.Text | undefined;
  /** The board is drawn: what it did not need of the plan is read now, before anything needs it. */
  readWhole(): void;
  /** Tells the others which card this person looks at. */
  setFocus(objectiveId: ObjectiveId | null): void;
  /** What one might do here before this session heard from the server, as far as this device knows. */
  readonly formerMembership: Membership | null;
  /**
   * Told of each command that the server has refused after it was shown here, the first one also of those before it: a
   * plan is opened before there is a screen. Returns what ends it.
   */
  onRefused(listener: (refused: RefusedCommand) => void): () => void;
  /** Which of the plan's people this person is. */
  readonly identity: { readonly personId: PersonId | null };
  /** Says so to the server; refused if another member is them, or it was said before. */
  setIdentity(personId: PersonId): Promise<Result<null, ApiError>>;
  /** Who somebody said on this device that they are, before people signed in. Whoever that was. */
  readonly formerPersonId: PersonId | null;
  /** Milliseconds since 1970 by the server's clock, as far as it is known. */
  now(): number;
  /** Connects at once instead of when it is due. */
  reconnect(): void;
  /** What was on this device and could not be sent, newest first. */
  recoveryCopies(): Promise<readonly RecoveryCopy[]>;
  removeRecoveryCopy(id: string): Promise<void>;
  destroy(): Promise<void>;
}
