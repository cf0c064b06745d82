import type { Role } from "#shared/model/actor.ts";
import type { DeviceId, PersonId } from "#shared/model/id.ts";

/** Who is behind a connection, and what they may do in its plan. */
export interface Principal {
  /** Whoever is signed in; never sent to anybody as it is. */
  readonly userId: string;
  readonly role: Role;
  /** What the plan's owners gave them; they act as a viewer while it is archived. */
  readonly given: Role;
  /** Since when the plan is archived, in milliseconds since 1970; null unless it is. */
  readonly archivedAt: number | null;
  /** Which of the plan's people they are; null until they have said it. */
  readonly personId: PersonId | null;
  /** As they said when they signed in; shown where they are none of the plan's people. */
  readonly name: string;
  /** The session behind it, and when that ends: milliseconds since 1970. */
  readonly deviceId: DeviceId;
  /** What is kept of its secret. */
  readonly sessionHash: string;
  readonly endsAt: number;
}
