import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { newYDoc } from "#shared/document/planDocument.ts";
import { splitsPair } from "#shared/model/splitsPair.ts";
import { Gate, refusalOf, CLIENT } from "../../support/gate.ts";
import { seededRandom } from "../../support/seeded.ts";
import { lib0Bytes, structInfo, structOf, updateOf } from "../../support/updateBytes.ts";

const { left, right, characters } = structInfo;

describe("characters outside the basic plane", () => {
  /** As `Gate.withText`, with one of them and a plain one behind the first: clocks 2, 3 and 4. */
  function withCharacter(): Gate {
    const gate = Gate.withText();
    expect(gate.take(updateOf(CLIENT, 2, [structOf(characters | left, CLIENT, 1, "🙂b")])).kind).toBe("pass");
    return gate;
  }
  const OTHER = CLIENT + 1;
  const typed = structOf(characters | left, CLIENT, 1, "🙂");
  const cuts: readonly (readonly [string, Uint8Array])[] = [
    ["something is put behind its first half", updateOf(OTHER, 0, [structOf(characters | left, CLIENT, 2, "x")])],
    ["something is put before its second half", updateOf(OTHER, 0, [structOf(characters | right, CLIENT, 3, "x")])],
    ["something that is gone lay between its halves", updateOf(OTHER, 0, [structOf(1 | left, CLIENT, 2, 1)])],
    ["its first half is deleted", lib0Bytes(0, 1, CLIENT, 1, 2, 1)],
    ["its second half and more is deleted", lib0Bytes(0, 1, CLIENT, 1, 3, 2)],
    ["both happens in one update", updateOf(OTHER, 0, [typed, structOf(characters | left, OTHER, 0, "x")])],
    ["it is deleted by half in the update that brings it", lib0Bytes(1, 1, OTHER, 0, typed, 1, OTHER, 1, 0, 1)],
    ["its second half is the first that is new", updateOf(CLIENT, 4, [structOf(characters | left, CLIENT, 3, "🙂")])],
    ["what is known already is said to lie there", updateOf(CLIENT, 4, [structOf(characters | left, CLIENT, 2, "b")])],
  ];

  it.each(cuts)("PRO-130: one is cut in two and the update refused without a trace when %s", (_, update) => {
    const gate = withCharacter();
    const before = Y.encodeStateAsUpdate(gate.document.doc);
    expect(refusalOf(gate.take(update))).toBe("cutsCharacter");
    expect(Y.encodeStateAsUpdate(gate.document.doc)).toEqual(before);
  });

  it("PRO-130: around it everything passes, and so does what is deleted whole", () => {
    const gate = withCharacter();
    const beside = [structOf(characters | left, CLIENT, 3, "x"), structOf(characters | right, CLIENT, 2, "y")];
    expect(gate.take(updateOf(OTHER, 0, beside)).kind).toBe("pass");
    expect(gate.take(lib0Bytes(0, 1, CLIENT, 1, 2, 2)).kind).toBe("pass");
    expect(gate.take(lib0Bytes(0, 1, CLIENT, 1, 2, 1)).kind).toBe("pass");
  });
});

describe("texts that several people write", () => {
  it("PRO-92: typing, deleting, undo and redo again and again are never refused, bit by bit or all at once", () => {
    const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
    const random = seededRandom(seed);
    const below = (most: number): number => Math.floor(random() * most);
    const gate = Gate.withText();
    const writers = ["ann", "bob", "cy"].map((userId) => {
      const doc = newYDoc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.document.doc));
      const text = doc.getMap("people").get("t");
      if (!(text instanceof Y.Text)) throw new Error("There is no text.");
      const waiting: Uint8Array[] = [];
      doc.on("update", (update: Uint8Array, origin: unknown) => origin === "server" || waiting.push(update));
      return {
        userId,
        doc,
        text,
        waiting,
        history: new Y.UndoManager(text, { captureTimeout: 0 }),
        start: Y.encodeStateVector(doc),
      };
    });
    for (let step = 0; step < 1_500; step += 1) {
      const { userId, doc, text, waiting, history } = writers[below(writers.length)]!;
      const deed = below(10);
      const written = text.toString();
      const at = below(written.length + 1);
      // As every program does that knows characters: none is cut in two.
      const start = splitsPair(written, at) ? at - 1 : at;
      if (deed < 4) text.insert(start, ["a", "bc", "🙂", " "][below(4)] ?? "");
      else if (deed < 6 && start < written.length) text.delete(start, splitsPair(written, start + 1) ? 2 : 1);
      else if (deed < 8) history.undo();
      else history.redo();
      if (below(3)) continue;
      for (const update of waiting.splice(0)) expect(gate.take(update, userId).kind, `seed ${seed}`).toBe("pass");
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.document.doc), "server");
    }
    for (const { userId, doc, start } of writers) {
      expect(gate.take(Y.encodeStateAsUpdate(doc, start), userId).kind, `seed ${seed}`).toBe("pass");
      expect(gate.take(Y.encodeStateAsUpdate(doc), userId).kind, `seed ${seed}`).toBe("pass");
      // To a server that has nothing of it yet: a restart from an old copy would be the like.
      const empty = new Gate(new Map(writers.map((writer) => [writer.doc.clientID, userId])));
      expect(empty.take(Y.encodeStateAsUpdate(doc), userId).kind, `seed ${seed}`).toBe("pass");
      expect(empty.document.doc.getMap("people").toJSON()).toEqual(doc.getMap("people").toJSON());
    }
  });
});
