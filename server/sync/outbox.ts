import type { Writable } from "node:stream";

import type { WebSocket } from "ws";

import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import type { WireFrame } from "./webSocketFrame.ts";

/** A large frame goes out in slices of so many bytes, so that it can be told whether anybody reads it. */
const SLICE_BYTES = 128 * 1_024;

export interface OutboxOptions {
  /** For its state and its close; frames go past it to its stream, because it would build each one anew. */
  readonly socket: WebSocket;
  readonly stream: Writable;
  /** Bytes that may wait for the socket. */
  readonly mostBytes: number;
  /** Milliseconds a slice of a large frame may wait before nobody is believed to read it. */
  readonly stalledMs: number;
}

/** What goes to one socket. Bounded: a reader that lets too much pile up is closed and may come again. */
export class Outbox {
  readonly #options: OutboxOptions;
  /** A first SyncStep2 may be as large as the document, so while it is on its way it does not count. */
  #allowance = 0;
  /** Slices that the operating system has not taken, and when it last took one. */
  #slices = 0;
  #slicedAt = 0;
  /** Something was sent since the last tick: to look at the clock for every frame would cost more than the frame. */
  #hasSent = true;
  #lastSentAt = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    const { socket } = this.#options;
    return socket.readyState === socket.OPEN;
  }

  /** So much waits already that only what cannot be done without should be added. */
  get isBehind(): boolean {
    const { stream, mostBytes } = this.#options;
    return stream.writableLength > this.#allowance + mostBytes / 4;
  }

  send({ bytes }: WireFrame): void {
    if (this.#mayTake(bytes)) this.#options.stream.write(bytes);
  }

  /** Sends a frame of any size; `sent` is called once the operating system has taken it. */
  sendLarge({ bytes }: WireFrame, sent: () => void): void {
    this.#allowance += bytes.length;
    if (!this.#mayTake(bytes)) return;
    this.#slicedAt = performance.now();
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      this.#slices += 1;
      this.#options.stream.write(slice, () => {
        this.#slices -= 1;
        this.#slicedAt = performance.now();
        this.#allowance -= slice.length;
        if (at + SLICE_BYTES >= bytes.length) sent();
      });
    }
  }

  /**
   * Called again and again: closes a socket that has stopped reading in the middle of a large frame. Gives for how many
   * milliseconds nothing was sent.
   */
  tick(now: number): number {
    if (this.#hasSent) this.#lastSentAt = now;
    this.#hasSent = false;
    if (this.#slices > 0 && now - this.#slicedAt > this.#options.stalledMs) this.close(closeCodes.tooSlow);
    return now - this.#lastSentAt;
  }

  close({ code, reason }: CloseReason): void {
    if (this.isOpen) this.#options.socket.close(code, reason);
  }

  #mayTake(bytes: Uint8Array): boolean {
    if (!this.isOpen) return false;
    const { stream, mostBytes } = this.#options;
    if (stream.writableLength + bytes.length > mostBytes + this.#allowance) {
      this.close(closeCodes.tooSlow);
      return false;
    }
    this.#hasSent = true;
    return true;
  }
}
