import * as Y from "yjs";

import type { FreshStructs } from "./freshStructs.ts";
import { Passed, placeIn } from "./passed.ts";
import { storedAt } from "./places.ts";
import type { Place } from "./places.ts";
import type { Ref, Struct } from "./updateParts.ts";

/** What lies in one piece. */
interface Piece {
  readonly client: number;
  readonly from: number;
  /** Its last clock. */
  to: number;
  /** What Yjs would say it was put between. */
  readonly left: Ref | null;
  readonly right: Ref | null;
}

/** An item of the document, up to where something new is put into it. */
interface StoredStretch extends Piece {
  readonly of: Y.Item;
}

interface FreshStretch extends Piece {
  readonly of: "update";
  readonly gap: Gap;
  /** The next in the same gap. */
  next: FreshStretch | null;
  /** The rest of the same struct, where something was put into its middle. */
  rest: FreshStretch | null;
}

type Stretch = StoredStretch | FreshStretch;

/** Where in the document something new is put: after something that it has, or at the beginning of a place. */
interface Gap {
  readonly after: Ref | null;
  readonly place: Place;
  first: FreshStretch | null;
}

/** Steps that may be taken for one struct: about a fiftieth of a second. */
const MOST_STEPS_FOR_ONE = 20_000;
/** More of them for each struct of the update. Honest ones need a few in all, and two where thousands are new. */
const STEPS_PER_STRUCT = 16;
/** So many entries that make room for another one are as much work as one step. */
const ENTRIES_PER_STEP = 1_024;

/**
 * Finds for the structs of an update the places that Yjs will give them, among what the document has and among each
 * other, and changes nothing. So it is known before any of it is applied whether each lies between neighbours that are in
 * order, and how many items Yjs will look at: honest clients leave it a few, but whoever knows a place with many items can
 * name neighbours far apart, or none, and make it look at all of them for every character sent.
 *
 * The document may grow between two calls; nothing changes its order. So it is asked each time, by names that last.
 */
export class Rehearsal {
  readonly #doc: Y.Doc;
  readonly #fresh: FreshStructs;
  readonly #stretches = new Map<Struct, FreshStretch>();
  readonly #gaps = new Map<string, Gap>();
  readonly #beginnings = new Map<object, Map<string | null, Gap>>();
  /** The clocks after which something new is put, per client, ascending. */
  readonly #cuts = new Map<number, number[]>();
  #stepsTaken = 0;
  readonly #mostSteps: number;
  /** For the struct that is being put. */
  #stepsLeft = 0;

  constructor(doc: Y.Doc, fresh: FreshStructs) {
    this.#doc = doc;
    this.#fresh = fresh;
    this.#mostSteps = MOST_STEPS_FOR_ONE + fresh.count * STEPS_PER_STRUCT;
  }

  /** How many items Yjs will look at for all that was put so far, about a microsecond of work here for each. */
  get stepsTaken(): number {
    return this.#stepsTaken;
  }

  /**
   * Puts a struct in its place; all that it builds on must have been put. False if its right neighbour is not somewhere
   * behind its left one, so that each replica would find another place for it, or if that takes too many steps.
   */
  put(struct: Struct, place: Place): boolean {
    const steps = Math.min(MOST_STEPS_FOR_ONE, this.#mostSteps - this.#stepsTaken);
    this.#stepsLeft = steps;
    const isInOrder = this.#put(struct, place);
    this.#stepsTaken += steps - this.#stepsLeft;
    return isInOrder && this.#stepsLeft > 0;
  }

  #put(struct: Struct, place: Place): boolean {
    const { client, right } = struct;
    const from = Math.max(struct.clock, Y.getState(this.#doc.store, client));
    // Of what is known in part Yjs puts the rest behind the beginning.
    const left = from > struct.clock ? { client, clock: from - 1 } : struct.left;
    // What lies in or beside something collected is collected too.
    if (isGone(place) || this.#isCollected(left) || this.#isCollected(right)) return true;
    const last = this.#lastBefore({ client, left, right, place });
    if (last === undefined) return false;
    const former = last?.of === "update" ? last : null;
    const gap = former?.gap ?? this.#gapAfter(last, place);
    const next = former ? former.next : gap.first;
    const to = struct.clock + struct.length - 1;
    const stretch: FreshStretch = { client, from, to, left, right, of: "update", gap, next, rest: null };
    if (former) former.next = stretch;
    else gap.first = stretch;
    this.#stretches.set(struct, stretch);
    return true;
  }

  /** What it comes right after, null at the beginning of its place; undefined if its neighbours are not in order. */
  #lastBefore(at: {
    readonly client: number;
    readonly left: Ref | null;
    readonly right: Ref | null;
    readonly place: Place;
  }): Stretch | null | undefined {
    const { client, left, right, place } = at;
    const end = right && this.#freshBeginningWith(right);
    let last: Stretch | null = left && this.#endingWith(left);
    let other = last ? this.#next(last, right) : this.#first(place, right);
    const isEnd = (stretch: Stretch): boolean =>
      end ? stretch === end : stretch.client === right?.client && stretch.from === right.clock;
    if (!other || isEnd(other)) return other || !left || !right ? last : undefined;
    const passed = new Passed();
    // As Item.integrate of Yjs does it.
    for (; other && !isEnd(other) && this.#stepsLeft > 0; other = this.#next(other, right)) {
      this.#stepsLeft -= 1;
      passed.add(other.of === "update" ? other : other.of, other.from, other.to);
      if (isSame(left, other.left)) {
        if (other.client < client) {
          last = other;
          passed.settle();
        } else if (isSame(right, other.right)) break;
      } else {
        const found = other.left && passed.find(this.#holderOf(other.left), other.left.clock);
        if (!found) break;
        if (found === "settled") {
          last = other;
          passed.settle();
        }
      }
    }
    if (!left || !right) return last;
    for (; other && !isEnd(other) && this.#stepsLeft > 0; other = this.#next(other, right)) this.#stepsLeft -= 1;
    return other ? last : undefined;
  }

  #isCollected(ref: Ref | null): boolean {
    if (ref === null) return false;
    const stored = storedAt(this.#doc.store, ref);
    if (stored) return stored instanceof Y.GC;
    const stretch = this.#freshWith(ref);
    // What has no place was not put, because it will be collected; so will what is beside something that was meanwhile.
    return !stretch || isGone(stretch.gap.place) || this.#isCollected(stretch.gap.after);
  }

  #freshWith(ref: Ref): FreshStretch | undefined {
    const struct = this.#fresh.at(ref);
    let stretch = struct && this.#stretches.get(struct);
    for (; stretch && stretch.to < ref.clock; stretch = stretch.rest ?? undefined) this.#stepsLeft -= 1;
    return stretch;
  }

  #endingWith(ref: Ref): Stretch | null {
    const stored = storedAt(this.#doc.store, ref);
    if (stored instanceof Y.Item) return this.#storedStretch(stored, ref.clock, { ...ref, clock: ref.clock + 1 });
    const stretch = this.#freshWith(ref);
    if (stretch && ref.clock < stretch.to) part(stretch, ref.clock + 1);
    return stretch ?? null;
  }

  #freshBeginningWith(ref: Ref): FreshStretch | null {
    if (storedAt(this.#doc.store, ref)) return null;
    const stretch = this.#freshWith(ref);
    return (stretch && stretch.from < ref.clock ? part(stretch, ref.clock) : stretch) ?? null;
  }

  /** @param right where a stretch ends in any case */
  #next(stretch: Stretch, right: Ref | null): Stretch | null {
    if (stretch.of !== "update") {
      const { client, to } = stretch;
      return this.#gaps.get(nameOf(client, to))?.first ?? this.#storedAfter({ client, clock: to }, right);
    }
    const { next, gap } = stretch;
    if (next) return next;
    return gap.after ? this.#storedAfter(gap.after, right) : this.#storedFirst(gap.place, right);
  }

  #first(place: Place, right: Ref | null): Stretch | null {
    const gap = place.home && this.#beginnings.get(place.home)?.get(place.key);
    return gap?.first ?? this.#storedFirst(place, right);
  }

  #storedFirst({ home, key }: Place, right: Ref | null): Stretch | null {
    if (!(home instanceof Y.AbstractType)) return null;
    let item = key === null ? home._start : (home._map.get(key) ?? null);
    for (; item?.left && this.#stepsLeft > 0; item = item.left) this.#stepsLeft -= 1;
    return item && this.#storedStretch(item, item.id.clock, right);
  }

  #storedAfter(ref: Ref, right: Ref | null): Stretch | null {
    const item = storedAt(this.#doc.store, ref);
    if (!(item instanceof Y.Item)) return null;
    if (ref.clock < item.lastId.clock) return this.#storedStretch(item, ref.clock + 1, right);
    return item.right && this.#storedStretch(item.right, item.right.id.clock, right);
  }

  #storedStretch(item: Y.Item, from: number, right: Ref | null): StoredStretch {
    const { client, clock } = item.id;
    const cuts = this.#cuts.get(client);
    const cut = cuts?.[placeIn(cuts, from)] ?? Infinity;
    const end = right?.client === client && right.clock > from ? right.clock - 1 : Infinity;
    const to = Math.min(item.lastId.clock, cut, end);
    const left = from > clock ? { client, clock: from - 1 } : item.origin;
    return { client, from, to, left, right: item.rightOrigin, of: item };
  }

  #holderOf(ref: Ref): object | undefined {
    return storedAt(this.#doc.store, ref) ?? this.#freshWith(ref);
  }

  #gapAfter(last: Stretch | null, place: Place): Gap {
    if (last === null) {
      const home = place.home ?? this;
      const gaps = this.#beginnings.get(home) ?? new Map<string | null, Gap>();
      this.#beginnings.set(home, gaps);
      const gap = gaps.get(place.key) ?? { after: null, place, first: null };
      gaps.set(place.key, gap);
      return gap;
    }
    const { client, to } = last;
    const known = this.#gaps.get(nameOf(client, to));
    if (known) return known;
    const gap: Gap = { after: { client, clock: to }, place, first: null };
    this.#gaps.set(nameOf(client, to), gap);
    const cuts = this.#cuts.get(client) ?? [];
    const at = placeIn(cuts, to);
    this.#stepsLeft -= Math.floor((cuts.length - at) / ENTRIES_PER_STEP);
    cuts.splice(at, 0, to);
    this.#cuts.set(client, cuts);
    return gap;
  }
}

/** Parts something new in two and gives the second, which begins at `from`. */
function part(stretch: FreshStretch, from: number): FreshStretch {
  const { client, next, rest } = stretch;
  const second: FreshStretch = { ...stretch, from, left: { client, clock: from - 1 }, next, rest };
  stretch.to = from - 1;
  stretch.next = second;
  stretch.rest = second;
  return second;
}

function isGone({ home }: Place): boolean {
  return home === null || (home instanceof Y.AbstractType && home._item?.deleted === true);
}

function isSame(one: Ref | null, other: Ref | null): boolean {
  return one === other || (one !== null && other !== null && one.client === other.client && one.clock === other.clock);
}

function nameOf(client: number, clock: number): string {
  return `${client}:${clock}`;
}
