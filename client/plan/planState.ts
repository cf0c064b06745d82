import type { Role } from "#shared/model/actor.ts";
import type { PersonId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { CloseName } from "#shared/protocol/closeCodes.ts";
import type { Condition } from "#shared/protocol/messages.ts";
import type { Presence } from "#shared/protocol/presence.ts";

import type { ConnectionState } from "./connectionState.ts";

/** What screens read of an open plan. Only client/plan writes it. */
export interface PlanState {
  /** Null until the first content has come, from this device or from the server; never null again. */
  readonly records: PlanRecords | null;
  /** Whether the last change of the records was made in this window, or came from the device or the server. */
  readonly recordsFrom: "here" | "elsewhere";
  readonly connection: ConnectionState;
  /** Whether what is changed here survives closing the page before it has been sent. */
  readonly keptOnDevice: boolean;
  readonly role: Role;
  /** What the plan's owners gave this person, who may act as a viewer only while it is archived. */
  readonly given: Role;
  /** Since when nobody can change the plan, in milliseconds since 1970; null if they can. */
  readonly archivedAt: number | null;
  /** Whether the server can keep what is written. */
  readonly condition: Condition;
  /** Why the server closed the connection, while that stands: `closeCodes[closeName].whatNow` says what to do. */
  readonly closeName: CloseName | null;
  /** Which of the plan's people this person is, with merges followed; null until said. */
  readonly personId: PersonId | null;
  /** Whether there is something of this person's, done here, to take back or to do again. */
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Counts up each time the document behind the records is replaced. What is bound to a shared text binds again. */
  readonly documentNumber: number;
  /** How many recovery copies of this plan lie on this device. */
  readonly recoveryCopies: number;
}

export interface PresenceState {
  /** All other windows that have this plan open, in the order in which they came, this person's own included. */
  readonly others: readonly Presence[];
  /** The `user.id` of this person's own windows; null until the server has said it. */
  readonly presenceId: string | null;
}

/** The state of a plan of which nothing is known. */
export const NEW_PLAN_STATE: PlanState = Object.freeze({
  records: null,
  recordsFrom: "elsewhere",
  connection: "loading",
  keptOnDevice: false,
  role: "editor",
  given: "editor",
  archivedAt: null,
  condition: Object.freeze({ kind: "writable" }),
  closeName: null,
  personId: null,
  canUndo: false,
  canRedo: false,
  documentNumber: 0,
  recoveryCopies: 0,
});
