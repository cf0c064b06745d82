import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { newYDoc } from "#shared/document/planDocument.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { schemaVersionOf, schemaVersionWrite } from "#shared/document/schemaVersion.ts";
import { splitsPair } from "#shared/model/splitsPair.ts";
import { Gate, refusalOf } from "../../support/gate.ts";
import { seededRandom } from "../../support/seeded.ts";
import type { Verdict } from "#server/sync/updateIntake.ts";
import { lib0Bytes, looseValue, structInfo, structOf, updateOf } from "../../support/updateBytes.ts";

const CLIENT = 2 ** 31;
const { left, right, key, characters, type, value } = structInfo;
const ONE = Uint8Array.of(125, 1);
const TEXT = 2;
const MAP = 1;

/** A gate whose document has a text of one character under people.t, both by `CLIENT`. */
function withText(): Gate {
  const gate = new Gate();
  const text = structOf(type | key, 1, "people", "t", TEXT);
  const first = structOf(characters, 0, CLIENT, 0, "a");
  expect(gate.take(updateOf(CLIENT, 0, [text, first])).kind).toBe("pass");
  return gate;
}

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
    expect(refusalOf(withText().judge(updateOf(CLIENT, 2, [struct])))).toBe("notInAPlan");
  });

  it("PRO-86: characters in a text, values, maps and texts under keys pass", () => {
    const gate = withText();
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
    const gate = withText();
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
    const gate = withText();
    const second = structOf(type | key, 1, "people", "u", TEXT);
    expect(gate.take(updateOf(CLIENT, 2, [second, structOf(characters, 0, CLIENT, 2, "b")])).kind).toBe("pass");
    const between = structOf(characters | left | right, CLIENT, 1, CLIENT, 3, "x");
    expect(refusalOf(gate.take(updateOf(CLIENT, 4, [between])))).toBe("tangled");
    // Its first character is there already, as the "b" of the other text.
    expect(refusalOf(gate.take(updateOf(CLIENT, 3, [structOf(characters | left, CLIENT, 1, "by")])))).toBe("tangled");
    expect(gate.take(updateOf(CLIENT, 3, [structOf(characters, 0, CLIENT, 2, "by")])).kind).toBe("pass");
  });

  it("PRO-89: where replicas would each find another place for it is refused: under a key before others, or between neighbours in the wrong order", () => {
    const gate = withText();
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
    const gate = withText();
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

describe("characters outside the basic plane", () => {
  /** As `withText`, with one of them and a plain one behind the first: clocks 2, 3 and 4. */
  function withCharacter(): Gate {
    const gate = withText();
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

describe("order among what one update brings", () => {
  it("PRO-131: between neighbours of the same update that are in the wrong order is refused, in a small one and late in a large one", () => {
    const [first, second] = [structOf(characters | left, CLIENT, 1, "x"), structOf(characters | left, CLIENT, 2, "y")];
    const backwards = structOf(characters | left | right, CLIENT, 3, CLIENT, 2, "z");
    const forwards = structOf(characters | left | right, CLIENT, 2, CLIENT, 3, "z");
    expect(refusalOf(withText().take(updateOf(CLIENT, 2, [first, second, backwards])))).toBe("tangled");
    expect(withText().take(updateOf(CLIENT, 2, [first, second, forwards])).kind).toBe("pass");
    const others = Array.from({ length: 3_000 }, (_, at) => looseValue("people", `k${at}`));
    const gate = withText();
    const before = Y.encodeStateAsUpdate(gate.document.doc);
    expect(refusalOf(gate.take(updateOf(CLIENT, 2, [first, second, ...others, backwards])))).toBe("tangled");
    expect(Y.encodeStateAsUpdate(gate.document.doc)).toEqual(before);
    expect(gate.take(updateOf(CLIENT, 2, [first, second, ...others, forwards])).kind).toBe("pass");
  });

  it("PRO-131: an update passes if its structs one by one would, and makes the same text", () => {
    const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
    const random = seededRandom(seed);
    const below = (most: number): number => Math.floor(random() * most);
    const outcomes = new Map<string, number>();
    for (let round = 0; round < 500; round += 1) {
      const [whole, bitByBit] = [withText(), withText()];
      const clocks = new Map([
        [CLIENT, 2],
        [CLIENT + 1, 0],
      ]);
      const isKnown = random() < 0.5 ? 3 : 0;
      const structs: (readonly [client: number, clock: number, bytes: Uint8Array])[] = [];
      const spots: string[] = [];
      const ref = (): readonly [number, number] => {
        const ids = [...clocks].flatMap(([client, end]) =>
          Array.from({ length: end }, (_, at) => [client, at] as const),
        );
        return ids[1 + below(ids.length - 1)] ?? [CLIENT, 1];
      };
      for (let more = 2 + below(7); more > 0; more -= 1) {
        const client = CLIENT + below(2);
        const clock = clocks.get(client) ?? 0;
        const has = [left, right, left | right][below(3)] ?? left;
        const refs = has === (left | right) ? [...ref(), ...ref()] : ref();
        const text = "abc".slice(below(3));
        spots.push([client, has, ...refs].join());
        structs.push([client, clock, structOf(characters | has, ...refs, text)]);
        clocks.set(client, clock + text.length);
      }
      const expected = structs.map(([client, clock, bytes]) =>
        refusalOf(bitByBit.take(updateOf(client, clock, [bytes]))),
      );
      const known = structs.slice(0, isKnown);
      for (const [client, clock, bytes] of known) whole.take(updateOf(client, clock, [bytes]));
      if (known.some((_, at) => expected[at] !== "pass")) continue;
      const runs = [...Map.groupBy(structs.slice(isKnown), ([client]) => client).values()];
      const bytes = runs.flatMap((run) => [run.length, run[0]![0], run[0]![1], ...run.map((struct) => struct[2])]);
      const outcome = refusalOf(whole.take(lib0Bytes(runs.length, ...bytes, 0)));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const isTwice = new Set(spots).size < spots.length;
      if (isTwice && outcome === "tangled") continue;
      expect(outcome, `seed ${seed}, round ${round}`).toBe(expected.find((one) => one !== "pass") ?? "pass");
      if (outcome !== "pass") continue;
      expect(whole.document.doc.getMap("people").toJSON(), `seed ${seed}`).toEqual(
        bitByBit.document.doc.getMap("people").toJSON(),
      );
    }
    expect(outcomes.get("pass"), `seed ${seed}`).toBeGreaterThan(30);
    expect(outcomes.get("tangled"), `seed ${seed}`).toBeGreaterThan(30);
  });
});

describe("texts that several people write", () => {
  it("PRO-92: typing, deleting, undo and redo again and again are never refused, bit by bit or all at once", () => {
    const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
    const random = seededRandom(seed);
    const below = (most: number): number => Math.floor(random() * most);
    const gate = withText();
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

describe("much at once", () => {
  it("PRO-88: a large update of several clients that build on each other arrives whole, in pieces", () => {
    const docs = [newYDoc(), newYDoc(), newYDoc()];
    for (let round = 0; round < 30; round += 1) {
      for (const [nth, doc] of docs.entries()) {
        doc.transact(() => {
          for (let at = 0; at < 40; at += 1) doc.getMap("people").set(`p${at}`, { nth, round });
          const text = round === 0 ? new Y.Text() : doc.getMap("people").get("t");
          if (text instanceof Y.Text && text.doc === null) doc.getMap("people").set("t", text);
          if (text instanceof Y.Text) text.insert(0, "x");
          if (round > 3 && text instanceof Y.Text) text.delete(1, 2);
        });
        for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
      }
    }
    const update = Y.encodeStateAsUpdate(docs[0] ?? newYDoc());
    const gate = new Gate();
    expect(gate.take(update).kind).toBe("pass");
    expect(gate.applied).toBeGreaterThan(2);
    expect(gate.document.doc.getMap("people").toJSON()).toEqual(docs[0]?.getMap("people").toJSON());
    expect(Buffer.from(Y.encodeStateAsUpdate(gate.document.doc)).equals(Buffer.from(update))).toBe(true);
  });

  it("PRO-88: a large update with one fault at its end leaves no trace", () => {
    const structs = Array.from({ length: 5_000 }, (_, at) => looseValue("people", `k${at}`));
    const gate = new Gate();
    const before = Y.encodeStateAsUpdate(gate.document.doc);
    expect(refusalOf(gate.take(updateOf(CLIENT, 0, [...structs, looseValue("other", "k")])))).toBe("notInAPlan");
    expect(refusalOf(gate.take(updateOf(CLIENT, 0, [...structs, looseValue("people", "k7")])))).toBe("tangled");
    expect(Y.encodeStateAsUpdate(gate.document.doc)).toEqual(before);
    expect(gate.take(updateOf(CLIENT, 0, structs)).kind).toBe("pass");
  });

  it("PRO-132: while a large update of somebody is judged and applied, what the same person sends elsewhere waits, and what others send does not", async () => {
    const gate = new Gate();
    const records = Array.from({ length: 6_000 }, (_, at) => structOf(type | key, 1, "people", `k${at}`, MAP));
    // Each in the map that came so many before it. With a value in that one's place they would lie in nothing.
    const inside = records.map((_, at) => structOf(value | key, 0, CLIENT, at, "in", 1, ONE));
    const large = gate.receive(updateOf(CLIENT, 0, [...records, ...inside]));
    const taken = [
      updateOf(CLIENT, 0, [looseValue("people", "mine")]),
      updateOf(CLIENT + 1, 0, [looseValue("people", "other")]),
    ];
    const order: string[] = [];
    const note = (who: string) => (verdict: Verdict) => order.push(`${who} ${refusalOf(verdict)}`);
    await Promise.all([
      large.then(note("large")),
      gate.receive(taken[0] ?? new Uint8Array()).then(note("same")),
      gate.receive(taken[1] ?? new Uint8Array(), "bob").then(note("other")),
    ]);
    expect(order).toEqual(["other pass", "large pass", "same pass"]);
    expect(gate.document.roots.people.size).toBe(6_001);
  });

  it("PRO-132: a clientID that somebody else has claimed while a large update was judged has it refused without a trace", async () => {
    const gate = new Gate();
    const structs = Array.from({ length: 6_000 }, (_, at) => looseValue("people", `k${at}`));
    const large = gate.receive(updateOf(CLIENT, 0, structs));
    expect(gate.take(updateOf(CLIENT, 0, [looseValue("people", "theirs")]), "bob").kind).toBe("pass");
    expect(refusalOf(await large)).toBe("foreignClientId");
    expect([...gate.document.roots.people.keys()]).toEqual(["theirs"]);
  });
});
