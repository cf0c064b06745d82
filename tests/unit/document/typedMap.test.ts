import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { lastWrite, lastWriter, NEVER_WRITTEN, newText, replaceText } from "#shared/document/typedMap.ts";

function textWith(content: string) {
  const document = planDocument(newYDoc());
  const text = newText(content);
  document.roots.plan.set("title", text);
  return text;
}

describe("typed access to a document", () => {
  it("DOC-12: text is replaced by what differs only", () => {
    const text = textWith("Refresh laptops");
    const deltas: unknown[] = [];
    text.observe((event) => deltas.push(event.delta));
    replaceText(text, "Refresh all laptops");
    replaceText(text, "Refresh all laptops");
    replaceText(text, "Refresh laptops");
    expect(deltas).toEqual([
      [{ retain: 8 }, { insert: "all " }],
      [{ retain: 8 }, { delete: 4 }],
    ]);
  });

  it("DOC-12: whatever is replaced by whatever, the outcome is right and no surrogate pair is split", () => {
    const letters = fc.array(fc.constantFrom("a", "b", "🙂", "🙃", "😀", "é", "\ud83d", "\ude42"), { maxLength: 8 });
    const whole = letters.map((list) => list.join("").toWellFormed());
    fc.assert(
      fc.property(whole, whole, (before, after) => {
        const text = textWith(before);
        let pieces = "";
        text.observe(({ delta }) => {
          for (const { insert } of delta) if (typeof insert === "string") pieces += insert;
        });
        replaceText(text, after);
        expect(text.toString()).toBe(after);
        expect(pieces.isWellFormed()).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it("CMD-22: the name of a write changes with each write, an equal value's too, and not otherwise", () => {
    const { roots } = planDocument(newYDoc(70_000));
    expect(lastWrite(roots.plan, "x")).toBe(NEVER_WRITTEN);
    expect(lastWriter(roots.plan, "x")).toBeUndefined();
    roots.plan.set("x", 1);
    const first = lastWrite(roots.plan, "x");
    roots.plan.set("y", 1);
    expect(lastWrite(roots.plan, "x")).toBe(first);
    roots.plan.set("x", 1);
    const second = lastWrite(roots.plan, "x");
    roots.plan.delete("x");
    expect(new Set([first, second, lastWrite(roots.plan, "x")]).size).toBe(3);
    expect(lastWriter(roots.plan, "x")).toBe(70_000);
  });
});
