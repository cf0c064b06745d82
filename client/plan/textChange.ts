import { splitsPair } from "#shared/model/splitsPair.ts";

/** One replacement in a text: at `at`, `removed` UTF-16 code units go and `inserted` comes. */
export interface TextChange {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** A stretch of a text, from `start` up to but not including `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What was changed, as one replacement. Where letters repeat, many would fit: the caret tells which it was, since
 * nothing after it was touched. Never begins or ends inside a surrogate pair.
 *
 * @param caret where the caret is in `after`
 * @returns undefined if nothing was changed
 */
export function diffText(before: string, after: string, caret: number): TextChange | undefined {
  if (before === after) return undefined;
  let kept = 0;
  const mostKept = Math.min(after.length - caret, before.length, after.length);
  while (kept < mostKept && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1;
  let at = 0;
  const most = Math.min(before.length, after.length) - kept;
  while (at < most && before[at] === after[at]) at += 1;
  if (splitsPair(before, at) || splitsPair(after, at)) at -= 1;
  if (splitsPair(before, before.length - kept) || splitsPair(after, after.length - kept)) kept -= 1;
  return { at, removed: before.length - kept - at, inserted: after.slice(at, after.length - kept) };
}

/** Where a place in the text is after a change. A place right where something is inserted stays before it. */
export function moveIndex(index: number, { at, removed, inserted }: TextChange): number {
  if (index <= at) return index;
  return index >= at + removed ? index - removed + inserted.length : at;
}

/** What is left of a range after a change: what was inserted in its middle is not part of it. Empty ones are left out. */
export function moveRange({ start, end }: TextRange, { at, removed, inserted }: TextChange): readonly TextRange[] {
  const shift = inserted.length - removed;
  const ranges = [
    { start, end: Math.min(end, at) },
    { start: Math.max(start, at + removed) + shift, end: end + shift },
  ];
  return ranges.filter((range) => range.start < range.end);
}
