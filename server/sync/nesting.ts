import * as Y from "yjs";

import { isPlainObject } from "#shared/model/json.ts";
import { ROOT_NAMES } from "#shared/document/planDocument.ts";
import type { Struct } from "./decodedUpdate.ts";

const ROOTS: ReadonlySet<string> = new Set(ROOT_NAMES);

/**
 * How deep the items of an update lie, counted from their root map, before any of them is applied. An item says where
 * it lies itself (root name or parent item), or lies where its neighbour lies.
 */
export class Nesting {
  readonly #store: Y.Doc["store"];
  /** The new structs of the update per client, in the order of their clocks. */
  readonly #fresh: ReadonlyMap<number, readonly Struct[]>;
  readonly #depths = new Map<Struct, number>();
  readonly #count: number;

  constructor(doc: Y.Doc, fresh: ReadonlyMap<number, readonly Struct[]>) {
    this.#store = doc.store;
    this.#fresh = fresh;
    this.#count = [...fresh.values()].reduce((sum, structs) => sum + structs.length, 0);
  }

  /** 1 for what lies directly in a root; 0 for what lies in something that is gone; undefined if it lies nowhere. */
  depthOf(item: Y.Item): number | undefined {
    const passed: { readonly struct: Struct; readonly deeper: 0 | 1 }[] = [];
    let struct: Struct | undefined = item;
    let depth: number | undefined;
    // Loops instead of recursion: a chain of neighbours is as long as a text.
    while (depth === undefined) {
      if (!(struct instanceof Y.Item)) return struct === undefined ? undefined : this.#unwind(passed, 0);
      depth = this.#depths.get(struct) ?? this.#ownDepth(struct);
      if (depth !== undefined) break;
      const step = stepFrom(struct);
      // Neighbours in a circle: no honest client writes them.
      if (step === undefined || passed.length > this.#count) return undefined;
      passed.push({ struct, deeper: step.deeper });
      struct = this.#find(step.to);
      if (step.deeper === 1 && !holdsChildren(struct)) return undefined;
    }
    return this.#unwind(passed, depth);
  }

  #unwind(passed: { readonly struct: Struct; readonly deeper: 0 | 1 }[], start: number): number {
    let depth = start;
    for (let at = passed.length - 1; at >= 0; at -= 1) {
      const { struct, deeper } = passed[at] ?? { struct: null, deeper: 0 };
      depth = depth === 0 ? 0 : depth + deeper;
      if (struct) this.#depths.set(struct, depth);
    }
    return depth;
  }

  /** Of an item that says by itself how deep it lies: in a root, or in the document already. */
  #ownDepth(item: Y.Item): number | undefined {
    const parent: unknown = item.parent;
    if (typeof parent === "string") return ROOTS.has(parent) && item.parentSub !== null ? 1 : undefined;
    if (!(parent instanceof Y.AbstractType)) return undefined;
    let depth = 1;
    for (let above = parent._item; above !== null;) {
      depth += 1;
      above = above.parent instanceof Y.AbstractType ? above.parent._item : null;
    }
    return depth;
  }

  #find({ client, clock }: Y.ID): Struct | undefined {
    const structs = clock < Y.getState(this.#store, client) ? this.#store.clients.get(client) : this.#fresh.get(client);
    if (structs === undefined) return undefined;
    let low = 0;
    let high = structs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const struct = structs[middle];
      if (struct === undefined) return undefined;
      if (clock < struct.id.clock) high = middle - 1;
      else if (clock >= struct.id.clock + struct.length) low = middle + 1;
      else return struct;
    }
    return undefined;
  }
}

function stepFrom(item: Y.Item): { readonly to: Y.ID; readonly deeper: 0 | 1 } | undefined {
  const parent: unknown = item.parent;
  if (parent instanceof Y.ID) return { to: parent, deeper: 1 };
  const neighbour = item.origin ?? item.rightOrigin;
  return parent === null && neighbour ? { to: neighbour, deeper: 0 } : undefined;
}

/** A type, or something that was one and is gone. */
function holdsChildren(struct: Struct | undefined): boolean {
  if (!(struct instanceof Y.Item)) return struct instanceof Y.GC;
  return struct.content instanceof Y.ContentType || struct.content instanceof Y.ContentDeleted;
}

/**
 * How deep a plain value nests: 0 for a string or number. Gives up, with more than `most`, once it is deeper. Undefined
 * for what JSON cannot carry: bytes, big integers, and objects to which a key `__proto__` gave another prototype. With
 * bytes for a prototype such an object is read without a fault and then can never be encoded again.
 */
export function nestingOf(value: unknown, most: number): number | undefined {
  let level: readonly unknown[] = [value];
  for (let depth = 0; ; depth += 1) {
    if (level.some((entry) => typeof entry === "bigint")) return undefined;
    const inner = level.filter((entry): entry is object => typeof entry === "object" && entry !== null);
    if (inner.length === 0 || depth > most) return depth;
    if (!inner.every((entry) => Array.isArray(entry) || isPlainObject(entry))) return undefined;
    level = inner.flatMap((entry) => Object.values(entry));
  }
}
