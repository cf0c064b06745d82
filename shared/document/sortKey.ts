import { MIDDLE_SORT_KEY } from "../model/placement.ts";

/**
 * Order keys: strings over 62 digits, compared as plain strings and read as a fraction between 0 and 1. Between any
 * two different keys there is another. Every new key is drawn at random from the middle of the room there is, so that
 * two people who insert at one spot at the same moment almost never make the same key.
 */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = 62n;
/** Digits in front that count up and down by small steps at either end of a list: room for millions of cards. */
const HEAD_LENGTH = MIDDLE_SORT_KEY.length;
const HEAD_ROOM = BASE ** BigInt(HEAD_LENGTH);
const STEP = 4096;
/** Less room than this between two keys and the new one gets more digits: a coin of 62^3 sides decides ties. */
const LEAST_ROOM = BASE ** 3n;

/** A source of numbers from 0 up to but not including 1. */
export type Random = () => number;

/** Anything that has a place in a list. */
export interface Sortable {
  readonly id: string;
  readonly sortKey: string;
}

/** A record as something that has a place. */
export function sortable({ id, placement }: Placed): Sortable {
  return { id, sortKey: placement.sortKey };
}

interface Placed {
  readonly id: string;
  readonly placement: { readonly sortKey: string };
}

/** The order of a list: by key, ties by id. Plain string comparison, the same on every device. */
export function compareSortable(a: Sortable, b: Sortable): number {
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * Keys, ascending, for `count` records that go before `siblings[at]` (at the end if `at` is the length).
 *
 * @param siblings in order (see compareSortable), without the records that are being placed
 * @returns keys between the neighbours. Where the neighbours' keys are equal nothing fits between them, so the
 *   records go beyond the tie.
 */
export function sortKeysAt(
  siblings: readonly Sortable[],
  at: number,
  count = 1,
  random: Random = Math.random,
): string[] {
  const lower = siblings[at - 1]?.sortKey ?? null;
  let next = at;
  if (lower !== null)
    while (next < siblings.length && withoutEnd(siblings[next]?.sortKey ?? "") <= withoutEnd(lower)) next += 1;
  return sortKeysBetween(lower, siblings[next]?.sortKey ?? null, count, random);
}

/**
 * `count` ascending keys strictly between two well-formed keys (parseSortKey); null is an open end. As fractions the
 * keys must differ, `lower` first.
 */
export function sortKeysBetween(
  lower: string | null,
  upper: string | null,
  count: number,
  random: Random = Math.random,
): string[] {
  if (count === 0) return [];
  if (upper === null) return ascend(lower, count, random);
  if (lower === null) return descend(upper, count, random);
  const middle = between(lower, upper, random);
  const before = Math.floor((count - 1) / 2);
  return [
    ...sortKeysBetween(lower, middle, before, random),
    middle,
    ...sortKeysBetween(middle, upper, count - 1 - before, random),
  ];
}

/** Whether nothing fits between two keys. */
export function isTie(a: string, b: string): boolean {
  return withoutEnd(a) === withoutEnd(b);
}

/** Zeros at the end do not change a fraction, so `V` and `V00` are a tie although one string is the longer. */
function withoutEnd(key: string): string {
  return key.replace(/0+$/, "");
}

function ascend(lower: string | null, count: number, random: Random): string[] {
  const keys: string[] = [];
  let last = lower;
  for (let made = 0; made < count; made += 1) {
    const head = (last === null ? HEAD_ROOM / 2n : headOf(last) + 1n) + step(random);
    last = head < HEAD_ROOM ? write(head, HEAD_LENGTH) : between(last ?? "", null, random);
    keys.push(last);
  }
  return keys;
}

function descend(upper: string, count: number, random: Random): string[] {
  const keys: string[] = [];
  let first = upper;
  for (let made = 0; made < count; made += 1) {
    const head = headOf(first) - 1n - step(random);
    first = head > 0n ? write(head, HEAD_LENGTH) : between("", first, random);
    keys.unshift(first);
  }
  return keys;
}

function step(random: Random): bigint {
  return BigInt(Math.floor(random() * STEP));
}

function headOf(key: string): bigint {
  return read(key.slice(0, HEAD_LENGTH), HEAD_LENGTH);
}

/** A key strictly between two; "" is the lowest end, null the highest. Exact at any length. */
function between(lower: string, upper: string | null, random: Random): string {
  const shared = upper === null ? 0 : commonPrefix(lower, upper);
  const low = lower.slice(shared);
  const high = upper === null ? null : upper.slice(shared);
  let length = Math.max(low.length, high?.length ?? 0, 1);
  let least = read(low, length);
  let most = high === null ? BASE ** BigInt(length) : read(high, length);
  while (most - least < LEAST_ROOM) {
    length += 1;
    least *= BASE;
    most *= BASE;
  }
  // A random point of the middle half, so that neither side runs out of room soon.
  const room = most - least;
  const point = least + room / 4n + ((room / 2n) * BigInt(Math.floor(random() * 2 ** 32))) / 2n ** 32n;
  return withoutEnd(upper === null ? write(point, length) : upper.slice(0, shared) + write(point, length));
}

/** How many leading digits two keys share, reading a missing digit of `lower` as 0. */
function commonPrefix(lower: string, upper: string): number {
  let at = 0;
  while (at < upper.length && (lower[at] ?? "0") === upper[at]) at += 1;
  return at;
}

/** The first `length` digits as a whole number, missing ones as 0. */
function read(digits: string, length: number): bigint {
  let number = 0n;
  for (let at = 0; at < length; at += 1) {
    const digit = digits[at];
    number = number * BASE + (digit === undefined ? 0n : BigInt(DIGITS.indexOf(digit)));
  }
  return number;
}

function write(number: bigint, length: number): string {
  let digits = "";
  for (let rest = number, at = 0; at < length; at += 1, rest /= BASE) digits = DIGITS[Number(rest % BASE)] + digits;
  return digits;
}
