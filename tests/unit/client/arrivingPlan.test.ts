import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { expect, it } from "vitest";
import * as Y from "yjs";

import { ArrivingPlan } from "#client/plan/arrivingPlan.ts";
import { addMission } from "#shared/commands/missions.ts";
import { encodeWhole } from "#shared/protocol/messages.ts";
import { smallPlan } from "#tests/support/factories.ts";
import { presentOf } from "#tests/support/presentOf.ts";

const STEP2 = 1;

function arrival({ boardFirst = true, present }: { readonly boardFirst?: boolean; readonly present?: string } = {}) {
  const { desk } = smallPlan();
  const doc = new Y.Doc();
  const heard: string[] = [];
  doc.on("update", () => heard.push("update"));
  const arriving = new ArrivingPlan({
    doc,
    origin: "server",
    boardFirst,
    onPresent: ({ missions }) => heard.push(`present ${missions.size}`),
    onRead: (update) => heard.push(`read ${update.length}`),
  });
  const update = Y.encodeStateAsUpdate(desk.document.doc);
  const shown = new TextEncoder().encode(present ?? presentOf(desk.records));
  const whole = decoding.createDecoder(encodeWhole({ present: shown, update }));
  decoding.readVarUint(whole);
  const step2 = decoding.createDecoder(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, STEP2);
      encoding.writeVarUint8Array(encoder, update);
    }),
  );
  const missions = (): number => doc.getMap("missions").size;
  return { desk, doc, arriving, heard, whole, step2, missions, read: `read ${update.length}` };
}

it("SCR-750: of a whole plan it is told what a board shows, and it is read when that is asked for, once", () => {
  const { arriving, heard, whole, missions, read } = arrival();
  arriving.read();
  arriving.hearWhole(whole);
  expect(heard).toEqual(["present 2"]);
  expect(missions()).toBe(0);
  arriving.read();
  arriving.read();
  expect(heard).toEqual(["present 2", read]);
  expect(missions()).toBe(2);
});

it("SCR-750: where no board is shown, or what it shows cannot be read, the plan is read as it comes", () => {
  for (const options of [{ boardFirst: false }, { present: "{" }]) {
    const { arriving, heard, whole, missions, read } = arrival(options);
    arriving.hearWhole(whole);
    expect(heard).toEqual([read]);
    expect(missions()).toBe(2);
  }
  const stock = arrival();
  expect(stock.arriving.take(stock.step2)).toBe(true);
  expect(stock.heard).toEqual([stock.read]);
});

it("SCR-750: what happens in the plan while it is decompressed is in it once it is read", () => {
  const { desk, doc, arriving, whole, missions } = arrival();
  const known = Y.encodeStateVector(desk.document.doc);
  desk.do(addMission, { title: "Meanwhile" });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(desk.document.doc, known), "server");
  arriving.hearWhole(whole);
  arriving.read();
  expect(missions()).toBe(3);
  expect(doc.store.pendingStructs).toBeNull();
});

it("SCR-750: a plan that could not be read is tried again; nothing is written to an empty document", () => {
  const { doc, arriving, heard, whole, missions } = arrival();
  arriving.hearWhole(whole);
  doc.once("beforeTransaction", () => {
    throw new RangeError("Out of memory");
  });
  expect(() => arriving.read()).toThrow(RangeError);
  expect(heard).toEqual(["present 2"]);
  arriving.read();
  expect(missions()).toBe(2);
});

it("SCR-750: a document that has something takes a SyncStep2 as any other message", () => {
  const { doc, arriving, heard, step2 } = arrival();
  doc.getMap("people").set("somebody", 1);
  expect(arriving.take(step2)).toBe(false);
  expect(heard).toEqual(["update"]);
  expect(decoding.readVarUint(step2)).toBe(STEP2);
});
