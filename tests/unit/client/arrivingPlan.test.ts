import { deflateSync } from "node:zlib";

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { expect, it } from "vitest";
import * as Y from "yjs";

import { ArrivingPlan } from "#client/plan/arrivingPlan.ts";
import { writePresent } from "#shared/exchange/presentRecords.ts";
import { smallPlan } from "#tests/support/factories.ts";

const STEP2 = 1;

/** In so many milliseconds what can be read has been. */
const SOON = 200;

function arrival(text?: string) {
  const { desk } = smallPlan();
  const doc = new Y.Doc();
  const heard: string[] = [];
  doc.on("update", () => heard.push("update"));
  const arriving = new ArrivingPlan(doc, "server", {
    onPresent: ({ missions }) => heard.push(`present ${missions.size}`),
    onRead: (update) => heard.push(`read ${update.length}`),
  });
  const content = Y.encodeStateAsUpdate(desk.document.doc);
  const present = decoding.createDecoder(
    encoding.encode((encoder) => encoding.writeVarUint8Array(encoder, deflateSync(text ?? writePresent(desk.records)))),
  );
  const step2 = decoding.createDecoder(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, STEP2);
      encoding.writeVarUint8Array(encoder, content);
    }),
  );
  const isWhole = (): boolean => doc.getMap("missions").size === desk.records.missions.size;
  return { doc, arriving, heard, present, step2, isWhole, read: `read ${content.length}` };
}

it("SCR-750: a plan of which the server has sent what a board shows is read when that is asked for, and once", async () => {
  const { arriving, heard, present, step2, isWhole, read } = arrival();
  arriving.hearPresent(present);
  arriving.read();
  expect(heard).toEqual([]);
  expect(arriving.take(step2)).toBe(true);
  await expect.poll(() => heard).toEqual(["present 2"]);
  expect(isWhole()).toBe(false);
  arriving.read();
  arriving.read();
  expect(heard).toEqual(["present 2", read]);
  expect(isWhole()).toBe(true);
});

it("SCR-750: nor is what a board shows told once the plan was read, or if it cannot be read", async () => {
  const needed = arrival();
  needed.arriving.hearPresent(needed.present);
  needed.arriving.take(needed.step2);
  needed.arriving.read();
  const broken = arrival("{");
  broken.arriving.hearPresent(broken.present);
  broken.arriving.take(broken.step2);
  await expect.poll(() => broken.heard).toEqual([broken.read]);
  await new Promise((resolve) => setTimeout(resolve, SOON));
  expect(needed.heard).toEqual([needed.read]);
});

it("SCR-750: one of which it has not, is read as it comes", () => {
  const { arriving, heard, step2, isWhole, read } = arrival();
  expect(arriving.take(step2)).toBe(true);
  expect(heard).toEqual([read]);
  expect(isWhole()).toBe(true);
});

it("SCR-750: a connection that ends leaves what has come whole, and forgets what has not", async () => {
  const cut = arrival();
  cut.arriving.hearPresent(cut.present);
  cut.arriving.end();
  cut.arriving.take(cut.step2);
  expect(cut.heard).toEqual([cut.read]);

  const whole = arrival();
  whole.arriving.hearPresent(whole.present);
  whole.arriving.take(whole.step2);
  await expect.poll(() => whole.heard).toEqual(["present 2"]);
  whole.arriving.end();
  expect(whole.heard).toEqual(["present 2", whole.read]);
});

it("SCR-750: a document that has something takes a SyncStep2 as any other message", () => {
  const { doc, arriving, heard, present, step2 } = arrival();
  doc.getMap("people").set("somebody", 1);
  arriving.hearPresent(present);
  expect(arriving.take(step2)).toBe(false);
  expect(heard).toEqual(["update"]);
  expect(decoding.readVarUint(step2)).toBe(STEP2);
});
