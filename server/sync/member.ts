import type { Role } from "#shared/model/actor.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import type { Condition } from "#shared/protocol/messages.ts";

/** Who is behind a connection, as the HTTP side has found out. */
export interface Principal {
  /** A secret of the user or device; never sent to anybody. */
  readonly userId: string;
  readonly role: Role;
}

/** Everybody without a device cookie is this one user. */
export const ANONYMOUS = "anonymous";

/** A connection as its room sees it. */
export interface Member {
  readonly principal: Principal;
  /** Takes a whole frame; closes the connection by itself if too much is waiting for it. */
  send(frame: Uint8Array): void;
  /** Takes a SyncStep2, which may be as large as the document. */
  sendLarge(frame: Uint8Array): void;
  /** The room can keep what is written, or can no longer. */
  hearCondition(condition: Condition): void;
  close(reason: CloseReason): void;
  /** Nothing that comes from now on is read. */
  stopReading(): void;
}
