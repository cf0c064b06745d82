import * as Y from "yjs";

import { storedAt } from "./places.ts";
import type { Struct } from "./updateParts.ts";

/**
 * How many items of the document Yjs looks at to find the place of a new one among others that were put there at the
 * same time; no more than `most`. Honest clients leave it a few. Whoever knows a place with many items can name
 * neighbours far apart, or none, and make it look at all of them for every character sent.
 */
export function placingSteps(doc: Y.Doc, struct: Struct, most: number): number {
  const { store } = doc;
  const left = struct.left && storedAt(store, struct.left);
  const right = struct.right && storedAt(store, struct.right);
  // Beside an item of its own update there is only what the update itself brings.
  if ((struct.left && !left) || left instanceof Y.GC || right instanceof Y.GC) return 0;
  const passed = new Set<Y.Item>();
  let steps = 0;
  let other: Y.Item | null;
  if (left) {
    other = left.right;
    if (struct.left && struct.left.clock < left.lastId.clock) {
      // It parts an item, whose second half then follows.
      if (right === left) return 0;
      passed.add(left);
    }
  } else {
    other = anyOf(doc, struct, right ?? null);
    for (; other?.left && steps < most; other = other.left) steps += 1;
  }
  // As Item.integrate of Yjs does it.
  for (; other && other !== right && steps < most; other = other.right) {
    steps += 1;
    passed.add(other);
    if (Y.compareIDs(asId(struct.left), other.origin)) {
      if (other.id.client >= struct.client && Y.compareIDs(asId(struct.right), other.rightOrigin)) break;
    } else {
      const origin = other.origin && storedAt(store, other.origin);
      if (!(origin instanceof Y.Item) || !passed.has(origin)) break;
    }
  }
  return steps;
}

/**
 * Whether an item's right neighbour is somewhere behind its left one, no further than `most` items. If it is not, Yjs
 * finds another place for the item on each replica. Of neighbours that the update itself brings nothing is known yet.
 */
export function isInOrder({ store }: Y.Doc, struct: Struct, most: number): boolean {
  const left = struct.left && storedAt(store, struct.left);
  const right = struct.right && storedAt(store, struct.right);
  if (!(left instanceof Y.Item) || !(right instanceof Y.Item)) return true;
  if (left === right) return (struct.left?.clock ?? 0) < (struct.right?.clock ?? 0);
  let other = left.right;
  for (let steps = 0; other && other !== right && steps < most; steps += 1) other = other.right;
  return other === right;
}

/** The last item under a map's key, or the first of a text. */
function anyOf(doc: Y.Doc, struct: Struct, right: Y.Item | null): Y.Item | null {
  const type = parentOf(doc, struct, right);
  const key = right ? right.parentSub : struct.key;
  if (!(type instanceof Y.AbstractType)) return null;
  return key === null ? type._start : (type._map.get(key) ?? null);
}

function parentOf(doc: Y.Doc, { parent }: Struct, right: Y.Item | null): unknown {
  if (right) return right.parent;
  if (parent === null) return null;
  if (typeof parent === "string") return doc.share.get(parent);
  const stored = storedAt(doc.store, parent);
  return stored instanceof Y.Item && stored.content instanceof Y.ContentType ? stored.content.type : null;
}

function asId(ref: Struct["left"]): Y.ID | null {
  return ref && Y.createID(ref.client, ref.clock);
}
