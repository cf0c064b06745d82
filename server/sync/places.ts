import * as Y from "yjs";

import { ROOT_NAMES } from "#shared/document/planDocument.ts";
import type { FreshStructs } from "./freshStructs.ts";
import type { Ref, Struct } from "./updateParts.ts";

/** Where something lies. */
export interface Place {
  /** The type it lies in, or the struct that brings that type; null if that is gone. */
  readonly home: object | null;
  /** The name of its root map; "" if what it lay in is gone. */
  readonly root: string;
  /** 1 for what lies directly in a root; 0 for what lies in something that is gone. */
  readonly depth: number;
  /** Under which key of its map; null in a text. */
  readonly key: string | null;
  readonly within: "map" | "text" | "gone";
}

const ROOTS: ReadonlySet<string> = new Set(ROOT_NAMES);
const GONE: Place = { home: null, root: "", depth: 0, key: null, within: "gone" };

/**
 * Where the structs of an update lie, before any of them is applied. One says so itself (root name or type), or lies
 * where its neighbour lies.
 */
export class Places {
  readonly #doc: Y.Doc;
  readonly #fresh: FreshStructs;
  readonly #known = new Map<Struct, Place>();

  constructor(doc: Y.Doc, fresh: FreshStructs) {
    this.#doc = doc;
    this.#fresh = fresh;
  }

  /** Whether its neighbours, as far as they are not gone, lie in one place. */
  areTogether({ left, right }: Struct): boolean {
    const [before, after] = [left && this.#placeAt(left), right && this.#placeAt(right)];
    return !before || !after || isSamePlace(before, after);
  }

  #placeAt(ref: Ref): Place | undefined {
    const stored = storedAt(this.#doc.store, ref);
    if (stored) return placeOfStored(stored);
    const struct = this.#fresh.at(ref);
    return struct && struct.brings !== "collected" ? this.placeOf(struct) : undefined;
  }

  /** Undefined if it lies nowhere that a plan has. */
  placeOf(struct: Struct): Place | undefined {
    const passed: { readonly struct: Struct; readonly isWithin: boolean }[] = [];
    let at = struct;
    let place = this.#known.get(at);
    // Loops instead of recursion: a chain of neighbours is as long as a text.
    while (!place) {
      if (typeof at.parent === "string") {
        place = this.#rootPlace(at.parent, at.key);
        if (!place) return undefined;
        break;
      }
      const to = at.parent ?? at.left ?? at.right;
      // Neighbours in a circle: no honest client writes them.
      if (!to || passed.length > this.#fresh.count) return undefined;
      const isWithin = at.parent !== null;
      const stored = storedAt(this.#doc.store, to);
      if (stored) {
        place = isWithin ? placeWithin(stored, at.key) : placeOfStored(stored);
        if (!place) return undefined;
        break;
      }
      const next = this.#fresh.at(to);
      if (!next) return undefined;
      passed.push({ struct: at, isWithin });
      at = next;
      place = at.brings === "collected" ? GONE : this.#known.get(at);
    }
    if (at.brings !== "collected") this.#known.set(at, place);
    return this.#unwind(passed, at, place);
  }

  #unwind(
    passed: readonly { readonly struct: Struct; readonly isWithin: boolean }[],
    start: Struct,
    startPlace: Place,
  ): Place | undefined {
    let around = start;
    let place: Place | undefined = startPlace;
    for (const { struct, isWithin } of passed.toReversed()) {
      if (isWithin) place = inside(around, place, struct.key);
      if (!place) return undefined;
      this.#known.set(struct, place);
      around = struct;
    }
    return place;
  }

  #rootPlace(root: string, key: string | null): Place | undefined {
    if (!ROOTS.has(root) || key === null) return undefined;
    return { home: this.#doc.share.get(root) ?? null, root, depth: 1, key, within: "map" };
  }
}

/** Also if one of them is gone: then nobody can say. */
export function isSamePlace(one: Place, other: Place): boolean {
  if (one.home === null || other.home === null) return true;
  return one.home === other.home && one.key === other.key;
}

/** What the document has there; undefined if that has not come yet. */
export function storedAt(store: Y.Doc["store"], { client, clock }: Ref): Y.Item | Y.GC | undefined {
  const structs = clock < Y.getState(store, client) ? store.clients.get(client) : undefined;
  return structs?.[Y.findIndexSS(structs, clock)];
}

/** In a type that the update itself brings. */
function inside(type: Struct, { root, depth }: Place, key: string | null): Place | undefined {
  switch (type.brings) {
    case "map":
    case "text":
      return depth === 0 ? GONE : { home: type, root, depth: depth + 1, key, within: type.brings };
    case "deleted":
    case "collected":
      return GONE;
    case "value":
    case "characters":
    case "missing":
      return undefined;
  }
}

/** Where something that the document has lies. */
export function placeOfStored(stored: Y.Item | Y.GC): Place {
  if (!(stored instanceof Y.Item) || !(stored.parent instanceof Y.AbstractType)) return GONE;
  return placeInType(stored.parent, stored.parentSub);
}

function placeWithin(stored: Y.Item | Y.GC, key: string | null): Place | undefined {
  if (!(stored instanceof Y.Item) || stored.content instanceof Y.ContentDeleted) return GONE;
  return stored.content instanceof Y.ContentType ? placeInType(stored.content.type, key) : undefined;
}

function placeInType(type: Y.AbstractType<unknown>, key: string | null): Place {
  const within = type instanceof Y.Text ? "text" : "map";
  let depth = 1;
  let at: unknown = type;
  while (at instanceof Y.AbstractType && at._item !== null) {
    depth += 1;
    at = at._item.parent;
  }
  return at instanceof Y.AbstractType ? { home: type, root: Y.findRootTypeKey(at), depth, key, within } : GONE;
}
