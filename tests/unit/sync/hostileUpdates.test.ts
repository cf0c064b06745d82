import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { newYDoc } from "#shared/document/planDocument.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { schemaVersionOf, schemaVersionWrite } from "#shared/document/schemaVersion.ts";
import { Gate, refusalOf, CLIENT } from "../../support/gate.ts";
import { lib0Bytes, looseValue, structInfo, structOf, updateOf } from "../../support/updateBytes.ts";

const { left, right, key, characters, type, value } = structInfo;
const ONE = Uint8Array.of(125, 1);
const TEXT = 2;
const MAP = 1;

describe("the shape of content", () => {
  const misplaced: readonly (readonly [string, Uint8Array])[] = [
    ["a value in a text", structOf(value, 0, CLIENT, 0, 1, ONE)],
    ["a value beside a character", structOf(value | left, CLIENT, 1, 1, ONE)],
    ["a map in a text", structOf(type, 0, CLIENT, 0, MAP)],
    ["an attribute of a text", structOf(value | key, 0, CLIENT, 0, "bold", 1, ONE)],
    ["characters under a key", structOf(characters | key, 1, "people", "k", "x")],
    ["characters after a text that is under a key", structOf(characters | left, CLIENT, 0, "x")],
    ["something in a character", structOf(characters, 0, CLIENT, 1, "x")],
    ["a very long key", structOf(value | key, 1, "people", "k".repeat(257), 1, ONE)],
  ];

  it.each(misplaced)("PRO-86: %s is refused", (_, struct) => {
    expect(refusalOf(Gate.withText().judge(updateOf(CLIENT, 2, [struct])))).toBe("notInAPlan");
  });

  it("PRO-86: characters in a text, values, maps and texts under keys pass", () => {
    const gate = Gate.withText();
    const structs = [
      structOf(characters | left, CLIENT, 1, "b"),
      structOf(value | left, CLIENT, 0, 1, ONE),
      structOf(type | key, 1, "people", "k".repeat(256), MAP),
      structOf(value | key, 0, CLIENT, 4, "inner", 1, ONE),
    ];
    expect(gate.take(updateOf(CLIENT, 2, structs)).kind).toBe("pass");
  });
});

describe("the layout of a plan", () => {
  it("PRO-87: nobody writes it but the server: not anew, not over it, not by its neighbour, not by deleting it", () => {
    const gate = Gate.ofNewPlan();
    const layout = schemaVersionWrite(gate.document);
    if (!layout) throw new Error("A new plan says its layout.");
    const { client, clock } = layout;
    for (const update of [
      updateOf(CLIENT, 0, [looseValue("plan", "schemaVersion")]),
      updateOf(CLIENT, 0, [structOf(value | left, client, clock, 1, ONE)]),
      updateOf(CLIENT, 0, [structOf(value | right, client, clock, 1, ONE)]),
      lib0Bytes(0, 1, client, 1, clock, 1),
      lib0Bytes(0, 1, client, 1, 0, clock + 1),
    ]) {
      expect(refusalOf(gate.take(update))).toBe("serversOwn");
    }
    // As a program would that uses Yjs.
    const doc = newYDoc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.document.doc));
    const before = Y.encodeStateVector(doc);
    doc.getMap("plan").set("schemaVersion", 99);
    expect(refusalOf(gate.take(Y.encodeStateAsUpdate(doc, before)))).toBe("serversOwn");
    expect(schemaVersionOf(gate.document)).toBe(SCHEMA_VERSION);
    expect(gate.take(updateOf(CLIENT, 0, [looseValue("plan", "cadenceDays")])).kind).toBe("pass");
    expect(gate.take(lib0Bytes(0, 1, client, 1, clock - 1, 1)).kind).toBe("pass");
  });
});

describe("where content is put", () => {
  it("PRO-89: twice between the same neighbours is refused, by two clients it is what happens every day", () => {
    const twice = [looseValue("people", "k"), looseValue("people", "k")];
    expect(refusalOf(new Gate().take(updateOf(CLIENT, 0, twice)))).toBe("tangled");
    const gate = Gate.withText();
    const beside = structOf(characters | left, CLIENT, 1, "x");
    expect(refusalOf(gate.take(updateOf(CLIENT, 2, [beside, beside])))).toBe("tangled");
    expect(gate.take(updateOf(CLIENT + 1, 0, [beside])).kind).toBe("pass");
    expect(gate.take(updateOf(CLIENT + 2, 0, [beside])).kind).toBe("pass");
  });

  it("PRO-89: so that Yjs would look through thousands of others for each character, is refused", () => {
    const doc = newYDoc();
    const text = new Y.Text();
    doc.transact(() => {
      doc.getMap("people").set("t", text);
      // From its end to its beginning, so that no two become one.
      for (let at = 0; at < 3_000; at += 1) text.insert(0, "x");
    });
    const gate = new Gate();
    expect(gate.take(Y.encodeStateAsUpdate(doc)).kind).toBe("pass");
    const far = (at: number): Uint8Array => structOf(characters | right, doc.clientID, at, "y");
    // Each goes before one of the first characters, with all the later ones between it and the beginning.
    expect(
      refusalOf(
        gate.take(
          updateOf(
            CLIENT,
            0,
            Array.from({ length: 200 }, (_, at) => far(at + 1)),
          ),
        ),
      ),
    ).toBe("tangled");
    // The same for our own look at whether two neighbours are in order, where Yjs would stop at once.
    const [from, to] = [(at: number): number => 3_000 - at, 1];
    const apart = Array.from({ length: 200 }, (_, at) =>
      structOf(characters | left | right, doc.clientID, from(at), doc.clientID, to, "z"),
    );
    expect(refusalOf(gate.take(updateOf(CLIENT, 0, apart)))).toBe("tangled");
    expect(gate.take(updateOf(CLIENT, 0, apart.slice(0, 2))).kind).toBe("pass");
    expect(gate.take(updateOf(CLIENT, 2, [far(1), far(1_500)])).kind).toBe("pass");
  });

  it("PRO-89: between neighbours in two places, or as the rest of something elsewhere, is refused", () => {
    const gate = Gate.withText();
    const second = structOf(type | key, 1, "people", "u", TEXT);
    expect(gate.take(updateOf(CLIENT, 2, [second, structOf(characters, 0, CLIENT, 2, "b")])).kind).toBe("pass");
    const between = structOf(characters | left | right, CLIENT, 1, CLIENT, 3, "x");
    expect(refusalOf(gate.take(updateOf(CLIENT, 4, [between])))).toBe("tangled");
    // Its first character is there already, as the "b" of the other text.
    expect(refusalOf(gate.take(updateOf(CLIENT, 3, [structOf(characters | left, CLIENT, 1, "by")])))).toBe("tangled");
    expect(gate.take(updateOf(CLIENT, 3, [structOf(characters, 0, CLIENT, 2, "by")])).kind).toBe("pass");
  });

  it("PRO-89: where replicas would each find another place for it is refused: under a key before others, or between neighbours in the wrong order", () => {
    const gate = Gate.withText();
    expect(gate.take(updateOf(CLIENT, 2, [looseValue("people", "k")])).kind).toBe("pass");
    expect(refusalOf(gate.take(updateOf(CLIENT, 3, [structOf(value | right, CLIENT, 2, 1, ONE)])))).toBe("tangled");
    expect(gate.take(updateOf(CLIENT, 3, [structOf(value | left, CLIENT, 2, 1, ONE)])).kind).toBe("pass");
    const [before, after] = [structOf(characters | right, CLIENT, 1, "b"), structOf(characters | left, CLIENT, 1, "c")];
    expect(gate.take(updateOf(CLIENT, 4, [before, after])).kind).toBe("pass");
    const backwards = structOf(characters | left | right, CLIENT, 5, CLIENT, 4, "x");
    expect(refusalOf(gate.take(updateOf(CLIENT, 6, [backwards])))).toBe("tangled");
    const forwards = structOf(characters | left | right, CLIENT, 4, CLIENT, 5, "x");
    expect(gate.take(updateOf(CLIENT, 6, [forwards])).kind).toBe("pass");
  });

  it("PRO-8: the rest of something whose beginning was collected meanwhile is a gap, for Yjs cannot apply it", () => {
    const gate = Gate.withText();
    const whole = lib0Bytes(
      1,
      2,
      CLIENT,
      0,
      structOf(type | key, 1, "people", "t", TEXT),
      structOf(characters, 0, CLIENT, 0, "ab"),
      0,
    );
    expect(gate.take(lib0Bytes(0, 1, CLIENT, 1, 0, 1)).kind).toBe("pass");
    expect(gate.take(whole).kind).toBe("gap");
    expect(gate.take(updateOf(CLIENT, 2, [structOf(characters | left, CLIENT, 1, "b")])).kind).toBe("pass");
  });

  it("PRO-89: two clients of one update that wait for each other are refused", () => {
    const one = lib0Bytes(1, CLIENT, 0, structOf(value | left, CLIENT + 1, 0, 1, ONE));
    const other = lib0Bytes(1, CLIENT + 1, 0, structOf(value | left, CLIENT, 0, 1, ONE));
    expect(refusalOf(new Gate().take(lib0Bytes(2, one, other, 0)))).toBe("malformed");
  });

  it("PRO-89: an update under a thousand clientIDs passes, under one more it is refused", () => {
    const update = (count: number): Uint8Array => {
      const runs = Array.from({ length: count }, (_, at) =>
        lib0Bytes(1, CLIENT + at, 0, looseValue("people", `k${at}`)),
      );
      return lib0Bytes(count, ...runs, 0);
    };
    expect(new Gate().take(update(1_000)).kind).toBe("pass");
    expect(refusalOf(new Gate().take(update(1_001)))).toBe("tangled");
  });
});
