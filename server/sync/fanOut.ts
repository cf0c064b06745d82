// Stop 8 of the way of one drag: what is on disk goes to everybody else.
import type { CommittedBatch } from "./commitQueue.ts";
import { encodeUpdate } from "./frames.ts";
import type { Member } from "./member.ts";
import { webSocketFrame } from "./webSocketFrame.ts";
import type { WireFrame } from "./webSocketFrame.ts";

/** Shows everybody who listens what is new: framed once, the same bytes to every socket. */
export class FanOut {
  readonly #listening = new Set<Member>();
  /** Those who read too slowly to be told where everybody is. */
  readonly #missed = new Set<Member>();

  get listeners(): ReadonlySet<Member> {
    return this.#listening;
  }

  /** From here on the member hears of everything; it must have been sent all that was committed before. */
  add(member: Member): void {
    this.#listening.add(member);
  }

  remove(member: Member): void {
    this.#listening.delete(member);
    this.#missed.delete(member);
  }

  publishUpdate({ update, writers }: CommittedBatch): void {
    if (!update) return;
    const frame = webSocketFrame(encodeUpdate(update));
    const only = onlyOne(writers);
    for (const member of this.#listening) if (member !== only) member.sendFrame(frame);
  }

  /**
   * @param writers who the message is about; one about one member is not sent back to it
   * @param encodeAll everybody's presence, for those who can be told again after they had missed some
   */
  publishPresence(message: Uint8Array, writers: ReadonlySet<Member>, encodeAll: () => Uint8Array): void {
    const frame = webSocketFrame(message);
    const only = onlyOne(writers);
    let all: WireFrame | null = null;
    for (const member of this.#listening) {
      if (member.isBehind) this.#missed.add(member);
      else if (this.#missed.delete(member)) member.sendFrame((all ??= webSocketFrame(encodeAll())));
      else if (member !== only) member.sendFrame(frame);
    }
  }
}

function onlyOne(writers: ReadonlySet<Member | "upkeep">): Member | "upkeep" | undefined {
  const [first] = writers;
  return writers.size === 1 ? first : undefined;
}
