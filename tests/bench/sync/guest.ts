import * as decoding from "lib0/decoding";

import { ownerCookie } from "../../support/signedIn.ts";
import { dialects } from "./dialects.ts";
import type { Dialect, DialectName } from "./dialects.ts";
import { clientFrame, WireClient } from "./wireClient.ts";

export interface GuestOptions {
  readonly port: number;
  readonly dialect: DialectName;
  readonly room: string;
  /** Every message; valid only during the call. */
  readonly onMessage?: (message: Buffer) => void;
}

/** How long nobody waits for anything. */
const PATIENCE_MS = 30_000;

/** One client in a room, on the wire. */
export class Guest {
  /** Resolves once the first sync has come whole; at once where there is none. Gives its message. */
  readonly ready: Promise<Buffer | null>;
  /** Milliseconds from each change to its receipt. */
  readonly receipts: number[] = [];
  readonly #dialect: Dialect;
  readonly #room: string;
  readonly #start: number;
  readonly #onMessage: ((message: Buffer) => void) | undefined;
  readonly #client: WireClient;
  readonly #sentAt: number[] = [];
  #sent = 0;
  #received = 0;
  #onReady: ((first: Buffer) => void) | null;
  #onReceipt: (() => void) | null = null;

  constructor({ port, dialect, room, onMessage }: GuestOptions) {
    this.#dialect = dialects[dialect];
    this.#room = room;
    this.#start = this.#dialect.start(room);
    this.#onMessage = onMessage;
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    this.#onReady = resolve;
    const address = this.#dialect.address(room);
    const cookie = ownerCookie(`http://127.0.0.1:${port}`) ?? "";
    this.#client = new WireClient({ port, address, cookie, onMessage: (message) => this.#take(message) });
    const greeting = this.#dialect.greeting(room);
    this.ready = this.#client.opened.then(async () => {
      for (const message of greeting) this.#client.send(clientFrame(message));
      return greeting.length === 0 ? null : within(promise, () => `no first sync in ${room}`);
    });
    this.ready.catch(() => undefined);
  }

  get closedWith(): number | null {
    return this.#client.closedWith;
  }

  /** Makes of a message of y-protocols what `send` takes. */
  prepare(message: Uint8Array): Buffer {
    return clientFrame(this.#dialect.wrap(this.#room, message));
  }

  send(prepared: Buffer): void {
    this.#client.send(prepared);
  }

  /** Sends a change and asks for a receipt, if the server gives any. */
  sendChange(prepared: Buffer): void {
    this.#sent += 1;
    this.#sentAt.push(performance.now());
    const mark = this.#dialect.mark?.(this.#sent);
    this.#client.send(mark === undefined ? prepared : Buffer.concat([prepared, clientFrame(mark)]));
  }

  /** Resolves once all changes have their receipts; soon where there are none. */
  async receiptsCome(): Promise<void> {
    if (this.#received >= this.#sent) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onReceipt = resolve;
    const none = this.#dialect.mark === null ? new Promise<void>((done) => setTimeout(done, 500)) : promise;
    await within(Promise.race([promise, none]), () => `${this.#sent - this.#received} changes without a receipt`);
  }

  end(): void {
    this.#client.end();
  }

  #take(message: Buffer): void {
    this.#onMessage?.(message);
    if (this.#onReady === null && this.#received === this.#sent) return;
    const kind = this.#dialect.kindOf(message, this.#start);
    if (kind === "saved") this.#receipt(message);
    if (kind === "firstSync" && this.#onReady) {
      this.#onReady(Buffer.from(message));
      this.#onReady = null;
    }
  }

  #receipt(message: Buffer): void {
    const now = performance.now();
    // Ours says which; the others say it of one after another.
    const upTo = this.#dialect.mark === null ? this.#received + 1 : readMark(message);
    for (; this.#received < upTo; this.#received += 1) this.receipts.push(now - (this.#sentAt[this.#received] ?? now));
    if (this.#received >= this.#sent) this.#onReceipt?.();
  }
}

/** Rejects if it takes longer than anybody would wait. */
export async function within<T>(promise: Promise<T>, what: () => string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const patience = setTimeout(() => reject(new Error(`${what()} after ${PATIENCE_MS / 1_000} s`)), PATIENCE_MS);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(patience);
  }
}

function readMark(message: Buffer): number {
  const decoder = decoding.createDecoder(message);
  decoding.readVarUint(decoder);
  return decoding.readVarUint(decoder);
}
