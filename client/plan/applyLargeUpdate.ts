import * as decoding from "lib0/decoding";
import * as Y from "yjs";

/**
 * Does what Y.applyUpdate does, in half the time for a plan with years of check-ins: most of such an update are short
 * strings, and Yjs calls the system for each of them.
 */
export function applyLargeUpdate(doc: Y.Doc, update: Uint8Array, origin: unknown): void {
  Y.applyUpdateV2(doc, update, origin, LargeUpdateDecoder);
}

/** The tags by which lib0 tells values apart. It reads all others, and says what is wrong with the end. */
const END = -1;
const FLOAT64 = 123;
const STRING = 119;
const OBJECT = 118;
const LIST = 117;

const BEYOND_ASCII = 128;
/** How many different strings are remembered, a power of two; and how long they are at most. */
const REMEMBERED = 4_096;
const LONGEST_REMEMBERED = 40;
/** From so many bytes at its end it is told where a string is remembered: ids differ there. */
const TELLING = 6;

/**
 * The bytes as text, with another character in place of each that is no ASCII: such text takes one byte for each
 * character instead of two. As a signed number such a byte is below zero, and clamped it is 0: the browser does that at
 * once, where a loop of ours over millions would be slow, as it runs for the first time.
 */
function asciiOf(bytes: Uint8Array): string {
  const ascii = new Uint8ClampedArray(bytes.length);
  ascii.set(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  return new TextDecoder().decode(ascii);
}

/**
 * Reads the whole update as one text first. A string in plain ASCII is a piece of it, and nearly all are. Ids, names of
 * fields and statuses come thousands of times; each is made once, and known again by its bytes.
 */
class LargeUpdateDecoder extends Y.UpdateDecoderV1 {
  readonly #text: string;
  readonly #view: DataView;
  readonly #remembered: string[] = [];
  /** Where in the update each of them begins, and how long it is. */
  readonly #starts = new Uint32Array(REMEMBERED);
  readonly #lengths = new Uint32Array(REMEMBERED);

  constructor(decoder: decoding.Decoder) {
    super(decoder);
    const { arr } = decoder;
    this.#text = asciiOf(arr);
    this.#view = new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
  }

  override readString(): string {
    const { restDecoder } = this;
    const { arr, pos } = restDecoder;
    const length = decoding.readVarUint(restDecoder);
    const start = restDecoder.pos;
    const end = start + length;
    const place = placeOf(arr, start, end);
    const known = this.#lengths[place] === length ? this.#remembered[place] : undefined;
    if (known !== undefined && sameBytes(arr, this.#starts[place] ?? 0, start, length)) {
      restDecoder.pos = end;
      return known;
    }
    if (!isAscii(arr, start, end)) {
      restDecoder.pos = pos;
      return decoding.readVarString(restDecoder);
    }
    restDecoder.pos = end;
    const text = this.#text.slice(start, end);
    if (length <= LONGEST_REMEMBERED) {
      this.#remembered[place] = text;
      this.#starts[place] = start;
      this.#lengths[place] = length;
    }
    return text;
  }

  override readKey(): string {
    return this.readString();
  }

  override readAny(): unknown {
    const { restDecoder } = this;
    const tag = restDecoder.arr[restDecoder.pos] ?? END;
    switch (tag) {
      case STRING:
        restDecoder.pos += 1;
        return this.readString();
      case FLOAT64: {
        const { pos } = restDecoder;
        restDecoder.pos += 9;
        return this.#view.getFloat64(pos + 1);
      }
      case OBJECT: {
        restDecoder.pos += 1;
        const object: Record<string, unknown> = {};
        for (let left = decoding.readVarUint(restDecoder); left > 0; left -= 1) {
          const key = this.readString();
          object[key] = this.readAny();
        }
        return object;
      }
      case LIST: {
        restDecoder.pos += 1;
        const list: unknown[] = [];
        for (let left = decoding.readVarUint(restDecoder); left > 0; left -= 1) list.push(this.readAny());
        return list;
      }
      default:
        return decoding.readAny(restDecoder);
    }
  }
}

function placeOf(arr: Uint8Array, start: number, end: number): number {
  let place = end - start;
  for (let at = Math.max(start, end - TELLING); at < end; at += 1) place = Math.imul(place, 31) + (arr[at] ?? 0);
  return place & (REMEMBERED - 1);
}

function sameBytes(arr: Uint8Array, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at += 1) if (arr[one + at] !== arr[other + at]) return false;
  return true;
}

/** Bytes that are not there are no ASCII. */
function isAscii(arr: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((arr[at] ?? BEYOND_ASCII) >= BEYOND_ASCII) return false;
  return true;
}
