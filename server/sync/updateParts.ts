import { LAST_CLIENT_ID } from "#shared/document/clientId.ts";
import { readKey, readValue, UnfitError } from "./plainValue.ts";
import { MalformedError, StrictReader, utf16Length } from "./strictReader.ts";
import type { Turns } from "./turns.ts";

/** Names one character, value or type of a document: who wrote it, and as its how-manieth. */
export interface Ref {
  readonly client: number;
  readonly clock: number;
}

/**
 * What a struct brings. map, text: a type. value: plain values. characters: text. deleted: what is no longer there.
 * collected: the same, with where it lay forgotten too. missing: nothing; it says that something is left out here.
 */
type Brought = "map" | "text" | "value" | "characters" | "deleted" | "collected" | "missing";

/** One struct of an update, read but not built. */
export interface Struct extends Ref {
  readonly length: number;
  readonly brings: Brought;
  /** How deep plain values nest in themselves; 0 for what is no list or object. */
  readonly nesting: number;
  /** The neighbours it was put between. */
  readonly left: Ref | null;
  readonly right: Ref | null;
  /** Where it lies, if no neighbour says so: in a root by name, or in a type. */
  readonly parent: string | Ref | null;
  readonly key: string | null;
  /** Which bytes of the update it is; of characters also where their text begins, else 0. */
  readonly textFrom: number;
  readonly from: number;
  readonly to: number;
}

export interface StructRun {
  readonly client: number;
  /** Without a break, in the order of their clocks. */
  readonly structs: readonly Struct[];
}

/** What an update deletes of one client: clocks and lengths in turn, ascending, no two that overlap. */
export interface Deletion {
  readonly client: number;
  readonly ranges: readonly number[];
}

export interface UpdateParts {
  readonly bytes: Uint8Array;
  readonly runs: readonly StructRun[];
  readonly deletions: readonly Deletion[];
  /** Structs and deleted ranges together. */
  readonly size: number;
}

/** More than any honest client writes into what fits a first sync. */
const MOST_STRUCTS = 300_000;
/** Clocks count characters and fields; no plan comes near, and sums of two stay exact. */
const LAST_CLOCK = 2 ** 32;
/** So many structs or ranges are read without a pause. */
const STRIDE = 512;

/**
 * Takes a Yjs update (version 1) apart, in canonical form only, before Yjs sees any of it.
 *
 * @throws MalformedError, or UnfitError
 */
export function* takeApart(bytes: Uint8Array, deepest: number): Turns<UpdateParts> {
  const reader = new StrictReader(bytes);
  const runs: StructRun[] = [];
  const clients = new Set<number>();
  let size = 0;
  // A run has a count, a client, a clock and a struct of at least two bytes.
  for (let left = reader.count(4); left > 0; left -= 1) {
    const structs: Struct[] = [];
    let announced = reader.count(2);
    const client = readClient(reader, clients);
    let clock = reader.varUint();
    if (announced === 0 || size + announced > MOST_STRUCTS) throw new MalformedError("too few or many structs");
    for (; announced > 0; announced -= 1) {
      const struct = readStruct(reader, client, clock, deepest);
      clock += struct.length;
      if (struct.length < 1 || clock > LAST_CLOCK) throw new MalformedError("clock out of bounds");
      structs.push(struct);
      size += 1;
      if (size % STRIDE === 0) yield;
    }
    runs.push({ client, structs });
  }
  const deletions: Deletion[] = [];
  clients.clear();
  for (let left = reader.count(4); left > 0; left -= 1) {
    const client = readClient(reader, clients);
    const ranges: number[] = [];
    let end = 0;
    for (let more = reader.count(2); more > 0; more -= 1) {
      const clock = reader.varUint();
      const length = reader.varUint();
      if (clock < end || length < 1 || clock + length > LAST_CLOCK) throw new MalformedError("odd range");
      end = clock + length;
      ranges.push(clock, length);
      size += 1;
      if (size % STRIDE === 0) yield;
    }
    if (ranges.length === 0) throw new MalformedError("nothing of a client");
    deletions.push({ client, ranges });
  }
  reader.end();
  return { bytes, runs, deletions, size };
}

/** Of a client that is brought twice Yjs would apply only the second part. */
function readClient(reader: StrictReader, known: Set<number>): number {
  const client = reader.varUint();
  if (client > LAST_CLIENT_ID || known.has(client)) throw new MalformedError("client out of bounds or brought twice");
  known.add(client);
  return client;
}

/** The lowest five bits of a struct's first byte say what it brings, the others what follows. */
const HAS_LEFT = 0x80;
const HAS_RIGHT = 0x40;
const HAS_KEY = 0x20;
const KIND = 0x1f;
const kinds = { collected: 0, deleted: 1, characters: 4, type: 7, value: 8, missing: 10 } as const;
const typeNumbers = { map: 1, text: 2 } as const;

function readStruct(reader: StrictReader, client: number, clock: number, deepest: number): Struct {
  const from = reader.at;
  const info = reader.byte();
  const bare = { client, clock, nesting: 0, textFrom: 0, left: null, right: null, parent: null, key: null, from };
  if (info === kinds.collected || info === kinds.missing) {
    const length = reader.varUint();
    return { ...bare, brings: info === kinds.missing ? "missing" : "collected", length, to: reader.at };
  }
  const left = info & HAS_LEFT ? readRef(reader) : null;
  const right = info & HAS_RIGHT ? readRef(reader) : null;
  const alone = !left && !right;
  const parent = alone ? readParent(reader) : null;
  const key = alone && info & HAS_KEY ? readKey(reader) : null;
  const content = readContent(reader, info & KIND, deepest);
  return { client, clock, textFrom: 0, ...content, left, right, parent, key, from, to: reader.at };
}

function readRef(reader: StrictReader): Ref {
  return { client: reader.varUint(), clock: reader.varUint() };
}

function readParent(reader: StrictReader): string | Ref {
  const isRoot = reader.varUint();
  if (isRoot > 1) throw new MalformedError("neither a root nor a type");
  return isRoot === 1 ? readKey(reader) : readRef(reader);
}

function readContent(
  reader: StrictReader,
  kind: number,
  deepest: number,
): Pick<Struct, "brings" | "length" | "nesting"> & Partial<Pick<Struct, "textFrom">> {
  switch (kind) {
    case kinds.deleted:
      return { brings: "deleted", length: reader.varUint(), nesting: 0 };
    case kinds.characters: {
      const text = reader.block();
      return { brings: "characters", length: utf16Length(text), nesting: 0, textFrom: reader.at - text.length };
    }
    case kinds.value: {
      const length = reader.count(1);
      let nesting = 0;
      for (let left = length; left > 0; left -= 1) nesting = Math.max(nesting, readValue(reader, deepest));
      return { brings: "value", length, nesting };
    }
    case kinds.type: {
      const type = reader.varUint();
      if (type !== typeNumbers.map && type !== typeNumbers.text) throw new UnfitError("notInAPlan");
      return { brings: type === typeNumbers.map ? "map" : "text", length: 1, nesting: 0 };
    }
    default:
      throw new UnfitError("notInAPlan");
  }
}
