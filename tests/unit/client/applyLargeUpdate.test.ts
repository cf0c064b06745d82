import fc from "fast-check";
import { expect, it } from "vitest";
import * as Y from "yjs";

import { applyLargeUpdate } from "#client/plan/applyLargeUpdate.ts";

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: "binary", maxLength: 40 }));
const value = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 });

it("SCR-222: a plan that comes whole is read as Yjs reads it, whatever is in it", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, value, text), { maxLength: 8 }), (entries) => {
      const written = new Y.Doc();
      for (const [key, plain, typed] of entries) {
        written.getMap(`${key}-root`).set(key, plain);
        written.getMap("texts").set(key, new Y.Text(typed));
        written.getArray("bytes").push([new TextEncoder().encode(typed), key]);
        written.getText("text").insert(0, typed, { [key === "" ? "key" : key]: typed });
        written.getMap("texts").delete(typed);
      }
      const update = Y.encodeStateAsUpdate(written);
      const [theirs, ours] = [new Y.Doc(), new Y.Doc()];
      Y.applyUpdate(theirs, update);
      applyLargeUpdate(ours, update, "origin");
      expect(Y.encodeStateAsUpdate(ours)).toEqual(Y.encodeStateAsUpdate(theirs));
    }),
  );
});

it("SCR-222: thousands of strings of one length, each more than once, are each read as they were written", () => {
  const written = new Y.Doc();
  const ids = Array.from({ length: 9_000 }, (_, nth) => `id-${(nth * 7_919).toString(36).padStart(6, "0")}`);
  for (const [nth, id] of ids.entries()) {
    written.getMap("checkIns").set(id, { at: nth * 1e9, by: ids[nth % 7], after: [ids[nth - 1] ?? id] });
  }
  const ours = new Y.Doc();
  applyLargeUpdate(ours, Y.encodeStateAsUpdate(written), null);
  expect(ours.getMap("checkIns").toJSON()).toEqual(written.getMap("checkIns").toJSON());
});

it("SCR-222: an update cut short is refused as by Yjs", () => {
  const written = new Y.Doc();
  written.getMap("checkIns").set("a", { note: "half of it", after: ["x"] });
  const update = Y.encodeStateAsUpdate(written);
  for (let length = 0; length < update.length; length += 1) {
    const cut = update.subarray(0, length);
    expect(throws(() => applyLargeUpdate(new Y.Doc(), cut, null))).toBe(throws(() => Y.applyUpdate(new Y.Doc(), cut)));
  }
});

function throws(run: () => void): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
