import { isUtf8 } from "node:buffer";

const TEXT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What cannot be read, or was not written as any honest client writes it. */
export class MalformedError extends Error {}

/**
 * Reads lib0's encoding in its canonical form only: numbers no longer than they need be, text in UTF-8, nothing beyond
 * the end. So bytes that are read here mean the same to every other reader.
 *
 * @throws MalformedError from every method
 */
export class StrictReader {
  readonly bytes: Uint8Array;
  /** Where the next byte is read. */
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new MalformedError("ends too early");
    this.at += 1;
    return byte;
  }

  varUint(): number {
    let byte = this.byte();
    let number = byte & 0x7f;
    let factor = 1;
    while (byte >= 0x80) {
      byte = this.byte();
      factor *= 0x80;
      number += (byte & 0x7f) * factor;
      if (number > Number.MAX_SAFE_INTEGER) throw new MalformedError("number out of bounds");
      if (byte === 0) throw new MalformedError("number longer than it need be");
    }
    return number;
  }

  /** How many things follow, each of at least `leastBytes` bytes. */
  count(leastBytes: number): number {
    const count = this.varUint();
    if (count * leastBytes > this.left) throw new MalformedError("announces more than there is");
    return count;
  }

  skip(bytes: number): void {
    if (bytes > this.left) throw new MalformedError("ends too early");
    this.at += bytes;
  }

  skipVarInt(): void {
    let byte = this.byte();
    let number = byte & 0x3f;
    let factor = 0x40;
    while (byte >= 0x80) {
      byte = this.byte();
      number += (byte & 0x7f) * factor;
      factor *= 0x80;
      if (number > Number.MAX_SAFE_INTEGER) throw new MalformedError("number out of bounds");
      if (byte === 0) throw new MalformedError("number longer than it need be");
    }
  }

  /** A length, then so many bytes. */
  block(): Uint8Array {
    const length = this.count(1);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    const block = this.block();
    if (!isUtf8(block)) throw new MalformedError("not UTF-8");
    return TEXT.decode(block);
  }

  /** Skips text. Gives its length in UTF-16 code units, as a string of it would say. */
  skipText(): number {
    return utf16Length(this.block());
  }

  /** To be called where nothing may follow. */
  end(): void {
    if (this.left > 0) throw new MalformedError("goes on after its end");
  }
}

/** How many UTF-16 code units a text in UTF-8 has; throws MalformedError if it is none. */
export function utf16Length(text: Uint8Array): number {
  if (!isUtf8(text)) throw new MalformedError("not UTF-8");
  let length = text.length;
  for (const byte of text) {
    if ((byte & 0xc0) === 0x80) length -= 1;
    else if (byte >= 0xf0) length += 1;
  }
  return length;
}
