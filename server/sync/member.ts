import type { Role } from "#shared/model/actor.ts";
import type { DeviceId, PersonId } from "#shared/model/id.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import type { Condition } from "#shared/protocol/messages.ts";
import type { WireFrame } from "./webSocketFrame.ts";

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

/** A connection as its room sees it. */
export interface Member {
  readonly principal: Principal;
  /** So much waits for it already that it should only be sent what it cannot do without. */
  readonly isBehind: boolean;
  /** Takes a message for it alone; closes the connection by itself if too much is waiting for it. */
  send(message: Uint8Array): void;
  /** The same for a message that goes to many. */
  sendFrame(frame: WireFrame): void;
  /** Takes a SyncStep2, which may be as large as the document. */
  sendLarge(frame: WireFrame): void;
  /** The room can keep what is written, or can no longer. */
  hearCondition(condition: Condition): void;
  close(reason: CloseReason): void;
  /** Which of the plan's people they are has just been said. */
  identify(personId: PersonId | null): void;
  /** Nothing that comes from now on is read. */
  stopReading(): void;
}
