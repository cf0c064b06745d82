import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { diffText, moveIndex, moveRange } from "#client/plan/textChange.ts";
import { cutText } from "#shared/model/cutText.ts";
import type { TextChange, TextRange } from "#client/plan/textChange.ts";

function apply(text: string, { at, removed, inserted }: TextChange): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

function textOf(units: readonly string[]): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...units), maxLength: 12 });
}

function editOf(units: readonly string[]): fc.Arbitrary<{ base: string; change: TextChange }> {
  const text = textOf(units);
  return fc.record({ base: text, from: fc.nat(), to: fc.nat(), inserted: text }).map(({ base, from, to, inserted }) => {
    const characters = [...base];
    const [first, last] = [from % (characters.length + 1), to % (characters.length + 1)].toSorted((a, b) => a - b);
    const at = characters.slice(0, first).join("").length;
    const removed = characters.slice(first, last).join("").length;
    return { base, change: { at, removed, inserted } };
  });
}

/** Few letters and characters of two code units that share one of them, so that everything repeats. */
const ODD = ["a", "b", "\n", "😀", "😁", "🙀"];
const letters = textOf(ODD);
const edit = editOf(ODD);
/** Every code unit a character of its own: places can be chosen freely. */
const plainEdit = editOf(["a", "b", "c", "d", "e", "f", "g"]);

describe("what was typed", () => {
  it.each([
    { before: "aaaa", after: "aaaaa", caret: 2, change: { at: 1, removed: 0, inserted: "a" } },
    { before: "aaaa", after: "aaa", caret: 2, change: { at: 2, removed: 1, inserted: "" } },
    { before: "hello", after: "helllo", caret: 4, change: { at: 3, removed: 0, inserted: "l" } },
    { before: "hello", after: "helllo", caret: 3, change: { at: 2, removed: 0, inserted: "l" } },
    { before: "one two", after: "one", caret: 3, change: { at: 3, removed: 4, inserted: "" } },
    { before: "", after: "new", caret: 3, change: { at: 0, removed: 0, inserted: "new" } },
  ])("SCR-53: $before → $after with the caret at $caret", ({ before, after, caret, change }) => {
    expect(diffText(before, after, caret)).toEqual(change);
  });

  it("SCR-53: nothing typed is no change", () => {
    expect(diffText("aa", "aa", 1)).toBeUndefined();
  });

  it("SCR-53: what was typed at the caret is found at the caret, whatever repeats", () => {
    fc.assert(
      fc.property(edit, ({ base, change }) => {
        const after = apply(base, change);
        const caret = change.at + change.inserted.length;
        const found = diffText(base, after, caret);
        expect(found === undefined ? base : apply(base, found)).toBe(after);
        if (found && change.removed === 0 && !/[\ud800-\udfff]/.test(base + change.inserted)) {
          expect(found.at + found.inserted.length).toBe(caret);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    { before: "😀", after: "😁" },
    { before: "a😀b", after: "a😁b" },
    { before: "😀😀", after: "😀" },
    { before: "🙀", after: "😀" },
    { before: "🇬🇧", after: "🇬" },
  ])("SCR-54: $before → $after cuts no character in half", ({ before, after }) => {
    const found = diffText(before, after, after.length);
    expect(found).toBeDefined();
    expect(found?.inserted.isWellFormed()).toBe(true);
    expect(before.slice(0, found?.at).isWellFormed()).toBe(true);
  });

  it("SCR-54: no change begins, ends or inserts half a character, wherever the caret is", () => {
    fc.assert(
      fc.property(letters, letters, fc.nat(), (before, after, place) => {
        const found = diffText(before, after, place % (after.length + 1));
        if (!found) return;
        expect(apply(before, found)).toBe(after);
        for (const part of [before.slice(0, found.at), before.slice(found.at + found.removed), found.inserted]) {
          expect(part.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("SCR-58: a text is cut before a character that does not fit, not in it", () => {
    expect(cutText("ab😀", 4)).toBe("ab😀");
    expect(cutText("ab😀", 3)).toBe("ab");
    expect(cutText("ab", 0)).toBe("");
    expect(cutText("ab", -5)).toBe("");
  });
});

describe("what others have done meanwhile", () => {
  const change = (at: number, removed: number, inserted: string): TextChange => ({ at, removed, inserted });

  it("SCR-55: a place keeps its neighbours", () => {
    expect(moveIndex(2, change(0, 0, "xx"))).toBe(4);
    expect(moveIndex(2, change(2, 0, "xx"))).toBe(2);
    expect(moveIndex(2, change(5, 1, ""))).toBe(2);
    expect(moveIndex(4, change(1, 2, ""))).toBe(2);
    expect(moveIndex(2, change(1, 3, "y"))).toBe(1);
  });

  it("SCR-56: what others put into a range that is replaced here stays", () => {
    expect(moveRange({ start: 1, end: 5 }, change(3, 0, "new"))).toEqual([
      { start: 1, end: 3 },
      { start: 6, end: 8 },
    ]);
    expect(moveRange({ start: 1, end: 5 }, change(0, 6, ""))).toEqual([]);
    expect(moveRange({ start: 1, end: 5 }, change(2, 1, "z"))).toEqual([
      { start: 1, end: 2 },
      { start: 3, end: 5 },
    ]);
  });

  it("SCR-56: typing over what others changed meanwhile keeps and drops the same characters as Yjs does", () => {
    fc.assert(
      fc.property(plainEdit, fc.array(plainEdit, { maxLength: 4 }), ({ base, change: typed }, others) => {
        const [here, there] = [new Y.Doc(), new Y.Doc()];
        here.getText().insert(0, base);
        Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
        const waiting: TextChange[] = [];
        let text = base;
        for (const { change: other } of others) {
          const fitting = { ...other, at: Math.min(other.at, text.length), removed: 0 };
          fitting.removed = Math.min(other.removed, text.length - fitting.at);
          text = apply(text, fitting);
          there.getText().delete(fitting.at, fitting.removed);
          there.getText().insert(fitting.at, fitting.inserted);
          waiting.push(fitting);
        }
        here.getText().delete(typed.at, typed.removed);
        here.getText().insert(typed.at, typed.inserted);
        Y.applyUpdate(here, Y.encodeStateAsUpdate(there));

        const whole: TextRange[] = typed.removed > 0 ? [{ start: typed.at, end: typed.at + typed.removed }] : [];
        const gone = waiting.reduce<readonly TextRange[]>(
          (ranges, one) => ranges.flatMap((range) => moveRange(range, one)),
          whole,
        );
        for (const { start, end } of gone.toReversed()) text = apply(text, change(start, end - start, ""));
        text = apply(text, change(waiting.reduce(moveIndex, typed.at), 0, typed.inserted));
        const codes = (string: string): string[] => string.split("").sort();
        expect(codes(text)).toEqual(codes(here.getText().toString()));
      }),
      { numRuns: 1_000 },
    );
  });
});
