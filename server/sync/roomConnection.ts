import type { PersonId } from "#shared/model/id.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import type { Condition } from "#shared/protocol/messages.ts";
import type { Principal } from "./principal.ts";
import type { WireFrame } from "./webSocketFrame.ts";

/** A connection as its room sees it. */
export interface RoomConnection {
  readonly principal: Principal;
  /** So much waits for it already that it should only be sent what it cannot do without. */
  readonly isBehind: boolean;
  /** Takes a message for it alone; closes the connection by itself if too much is waiting for it. */
  send(message: Uint8Array): void;
  /** The same for a message that goes to many. */
  sendFrame(frame: WireFrame): void;
  /** Takes a SyncStep2 or a whole, which may be as large as the document. */
  sendLarge(frame: WireFrame): void;
  /** The room can keep what is written, or can no longer. */
  hearCondition(condition: Condition): void;
  close(reason: CloseReason): void;
  /** Which of the plan's people they are has just been said. */
  identify(personId: PersonId | null): void;
  /** Nothing that comes from now on is read. */
  stopReading(): void;
}
