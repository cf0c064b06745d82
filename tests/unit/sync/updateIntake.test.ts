import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { newYDoc } from "#shared/document/planDocument.ts";
import type { Verdict } from "#server/sync/updateIntake.ts";
import { Gate, refusalOf, CLIENT } from "../../support/gate.ts";
import { looseValue, structInfo, structOf, updateOf } from "../../support/updateBytes.ts";

const { key, type, value } = structInfo;
const ONE = Uint8Array.of(125, 1);
const MAP = 1;

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
    const records = Array.from({ length: 20_000 }, (_, at) => structOf(type | key, 1, "people", `k${at}`, MAP));
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
    expect(gate.document.roots.people.size).toBe(20_001);
  });

  it("PRO-132: a clientID that somebody else has claimed while a large update was judged has it refused without a trace", async () => {
    const gate = new Gate();
    const structs = Array.from({ length: 30_000 }, (_, at) => looseValue("people", `k${at}`));
    const large = gate.receive(updateOf(CLIENT, 0, structs));
    expect(gate.take(updateOf(CLIENT, 0, [looseValue("people", "theirs")]), "bob").kind).toBe("pass");
    expect(refusalOf(await large)).toBe("foreignClientId");
    expect([...gate.document.roots.people.keys()]).toEqual(["theirs"]);
  });
});
