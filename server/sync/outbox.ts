import type { WebSocket } from "ws";

import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";

/** What goes to one socket. Bounded: a reader that lets too much pile up is closed and may come again. */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #mostBytes: number;
  /** A first SyncStep2 may be as large as the document, so while it is on its way it does not count. */
  #allowance = 0;
  lastSentAt = performance.now();

  constructor(socket: WebSocket, mostBytes: number) {
    this.#socket = socket;
    this.#mostBytes = mostBytes;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(frame: Uint8Array): void {
    if (!this.#mayTake(frame)) return;
    this.#socket.send(frame, ignoreError);
  }

  /** Sends a frame of any size; `sent` is called once the operating system has taken it. */
  sendLarge(frame: Uint8Array, sent: () => void): void {
    this.#allowance += frame.length;
    if (!this.#mayTake(frame)) return;
    this.#socket.send(frame, () => {
      this.#allowance -= frame.length;
      sent();
    });
  }

  close({ code, reason }: CloseReason): void {
    if (this.isOpen) this.#socket.close(code, reason);
  }

  #mayTake(frame: Uint8Array): boolean {
    if (!this.isOpen) return false;
    if (this.#socket.bufferedAmount + frame.length > this.#mostBytes + this.#allowance) {
      this.close(closeCodes.tooSlow);
      return false;
    }
    this.lastSentAt = performance.now();
    return true;
  }
}

/** The socket reports it through its own error and close events. */
function ignoreError(): void {}
