import { expect, it } from "vitest";

import { SavedMarks } from "#server/sync/savedMarks.ts";

it("PRO-8: marks wait for what was dropped, then are answered in order after its commit", () => {
  const answered: number[] = [];
  const waiting: (() => void)[] = [];
  const commit = (): void => {
    for (const run of waiting.splice(0)) run();
  };
  const marks = new SavedMarks(
    (run) => waiting.push(run),
    (n) => answered.push(n),
  );
  expect(marks.receive(1)).toBe(true);
  marks.hold();
  expect(marks.receive(2)).toBe(true);
  expect(marks.receive(3)).toBe(true);
  expect(marks.receive(3)).toBe(false);
  commit();
  expect(answered).toEqual([1]);
  marks.release();
  expect(answered).toEqual([1]);
  commit();
  expect(answered).toEqual([1, 2, 3]);
});
