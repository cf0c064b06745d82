import * as encoding from "lib0/encoding";
import { expect, it } from "vitest";
import * as Y from "yjs";

import { defaultLimits } from "#server/limits.ts";
import { newYDoc } from "#shared/document/planDocument.ts";
import { addCheckIn, edit } from "./plainEdits.ts";
import { smallPlan } from "../../support/factories.ts";
import { Gate, refusalOf } from "../../support/gate.ts";
import { seededRandom } from "../../support/seeded.ts";

const MIB = 1024 * 1024;

/** A client's document that hands on every change. */
function client(gate: Gate, userId: string): Y.Doc {
  const doc = newYDoc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.document.doc), "server");
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server") expect(gate.take(update, userId)).toMatchObject({ kind: "pass" });
  });
  return doc;
}

it("PRO-11: everything an ordinary client does passes, update by update and as one first sync", () => {
  const { desk, cards } = smallPlan();
  edit(desk, cards);
  addCheckIn(desk, cards[0]);
  const gate = Gate.ofNewPlan();
  expect(gate.take(Y.encodeStateAsUpdate(desk.document.doc))).toMatchObject({ kind: "pass" });
  // Known already, all of it, with its whole delete set.
  const { claimed } = gate;
  expect(gate.take(Y.encodeStateAsUpdate(desk.document.doc), "bob").kind).toBe("pass");
  expect(gate.claimed).toEqual(claimed);
  const again = Gate.ofNewPlan();
  const doc = newYDoc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(desk.document.doc));
  expect(again.take(Y.encodeStateAsUpdate(doc)).kind).toBe("pass");
});

it("PRO-88: who comes back with every card of the largest plan moved, and one long text written by two, is let in", () => {
  const random = seededRandom(88);
  const gate = new Gate();
  const ann = newYDoc();
  const cards = Array.from({ length: defaultLimits.objectives }, (_, nth) => `card${nth}`);
  ann.transact(() => {
    for (const id of cards) ann.getMap("objectives").set(id, new Y.Map([["placement", "a"]]));
    ann.getMap("plan").set("purpose", new Y.Text("Why we do it. ".repeat(1_000)));
  });
  const both = Y.encodeStateAsUpdate(ann);
  expect(gate.take(both)).toMatchObject({ kind: "pass" });
  const bob = newYDoc();
  Y.applyUpdate(bob, both);
  for (const [doc, userId] of [
    [ann, "ann"],
    [bob, "bob"],
  ] as const) {
    const text = doc.getMap("plan").get("purpose") as Y.Text;
    const moved = cards.map((id) => ({ id, at: random() })).toSorted((one, other) => one.at - other.at);
    for (const { id } of moved) (doc.getMap("objectives").get(id) as Y.Map<unknown>).set("placement", userId);
    for (let key = 0; key < 3_000; key += 1) text.insert(Math.floor(random() * text.length), "word ");
    expect(gate.take(Y.encodeStateAsUpdate(doc), userId)).toMatchObject({ kind: "pass" });
  }
});

it("PRO-11: collected and deleted content of one's own passes", () => {
  const gate = new Gate();
  const offline = newYDoc();
  const record = new Y.Map<unknown>();
  offline.getMap("people").set("p", record);
  record.set("name", "Ada");
  offline.getMap("people").delete("p");
  offline.getMap("people").set("q", 1);
  offline.getMap("people").set("q", 2);
  expect(gate.take(Y.encodeStateAsUpdate(offline)).kind).toBe("pass");
  expect(gate.document.roots.people.get("q")).toBe(2);
});

it("PRO-11: deleting what others wrote passes, deleting what they have not written yet is refused", () => {
  const gate = new Gate();
  const ann = client(gate, "ann");
  ann.getMap("people").set("p", "Ada");
  const bob = client(gate, "bob");
  bob.getMap("people").delete("p");
  expect(gate.document.roots.people.has("p")).toBe(false);
  const beyond = deletionOf(ann.clientID, 0, 1_000);
  expect(refusalOf(gate.judge(beyond, "bob"))).toBe("deletesBeyond");
  expect(refusalOf(gate.judge(deletionOf(1, 0, 1_000), "bob"))).toBe("deletesBeyond");
  // Of one's own it is a gap: what it deletes may still be on its way.
  expect(gate.judge(beyond, "ann").kind).toBe("gap");
});

it("PRO-11: an update that builds on what is not there yet is a gap, not a fault", () => {
  const gate = new Gate();
  const doc = newYDoc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  doc.getMap("people").set("a", "1");
  doc.getMap("people").set("b", "2");
  expect(gate.take(updates[1] ?? new Uint8Array()).kind).toBe("gap");
  expect(gate.take(Y.mergeUpdates([updates[1] ?? new Uint8Array()])).kind).toBe("gap");
  expect(gate.take(Y.encodeStateAsUpdate(doc)).kind).toBe("pass");
});

it("PRO-10: what is written under another's id or the server's is refused, an id of nobody's is claimed", () => {
  const gate = new Gate();
  const doc = newYDoc();
  doc.getMap("people").set("a", "1");
  const update = Y.encodeStateAsUpdate(doc);
  expect(gate.take(update, "bob").kind).toBe("pass");
  expect(gate.claimed).toEqual([doc.clientID]);
  doc.getMap("people").set("b", "1");
  expect(refusalOf(gate.judge(Y.encodeStateAsUpdate(doc)))).toBe("foreignClientId");
  const server = newYDoc(7);
  server.getMap("people").set("a", "1");
  expect(refusalOf(gate.judge(Y.encodeStateAsUpdate(server)))).toBe("foreignClientId");
});

const UNFIT: readonly (readonly [string, (doc: Y.Doc) => void, string])[] = [
  ["a root that no plan has", (doc) => doc.getMap("other").set("a", 1), "notInAPlan"],
  ["a list in a root", (doc) => doc.getArray("people").push([1]), "notInAPlan"],
  ["a text in a root", (doc) => doc.getText("people").insert(0, "x"), "notInAPlan"],
  ["an array type", (doc) => doc.getMap("people").set("a", new Y.Array()), "notInAPlan"],
  ["an XML type", (doc) => doc.getMap("people").set("a", new Y.XmlText("x")), "notInAPlan"],
  ["bytes", (doc) => doc.getMap("people").set("a", new Uint8Array([1])), "notInAPlan"],
  ["a document in the document", (doc) => doc.getMap("people").set("a", new Y.Doc()), "notInAPlan"],
  ["formatted text", (doc) => doc.getMap("people").set("a", formatted()), "notInAPlan"],
  ["nine nested maps", (doc) => nest(doc.getMap("people"), 9), "tooDeep"],
  ["JSON nested too deep", (doc) => doc.getMap("people").set("a", json(8)), "tooDeep"],
  ["JSON nested too deep in maps", (doc) => nest(doc.getMap("people"), 4).set("a", json(4)), "tooDeep"],
];

it.each(UNFIT)("PRO-11: %s is refused", (_, write, reason) => {
  const doc = newYDoc();
  write(doc);
  expect(refusalOf(new Gate().judge(Y.encodeStateAsUpdate(doc)))).toBe(reason);
});

it("PRO-11: nested eight deep passes, also when it comes bit by bit", () => {
  const gate = new Gate();
  const doc = client(gate, "ann");
  const deepest = nest(doc.getMap("people"), 7);
  deepest.set("a", 1);
  doc.getMap("checkIns").set("c", json(7));
  const deeper = newYDoc();
  Y.applyUpdate(deeper, Y.encodeStateAsUpdate(doc));
  let map: unknown = deeper.getMap("people");
  for (let depth = 0; depth < 7; depth += 1) map = map instanceof Y.Map ? map.get("m") : undefined;
  const before = Y.encodeStateVector(deeper);
  if (map instanceof Y.Map) map.set("b", [1]);
  expect(refusalOf(gate.judge(Y.encodeStateAsUpdate(deeper, before)))).toBe("tooDeep");
});

it("PRO-11: thousands of levels are refused, not read into a stack that overflows", () => {
  const doc = newYDoc();
  doc.transact(() => nest(doc.getMap("people"), 5_000));
  expect(refusalOf(new Gate().judge(Y.encodeStateAsUpdate(doc)))).toBe("tooDeep");
  const json: unknown[] = [];
  let inner = json;
  for (let level = 0; level < 3_000; level += 1) inner = inner[inner.push([]) - 1] as unknown[];
  const other = newYDoc();
  other.getMap("people").set("a", json);
  expect(refusalOf(new Gate().judge(Y.encodeStateAsUpdate(other)))).toBe("tooDeep");
});

it("PRO-11: values that JSON cannot carry are refused, for not all of them can be encoded again", () => {
  const poison = Object.defineProperty({}, "__proto__", { value: Uint8Array.of(1), enumerable: true });
  for (const value of [poison, [{ deeper: poison }], Uint8Array.of(1), 10n, JSON.parse('{"__proto__":[]}') as object]) {
    const doc = newYDoc();
    doc.getMap("objectives").set("a", { value });
    expect(refusalOf(new Gate().judge(Y.encodeStateAsUpdate(doc)))).toBe("notInAPlan");
  }
});

it("PRO-11: what goes on after its end, brings a client twice or is empty where it must not be is malformed", () => {
  const doc = newYDoc();
  doc.getMap("people").set("a", "1");
  const update = Y.encodeStateAsUpdate(doc);
  const gate = new Gate();
  expect(refusalOf(gate.judge(Uint8Array.from([...update, 0])))).toBe("malformed");
  expect(refusalOf(gate.judge(update.slice(0, -1)))).toBe("malformed");
  expect(refusalOf(gate.judge(new Uint8Array()))).toBe("malformed");
  const block = update.slice(1, -1);
  expect(refusalOf(gate.judge(Uint8Array.from([2, ...block, ...block, 0])))).toBe("malformed");
  expect(refusalOf(gate.judge(new Uint8Array(MIB + 1)))).toBe("tooLarge");
});

it("PRO-11: more cards than a plan may have are refused", () => {
  const gate = new Gate();
  const doc = newYDoc();
  doc.transact(() => {
    for (let at = 0; at < defaultLimits.objectives; at += 1) doc.getMap("objectives").set(`o${at}`, 1);
  });
  expect(gate.take(Y.encodeStateAsUpdate(doc)).kind).toBe("pass");
  const before = Y.encodeStateVector(doc);
  doc.getMap("objectives").set("o1", 2);
  expect(gate.take(Y.encodeStateAsUpdate(doc, before)).kind).toBe("pass");
  doc.getMap("objectives").set("one more", 1);
  expect(refusalOf(gate.judge(Y.encodeStateAsUpdate(doc, before)))).toBe("tooManyObjectives");
});

it("PRO-11: of 30,000 changed updates, what passes can be applied and leaves nothing pending", () => {
  const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
  const random = seededRandom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const { desk, cards } = smallPlan();
  const base = Y.encodeStateAsUpdate(desk.document.doc);
  const updates: Uint8Array[] = [];
  desk.document.doc.on("update", (update: Uint8Array) => updates.push(update));
  edit(desk, cards);
  addCheckIn(desk, cards[1]);
  updates.push(Y.encodeStateAsUpdate(desk.document.doc));
  let passed = 0;
  let gate = new Gate();
  for (let round = 0; round < 30_000; round += 1) {
    if (round % 500 === 0) {
      gate = new Gate(new Map([[desk.document.doc.clientID, "ann"]]));
      Y.applyUpdate(gate.document.doc, base);
    }
    const sample = updates[below(updates.length)] ?? base;
    const changed = sample.slice(0, random() < 0.8 ? undefined : below(sample.length));
    for (let flips = below(3); flips > 0; flips -= 1) changed[below(changed.length)] = below(256);
    try {
      if (gate.take(changed).kind === "pass") passed += 1;
    } catch (error) {
      throw new Error(`seed ${seed}, round ${round}: ${Array.from(changed).join()}`, { cause: error });
    }
  }
  expect(passed, `seed ${seed}`).toBeGreaterThan(100);
});

/** An update that deletes one range and writes nothing. */
function deletionOf(clientId: number, clock: number, length: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const n of [0, 1, clientId, 1, clock, length]) encoding.writeVarUint(encoder, n);
  return encoding.toUint8Array(encoder);
}

function nest(root: Y.Map<unknown>, levels: number): Y.Map<unknown> {
  let map = root;
  for (let level = 0; level < levels; level += 1) {
    const inner = new Y.Map<unknown>();
    map.set("m", inner);
    map = inner;
  }
  return map;
}

function json(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

function formatted(): Y.Text {
  const text = new Y.Text();
  text.insert(0, "bold", { bold: true });
  return text;
}
