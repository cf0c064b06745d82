import type { Role } from "#shared/model/actor.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import type { Condition } from "#shared/protocol/messages.ts";
import type { WireFrame } from "./webSocketFrame.ts";

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
  /** Nothing that comes from now on is read. */
  stopReading(): void;
}
