// Stop 8 of the way of one drag: what is on disk goes to everybody else.
import type { CommittedBatch } from "./commitQueue.ts";
import { encodeUpdate } from "./frames.ts";
import type { RoomConnection } from "./roomConnection.ts";
import { webSocketFrame } from "./webSocketFrame.ts";
import type { WireFrame } from "./webSocketFrame.ts";

/** Shows everybody who listens what is new: framed once, the same bytes to every socket. */
export class FanOut {
  readonly #listening = new Set<RoomConnection>();
  /** Those who read too slowly to be told where everybody is. */
  readonly #missed = new Set<RoomConnection>();

  get listeners(): ReadonlySet<RoomConnection> {
    return this.#listening;
  }

  /** From here on the connection hears of everything; it must have been sent all that was committed before. */
  add(connection: RoomConnection): void {
    this.#listening.add(connection);
  }

  remove(connection: RoomConnection): void {
    this.#listening.delete(connection);
    this.#missed.delete(connection);
  }

  publishUpdate({ update, writers }: CommittedBatch): void {
    if (!update) return;
    const frame = webSocketFrame(encodeUpdate(update));
    const only = onlyOne(writers);
    for (const connection of this.#listening) if (connection !== only) connection.sendFrame(frame);
  }

  /**
   * @param writers who the message is about; one about one connection is not sent back to it
   * @param encodeAll everybody's presence, for those who can be told again after they had missed some
   */
  publishPresence(message: Uint8Array, writers: ReadonlySet<RoomConnection>, encodeAll: () => Uint8Array): void {
    const frame = webSocketFrame(message);
    const only = onlyOne(writers);
    let all: WireFrame | null = null;
    for (const connection of this.#listening) {
      if (connection.isBehind) this.#missed.add(connection);
      else if (this.#missed.delete(connection)) connection.sendFrame((all ??= webSocketFrame(encodeAll())));
      else if (connection !== only) connection.sendFrame(frame);
    }
  }
}

function onlyOne(writers: ReadonlySet<RoomConnection | "upkeep">): RoomConnection | "upkeep" | undefined {
  const [first] = writers;
  return writers.size === 1 ? first : undefined;
}
