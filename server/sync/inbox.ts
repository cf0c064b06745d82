import type { WebSocket } from "ws";

/** What comes over one socket, in its order. While a frame takes its time, the socket is not read. */
export class Inbox {
  readonly #socket: WebSocket;
  readonly #receive: (frame: Uint8Array, isBinary: boolean) => Promise<void> | undefined;
  /** What the socket had read already when it was paused. */
  readonly #waiting: { readonly frame: Uint8Array; readonly isBinary: boolean }[] = [];
  #busy = false;

  /** @param receive gives a promise of what the next frame has to wait for, which never rejects */
  constructor(socket: WebSocket, receive: (frame: Uint8Array, isBinary: boolean) => Promise<void> | undefined) {
    this.#socket = socket;
    this.#receive = receive;
  }

  take(frame: Uint8Array, isBinary: boolean): void {
    if (this.#busy) {
      this.#waiting.push({ frame, isBinary });
      return;
    }
    const taken = this.#receive(frame, isBinary);
    if (taken) void this.#waitFor(taken);
  }

  async #waitFor(taken: Promise<void>): Promise<void> {
    this.#busy = true;
    this.#socket.pause();
    await taken;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      await this.#receive(next.frame, next.isBinary);
    }
    this.#busy = false;
    this.#socket.resume();
  }
}
