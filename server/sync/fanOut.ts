// Stop 8 of the way of one drag: what is on disk goes to everybody else.
import type { CommittedBatch } from "./commitQueue.ts";
import { encodeUpdate } from "./frames.ts";
import type { Member } from "./member.ts";

/** Shows everybody who listens what is new: framed once, the same bytes to every socket. */
export class FanOut {
  readonly #listening = new Set<Member>();

  get listeners(): ReadonlySet<Member> {
    return this.#listening;
  }

  /** From here on the member hears of everything; it must have been sent all that was committed before. */
  add(member: Member): void {
    this.#listening.add(member);
  }

  remove(member: Member): void {
    this.#listening.delete(member);
  }

  publishUpdate({ update, writers }: CommittedBatch): void {
    if (update) this.#publish(encodeUpdate(update), writers);
  }

  /** @param writers who the frame is about; a frame about one is not sent back to it */
  publishPresence(frame: Uint8Array, writers: ReadonlySet<Member>): void {
    this.#publish(frame, writers);
  }

  #publish(frame: Uint8Array, writers: ReadonlySet<Member | "upkeep">): void {
    const [only] = writers.size === 1 ? writers : [];
    for (const member of this.#listening) if (member !== only) member.send(frame);
  }
}
