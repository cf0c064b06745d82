import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { TypedChanges } from "#client/plan/typedChanges.ts";
import { typing } from "#shared/commands/typing.ts";
import { isUndoOrRedo } from "#shared/document/origin.ts";
import type { Desk } from "#tests/support/factories.ts";
import { pick, seededRandom } from "#tests/support/seeded.ts";
import { twoDesks } from "#tests/support/twoDesks.ts";

/** The seed of one red run, to run it again alone. */
const replay = process.env["SEED"];
const seeds = replay === undefined ? fc.integer() : fc.constant(Number(replay));

/** Each letter is there once, so that it is known who typed it and who removed it. Some are two code units long. */
class Alphabet {
  #next = 0;

  one(): string {
    this.#next += 1;
    return String.fromCodePoint((this.#next % 3 === 0 ? 0x1f300 : 0x4e00) + this.#next);
  }

  some(count: number): string {
    return Array.from({ length: count }, () => this.one()).join("");
  }
}

/** Somebody in the field of the notes, as bindTextField has it. */
class Typist {
  readonly desk: Desk;
  readonly text: Y.Text;
  readonly typed: Set<string> = new Set();
  readonly removed: Set<string> = new Set();
  readonly #id: string;
  readonly #changes: TypedChanges;
  readonly #field: Y.UndoManager;

  constructor(desk: Desk, id: string) {
    const text = desk.text("objectives", id, "notes");
    if (!text) throw new Error("Every objective has notes.");
    this.desk = desk;
    this.text = text;
    this.#id = id;
    this.#changes = new TypedChanges(text);
    this.#field = new Y.UndoManager(text, { trackedOrigins: new Set([this]), captureTimeout: 0 });
    text.observe((event, { origin }) => {
      this.#changes.note(event, origin === this || origin === this.#field);
      if (isUndoOrRedo(origin)) this.#field.clear();
    });
  }

  get letters(): readonly string[] {
    return Array.from(this.text.toString());
  }

  insert(letters: string, random: () => number): void {
    for (const letter of letters) this.typed.add(letter);
    const at = this.letters.slice(0, Math.floor(random() * (this.letters.length + 1))).join("").length;
    this.text.doc?.transact(() => this.text.insert(at, letters), this);
  }

  remove(random: () => number): void {
    const { letters } = this;
    const from = Math.floor(random() * letters.length);
    const gone = letters.slice(from, from + 1 + Math.floor(random() * 4));
    for (const letter of gone) this.removed.add(letter);
    const at = letters.slice(0, from).join("").length;
    if (gone.length > 0) this.text.doc?.transact(() => this.text.delete(at, gone.join("").length), this);
  }

  /** Ctrl+Z in the field, and the other way. */
  fieldUndo(random: () => number): void {
    if (random() < 0.6) this.#field.undo();
    else this.#field.redo();
  }

  /** Whether there is anything to take back. */
  leave(): boolean {
    const change = this.#changes.take();
    const at = { root: "objectives", id: this.#id, field: "notes" } as const;
    if (change) this.desk.history.record(...typing({ at, change }));
    return change !== null;
  }
}

function visitOfTwo(seed: number) {
  const random = seededRandom(seed);
  const alphabet = new Alphabet();
  const { ada, grace, share, objectiveId } = twoDesks();
  ada.text("objectives", objectiveId, "notes")?.insert(0, alphabet.some(12));
  share();
  const [mine, theirs] = [new Typist(ada, objectiveId), new Typist(grace, objectiveId)];
  const write = (who: Typist): void => {
    if (random() < 0.6) who.insert(alphabet.some(1 + Math.floor(random() * 3)), random);
    else who.remove(random);
  };
  for (let count = 0; count < 25; count += 1) {
    pick(random, [() => write(mine), () => write(theirs), share, () => mine.fieldUndo(random)])?.();
  }
  return { mine, theirs, share, write, random };
}

/** Those of one list that are in the other too, in their order. */
function common(one: readonly string[], other: readonly string[]): readonly string[] {
  const known = new Set(other);
  return one.filter((letter) => known.has(letter));
}

function over(property: (seed: number) => void): void {
  fc.assert(fc.property(seeds, property), { numRuns: 400, endOnFailure: true });
}

describe("what two have typed into one text", () => {
  it("SCR-803: an undo takes all of one's own and nothing of the other's, and a redo brings all of that back", () => {
    over((seed) => {
      const { mine, theirs, share, write, random } = visitOfTwo(seed);
      if (random() < 0.5) share();
      const before = mine.letters;
      if (!mine.leave()) return;
      expect(mine.desk.undo().ok).toBe(true);
      const after = mine.letters;
      expect(after.filter((letter) => mine.typed.has(letter))).toEqual([]);
      expect(common(before, after)).toEqual(common(after, before));
      for (const letter of before) if (!mine.typed.has(letter)) expect(after).toContain(letter);
      for (const letter of after) if (!before.includes(letter)) expect(mine.removed).toContain(letter);
      share();
      for (const letter of theirs.letters.filter((one) => theirs.removed.has(one))) {
        expect(mine.removed).toContain(letter);
      }
      for (const letter of theirs.typed) if (!theirs.removed.has(letter)) expect(mine.letters).toContain(letter);
      // They go on meanwhile, and are not undone.
      const known = mine.letters;
      if (random() < 0.5) write(theirs);
      expect(mine.desk.redo().ok).toBe(true);
      expect(common(mine.letters, [...before, ...known])).toEqual(mine.letters);
      expect(common(before, mine.letters)).toEqual(common(mine.letters, before));
      for (const letter of mine.typed) expect(mine.letters.includes(letter)).toBe(before.includes(letter));
      share();
      expect(theirs.letters).toEqual(mine.letters);
      expect(mine.text.toString().isWellFormed()).toBe(true);
    });
  });

  it("SCR-803: visit by visit everything is taken back and done again, also twice", () => {
    over((seed) => {
      const { mine, random } = visitOfTwo(seed);
      const states: string[] = [mine.text.toString()];
      mine.leave();
      while (mine.desk.history.canUndo) mine.desk.undo();
      const start = mine.text.toString();
      for (let visit = 0; visit < 5; visit += 1) {
        for (let count = 0; count < 3; count += 1) {
          if (random() < 0.3) mine.fieldUndo(random);
          else if (random() < 0.5) mine.remove(random);
          else mine.insert(String.fromCodePoint(0x6e00 + visit * 10 + count), random);
        }
        if (mine.leave()) states.push(mine.text.toString());
      }
      const visits = states.slice(1);
      for (let round = 0; round < 2; round += 1) {
        for (const state of [...visits.slice(0, -1).toReversed(), start].slice(0, visits.length)) {
          expect(mine.desk.undo().ok).toBe(true);
          expect(mine.text.toString()).toBe(state);
        }
        for (const state of visits) {
          expect(mine.desk.redo().ok).toBe(true);
          expect(mine.text.toString()).toBe(state);
        }
      }
    });
  });
});
