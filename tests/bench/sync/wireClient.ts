import { connect } from "node:net";
import type { Socket } from "node:net";

/** What the sockets of this process are read into, one after another; a read is over before the next one begins. */
const READ = Buffer.alloc(512 * 1024);
const TEXT_END = Buffer.from("\r\n\r\n");
const OPCODE = { binary: 2, close: 8, ping: 9, pong: 10 } as const;
/** A frame's two first bytes: this is its last part; its content is masked. */
const LAST = 0x80;
const MASKED = 0x80;

export interface WireClientOptions {
  readonly port: number;
  /** Path and query. */
  readonly address: string;
  /** Of the session, if the server wants one. */
  readonly cookie: string;
  /** A message; valid only during the call. */
  readonly onMessage: (content: Buffer) => void;
}

/**
 * A WebSocket without a library, because two hundred clients must cost less than the server that is measured: one read
 * buffer for all, nothing copied, no Yjs. Masks with zeros, which costs the server as much as any other mask.
 */
export class WireClient {
  readonly opened: Promise<void>;
  /** The code the server closed with; null while it has not. 1006 for a connection that broke. */
  closedWith: number | null = null;
  readonly #socket: Socket;
  readonly #onMessage: (content: Buffer) => void;
  #upgraded = false;
  /** The head of a frame, or of the answer to the upgrade, of which the end has not come. */
  #head: Buffer | null = null;
  /** A frame of which the end has not come, and how much of it has. */
  #partial: Buffer | null = null;
  #filled = 0;
  #opcode: number = OPCODE.binary;

  constructor({ port, address, cookie, onMessage }: WireClientOptions) {
    this.#onMessage = onMessage;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.opened = promise;
    this.#socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: READ,
        callback: (length, buffer) => {
          this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, length), resolve);
          return true;
        },
      },
    });
    this.#socket.on("error", reject);
    this.#socket.on("close", () => {
      this.closedWith ??= 1006;
      reject(new Error(`${address} was closed with ${this.closedWith}`));
    });
    // Whoever does not wait for it hears of it by `closedWith`.
    promise.catch(() => undefined);
    this.#socket.write(
      `GET ${address} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n` +
        "Connection: Upgrade\r\nUpgrade: websocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
  }

  /** Sends a frame made by `clientFrame`. */
  send(frame: Buffer): void {
    this.#socket.write(frame);
  }

  end(): void {
    this.#socket.destroy();
  }

  #read(bytes: Buffer, opened: () => void): void {
    const chunk = this.#head === null ? bytes : Buffer.concat([this.#head, bytes]);
    this.#head = null;
    let at = 0;
    if (!this.#upgraded) {
      const end = chunk.indexOf(TEXT_END);
      if (end < 0) return void (this.#head = Buffer.from(chunk));
      if (!chunk.subarray(0, 12).equals(Buffer.from("HTTP/1.1 101"))) return void this.#socket.destroy();
      this.#upgraded = true;
      at = end + TEXT_END.length;
      opened();
    }
    while (at < chunk.length) at = this.#partial === null ? this.#begin(chunk, at) : this.#continue(chunk, at);
  }

  /** Reads the frame that begins at `at`; gives where the next one does. */
  #begin(chunk: Buffer, at: number): number {
    const left = chunk.length - at;
    const short = left < 2 ? 0 : (chunk[at + 1] ?? 0) & 0x7f;
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (left < head) {
      this.#head = Buffer.from(chunk.subarray(at));
      return chunk.length;
    }
    this.#opcode = (chunk[at] ?? 0) & 0x0f;
    const size =
      short === 127 ? Number(chunk.readBigUInt64BE(at + 2)) : short === 126 ? chunk.readUInt16BE(at + 2) : short;
    const from = at + head;
    if (from + size <= chunk.length) {
      this.#take(chunk.subarray(from, from + size));
      return from + size;
    }
    this.#partial = Buffer.allocUnsafe(size);
    this.#filled = 0;
    return from;
  }

  #continue(chunk: Buffer, at: number): number {
    const partial = this.#partial;
    if (partial === null) return at;
    const taken = chunk.copy(partial, this.#filled, at);
    this.#filled += taken;
    if (this.#filled === partial.length) {
      this.#partial = null;
      this.#take(partial);
    }
    return at + taken;
  }

  #take(content: Buffer): void {
    if (this.#opcode === OPCODE.binary) this.#onMessage(content);
    else if (this.#opcode === OPCODE.ping) this.#socket.write(frameOf(OPCODE.pong, content));
    else if (this.#opcode === OPCODE.close) {
      this.closedWith = content.length >= 2 ? content.readUInt16BE(0) : 1005;
      this.#socket.destroy();
    }
  }
}

/** A message as it goes over the wire from a client; may be sent any number of times. */
export function clientFrame(content: Uint8Array): Buffer {
  return frameOf(OPCODE.binary, content);
}

function frameOf(opcode: number, content: Uint8Array): Buffer {
  const { length } = content;
  const head = Buffer.alloc(length < 126 ? 6 : length < 65_536 ? 8 : 14);
  head[0] = LAST | opcode;
  if (length < 126) head[1] = MASKED | length;
  else if (length < 65_536) {
    head[1] = MASKED | 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = MASKED | 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, content]);
}
