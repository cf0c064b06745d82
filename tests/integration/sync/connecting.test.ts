import { expect, it } from "vitest";
import * as Y from "yjs";

import { addMission } from "#shared/commands/missions.ts";
import { newClientId, UPKEEP_CLIENT_ID } from "#shared/document/clientId.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { readPresent } from "#shared/exchange/presentRecords.ts";
import { newId } from "#shared/model/id.ts";
import { WHOLE_VERSION } from "#shared/protocol/connectParams.ts";
import { RawClient } from "../../support/rawClient.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { startTestServer } from "../../support/testServer.ts";

it("PRO-2: the server says hello, then SyncStep1, then SyncStep2 to the client's SyncStep1", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  const { hello } = await client.next("hello");
  expect(hello).toMatchObject({
    epoch: (await server.storage.findPlan(planId))?.epoch,
    schema: SCHEMA_VERSION,
    role: "editor",
  });
  expect(Math.abs((hello?.serverTime ?? 0) - Date.now())).toBeLessThan(60_000);
  const { content } = await client.next("step2");
  expect(client.kinds().slice(0, 3)).toEqual(["hello", "step1", "step2"]);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, content);
  expect(doc.getMap("plan").get("schemaVersion")).toBe(SCHEMA_VERSION);
});

it("PRO-3: another epoch gets hello and 4409, and what was sent with it is not read", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const stray = new Y.Doc();
  stray.getMap("people").set("ghost", new Y.Map());
  const client = await new RawClient(server.url, planId, { epoch: newId(), clientId: stray.clientID }).greet();
  client.step2(Y.encodeStateAsUpdate(stray));
  expect((await client.next("hello")).hello?.epoch).toBe((await server.storage.findPlan(planId))?.epoch);
  expect(await client.closed()).toBe(4409);
  expect(client.kinds()).toEqual(["hello", "close"]);
  expect(await server.storage.load(planId)).toMatchObject({ sequence: 0, claims: new Map() });
});

it("PRO-3: without an epoch only an empty state vector is let in; with the right one any is", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const held = new Y.Doc();
  held.getMap("people").set("p", new Y.Map());
  const stateVector = Y.encodeStateVector(held);
  expect(await (await new RawClient(server.url, planId).greet(stateVector)).closed()).toBe(4409);
  const epoch = (await server.storage.findPlan(planId))?.epoch ?? "";
  await (await new RawClient(server.url, planId, { epoch }).greet(stateVector)).next("step2");
  await (await new RawClient(server.url, planId).greet()).next("step2");
});

it("PRO-4: another schema gets hello and 4426, an unknown plan 4404, unreadable parameters 4400", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const old = new RawClient(server.url, planId, { schema: SCHEMA_VERSION - 1 });
  expect((await old.next("hello")).hello?.schema).toBe(SCHEMA_VERSION);
  expect(await old.closed()).toBe(4426);
  expect(await new RawClient(server.url, newId()).closed()).toBe(4404);
  expect(await new RawClient(server.url, "not%20an%20id").closed()).toBe(4404);
  expect(await new RawClient(server.url, planId, { query: { clientId: "-1" } }).closed()).toBe(4400);
  expect(await new RawClient(server.url, planId, { query: { schema: "new" } }).closed()).toBe(4400);
});

it("SCR-622: who says that nothing is there is sent the whole plan at once; who has an epoch asks", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const newcomer = new RawClient(server.url, planId, { all: 1 });
  const { content } = await newcomer.next("step2");
  expect(newcomer.kinds()).toEqual(["hello", "step1", "step2"]);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, content);
  expect(doc.getMap("plan").get("schemaVersion")).toBe(SCHEMA_VERSION);

  const epoch = (await server.storage.findPlan(planId))?.epoch ?? "";
  const known = await new RawClient(server.url, planId, { epoch, query: { all: "1" } }).greet();
  known.mark(1);
  await known.next("saved");
  expect(known.kinds().filter((kind) => kind === "step2")).toHaveLength(1);
});

it("PRO-135: who reads what a board shows is sent that with the whole plan, of the same moment; nobody else is", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const newcomer = (all: number) => new RawClient(server.url, planId, { all });
  for (const other of [WHOLE_VERSION - 1, WHOLE_VERSION + 1]) {
    const plain = newcomer(other);
    await plain.next("step2");
    expect(plain.kinds()).toEqual(["hello", "step1", "step2"]);
  }

  const desk = await new SyncDesk(server.url, planId).synced();
  for (const title of ["Services", "Data"]) {
    const missionId = desk.do(addMission, { title });
    await desk.saved();
    const reading = newcomer(WHOLE_VERSION);
    const { present, content } = await reading.next("whole");
    expect(reading.kinds().slice(0, 3)).toEqual(["hello", "step1", "whole"]);
    const doc = newYDoc();
    Y.applyUpdate(doc, content);
    const { records } = readPlan(planDocument(doc));
    expect(readPresent(present)).toEqual(records);
    expect(records.missions.get(missionId)?.title).toBe(title);
  }
});

it("PRO-10: a clientID stays its user's over reconnects and a restart, and no other may connect with it", async () => {
  const dataDir = temporaryFolder();
  const first = await startTestServer({ dataDir });
  const planId = await first.createPlan();
  const clientId = newClientId();
  await (await new RawClient(first.url, planId, { userId: "ann", clientId }).greet()).next("step2");
  expect(await new RawClient(first.url, planId, { userId: "bob", clientId }).closed()).toBe(4409);
  await first.stop();
  const second = await startTestServer({ dataDir });
  const bob = new RawClient(second.url, planId, { userId: "bob", clientId });
  await bob.next("hello");
  expect(await bob.closed()).toBe(4409);
  await (await new RawClient(second.url, planId, { userId: "ann", clientId }).greet()).next("step2");
});

it("PRO-10: the first write claims an id for its user; another's writes under it are refused and leave no trace", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId, { userId: "ann" }).synced();
  // Written offline, in another tab, under an id that never connected.
  const tab = new Y.Doc();
  tab.getMap("people").set("tab", new Y.Map());
  Y.applyUpdate(ann.document.doc, Y.encodeStateAsUpdate(tab));
  await ann.saved();
  expect((await server.storage.load(planId))?.claims.get(tab.clientID)).toBe("ann");
  tab.getMap("people").set("forged", new Y.Map());
  const bob = await new RawClient(server.url, planId, { userId: "bob" }).greet();
  await bob.next("step2");
  bob.update(Y.encodeStateAsUpdate(tab));
  expect(await bob.closed()).toBe(4409);
  expect((await server.rooms.read(planId))?.records.people.has("forged" as never)).toBe(false);
  expect(ann.closes).toEqual([]);
});

it("PRO-10: nobody connects or writes under an id of the server's", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  expect(await new RawClient(server.url, planId, { clientId: UPKEEP_CLIENT_ID }).closed()).toBe(4409);
  const forged = new Y.Doc();
  forged.clientID = UPKEEP_CLIENT_ID + 1;
  forged.getMap("people").set("p", new Y.Map());
  const client = await new RawClient(server.url, planId).greet();
  client.update(Y.encodeStateAsUpdate(forged));
  expect(await client.closed()).toBe(4409);
});

it("PRO-10: clients without a cookie are one user, so each can come back under its id", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId, { userId: null }).synced();
  const mission = ann.do(addMission, { title: "Services" });
  await ann.saved();
  ann.provider.disconnect();
  ann.do(addMission, { title: "Data" });
  ann.provider.params = {};
  const { epoch } = ann.hellos[0] ?? {};
  ann.provider.params = { epoch: epoch ?? "", clientId: String(ann.document.doc.clientID) };
  ann.provider.connect();
  await ann.synced();
  await ann.saved();
  const read = await server.rooms.read(planId);
  expect(read?.records.missions.get(mission)?.title).toBe("Services");
  expect(read?.records.missions.size).toBe(2);
});
