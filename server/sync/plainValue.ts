import { MalformedError } from "./strictReader.ts";
import type { StrictReader } from "./strictReader.ts";

/** What is written correctly and that no plan has: such a kind of content, so deep. */
export class UnfitError extends Error {
  readonly reason: "notInAPlan" | "tooDeep";

  constructor(reason: UnfitError["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

const MOST_KEY = 256;

/** What a map has something under. */
export function readKey(reader: StrictReader): string {
  const key = reader.text();
  if (key.length > MOST_KEY) throw new UnfitError("notInAPlan");
  return key;
}

const values = {
  bytes: 116,
  list: 117,
  object: 118,
  text: 119,
  yes: 120,
  no: 121,
  bigInteger: 122,
  double: 123,
  single: 124,
  integer: 125,
  null: 126,
  undefined: 127,
} as const;

/** Skips a plain value, at most `deepest` lists and objects deep. Gives how deep: 0 for text, a number and the like. */
export function readValue(reader: StrictReader, deepest: number): number {
  const kind = reader.byte();
  switch (kind) {
    case values.null:
    case values.undefined:
    case values.yes:
    case values.no:
      return 0;
    case values.text:
      reader.skipText();
      return 0;
    case values.integer:
      reader.skipVarInt();
      return 0;
    case values.single:
      reader.skip(4);
      return 0;
    case values.double:
      reader.skip(8);
      return 0;
    case values.list:
    case values.object:
      return 1 + readEntries(reader, kind === values.object, deepest);
    case values.bytes:
    case values.bigInteger:
      // JSON cannot carry them.
      throw new UnfitError("notInAPlan");
    default:
      throw new MalformedError("no such kind of value");
  }
}

function readEntries(reader: StrictReader, keyed: boolean, deepest: number): number {
  if (deepest === 0) throw new UnfitError("tooDeep");
  let nesting = 0;
  for (let left = reader.count(keyed ? 2 : 1); left > 0; left -= 1) {
    // Read as an object's key it gives the object another prototype, and with bytes for one it can never be encoded again.
    if (keyed && readKey(reader) === "__proto__") throw new UnfitError("notInAPlan");
    nesting = Math.max(nesting, readValue(reader, deepest - 1));
  }
  return nesting;
}
