import * as Y from "yjs";

import { splitsPair } from "../model/splitsPair.ts";

/**
 * The only file that reads and writes the untyped insides of Yjs maps. Everything that comes out is `unknown`
 * until a parser of shared/model has seen it.
 */
export type UntypedMap = Y.Map<unknown>;

export function rootMap(doc: Y.Doc, name: string): UntypedMap {
  return doc.getMap<unknown>(name);
}

/** The nested map under a key, or undefined if something else lies there. */
export function nestedMap(parent: UntypedMap, key: string): UntypedMap | undefined {
  return asMap(parent.get(key));
}

/** The value as a map, or undefined if it is none. */
export function asMap(value: unknown): UntypedMap | undefined {
  return value instanceof Y.Map ? (value as UntypedMap) : undefined;
}

/** The shared text under a key, or undefined if something else lies there. */
export function nestedText(parent: UntypedMap, key: string): Y.Text | undefined {
  const value = parent.get(key);
  return value instanceof Y.Text ? value : undefined;
}

export function newMap(entries: Iterable<readonly [string, unknown]>): UntypedMap {
  const map: UntypedMap = new Y.Map();
  for (const [key, value] of entries) map.set(key, value);
  return map;
}

export function newText(content: string): Y.Text {
  return new Y.Text(content);
}

/** The lastWrite of a key that nobody ever wrote. */
export const NEVER_WRITTEN = "never";

/**
 * Names the write that a key's present value comes from. Two equal answers mean that nobody, not even with an equal
 * value, has written the key in between; this is how undo knows that a value is still mine.
 */
export function lastWrite(map: UntypedMap, key: string): string {
  const item = map._map.get(key);
  if (!item) return NEVER_WRITTEN;
  // Yjs joins removed values that were written one right after the other: the last of its clocks is that of the write.
  const { client, clock } = item.lastId;
  return `${client}:${clock}:${item.deleted ? "deleted" : "live"}`;
}

/** The write that a key's present value comes from; undefined if there is none. */
export function presentWrite(map: UntypedMap, key: string): { client: number; clock: number } | undefined {
  const item = map._map.get(key);
  return item && !item.deleted ? item.lastId : undefined;
}

/** The clientID that wrote a key last; undefined if nobody ever did. */
export function lastWriter(map: UntypedMap, key: string): number | undefined {
  return map._map.get(key)?.id.client;
}

/** Puts `next` into the text by replacing only what differs, never half of a surrogate pair. */
export function replaceText(target: Y.Text, next: string): void {
  const current = target.toString();
  if (current === next) return;
  const least = Math.min(current.length, next.length);
  let start = 0;
  while (start < least && current.charCodeAt(start) === next.charCodeAt(start)) start += 1;
  if (splitsPair(current, start) || splitsPair(next, start)) start -= 1;
  let end = 0;
  while (
    end < least - start &&
    current.charCodeAt(current.length - 1 - end) === next.charCodeAt(next.length - 1 - end)
  ) {
    end += 1;
  }
  if (splitsPair(current, current.length - end) || splitsPair(next, next.length - end)) end -= 1;
  if (current.length - end > start) target.delete(start, current.length - end - start);
  if (next.length - end > start) target.insert(start, next.slice(start, next.length - end));
}
