import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { expect, it, vi } from "vitest";
import * as Y from "yjs";

import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { addMission, renameMission } from "#shared/commands/missions.ts";
import { newClientId } from "#shared/document/clientId.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import type { PlanId } from "#shared/model/id.ts";
import { RawClient } from "../../support/rawClient.ts";
import { heldStorage, storageWith } from "../../support/storageWith.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { startTestServer } from "../../support/testServer.ts";

const nothing = Y.encodeStateVector(new Y.Doc());

/** Somebody's change, as their device would send it. */
function written(key: string): Uint8Array {
  const doc = newYDoc();
  doc.getMap("people").set(key, new Y.Map());
  return Y.encodeStateAsUpdate(doc);
}

it("PRO-70: a quiet plan shows a change at once; what comes in the pause after it goes to disk and to others as one", async () => {
  const server = await startTestServer({ limits: { commitPauseMs: 1_500 } });
  const planId = await server.createPlan();
  const ann = await new RawClient(server.url, planId, { userId: "ann" }).greet();
  const bob = await new RawClient(server.url, planId, { userId: "bob" }).greet();
  for (const client of [ann, bob]) await client.next("step2");
  ann.update(written("a"));
  ann.mark(1);
  await ann.next("saved");
  for (const key of ["b", "c", "d"]) ann.update(written(key));
  ann.mark(2);
  await ann.next("saved");
  await bob.next("update");
  const { content } = await bob.next("update");
  const doc = newYDoc();
  Y.applyUpdate(doc, content);
  expect([...doc.getMap("people").keys()].toSorted()).toEqual(["b", "c", "d"]);
  expect((await server.storage.load(planId))?.updates).toHaveLength(2);
});

it("PRO-71: plans that change in the same pause are committed together", async () => {
  let commits = 0;
  const faults = {
    failCommits: 0,
    get commitDelayMs() {
      commits += 1;
      return 0;
    },
  };
  const storage = await openSqliteStorage({ dataDir: temporaryFolder(), faults });
  const server = await startTestServer({ storage, limits: { commitPauseMs: 1_500 } });
  const clients: RawClient[] = [];
  for (let at = 0; at < 8; at += 1) {
    const planId = await server.createPlan();
    const client = await new RawClient(server.url, planId, { userId: `u${at}` }).greet();
    await client.next("step2");
    clients.push(client);
  }
  const [first, ...others] = clients;
  first?.update(written("first"));
  first?.mark(1);
  await first?.next("saved");
  const before = commits;
  for (const client of others) {
    client.update(written("later"));
    client.mark(1);
  }
  for (const client of others) await client.next("saved");
  expect(commits - before).toBe(1);
});

it("PRO-72: a hundred who join at once are sent the same encoding, and each has the whole plan", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  for (let at = 0; at < 20; at += 1) ann.do(addMission, { title: `Mission ${at}` });
  await ann.saved();
  const room = await server.rooms.open(planId);
  const step2 = vi.spyOn(room!.encodings, "step2");
  const joining = Array.from({ length: 100 }, (_, at) =>
    new RawClient(server.url, planId, { userId: `u${at}` }).greet(),
  );
  const contents = [];
  for (const client of await Promise.all(joining)) contents.push((await client.next("step2")).content);
  expect(step2).toHaveBeenCalledTimes(100);
  // A few, should the time for which an encoding is kept end meanwhile.
  expect(new Set(step2.mock.results.map(({ value }) => value as unknown)).size).toBeLessThanOrEqual(5);
  expect(new Set(contents.map((content) => Buffer.from(content).toString("base64"))).size).toBe(1);
  const fresh = planDocument(newYDoc());
  Y.applyUpdate(fresh.doc, contents[0] ?? new Uint8Array());
  expect(readPlan(fresh).records).toEqual(ann.records);
});

it("PRO-73: a socket that asks for everything again and again closes with 4529, and others go on", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const bystander = await new RawClient(server.url, planId, { userId: "bystander" }).greet();
  const calm = await new RawClient(server.url, planId, { userId: "calm" }).greet();
  for (let at = 1; at < 10; at += 1) await calm.greet();
  const wild = await new RawClient(server.url, planId, { userId: "wild" }).greet();
  for (let at = 1; at < 30; at += 1) await wild.greet(nothing);
  expect(await wild.closed()).toBe(4529);
  for (const client of [bystander, calm]) {
    client.mark(1);
    expect((await client.next("saved")).n).toBe(1);
  }
});

it("PRO-76: who only looked is forgotten when the plan is unloaded, once there are many of them; who wrote is not", async () => {
  const server = await startTestServer({ limits: { unusedClientIds: 5, roomGraceMs: 1 } });
  const planId = await server.createPlan();
  const visit = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at += 1) {
      const client = await new RawClient(server.url, planId, { userId: "ann", clientId: newClientId() }).greet();
      await client.next("step2");
      client.socket.close();
    }
    await expect.poll(() => server.rooms.metrics().rooms).toBe(0);
  };
  const ann = await new SyncDesk(server.url, planId, { userId: "ann" }).synced();
  ann.do(addMission, { title: "Services" });
  await ann.saved();
  const writer = ann.document.doc.clientID;
  ann.leave();
  await visit(4);
  expect((await server.storage.load(planId))?.claims.size).toBe(5);
  await visit(4);
  await expect.poll(async () => (await server.storage.load(planId))?.claims.size).toBeLessThan(6);
  expect((await server.storage.load(planId))?.claims.get(writer)).toBe("ann");
  const again = await new SyncDesk(server.url, planId).synced();
  expect(again.records.missions.size).toBe(1);
});

it("PRO-77: the checkpoint of a large plan is made of what is on disk, and the plan is the same", async () => {
  const dataDir = temporaryFolder();
  const server = await startTestServer({ dataDir, limits: { checkpointRows: 10, largePlanBytes: 1 } });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  const missionId = ann.do(addMission, { title: "Services" });
  for (let at = 0; at < 12; at += 1) {
    ann.do(renameMission, { missionId, title: `Title ${at}` });
    await ann.saved();
  }
  await expect.poll(async () => (await server.storage.load(planId))?.updates.length).toBeLessThan(9);
  ann.do(renameMission, { missionId, title: "The last one" });
  await ann.saved();
  await server.stop();
  expect(server.complaints).toEqual([]);
  const reopened = await startTestServer({ dataDir });
  expect((await reopened.rooms.read(planId))?.records).toEqual(ann.records);
});

it("PRO-78: a plan that is unloaded leaves nothing of it in memory", async () => {
  const storage = createMemoryStorage();
  const server = await startTestServer({ storage, limits: { roomGraceMs: 1 } });
  const planIds: PlanId[] = [];
  for (let at = 0; at < 100; at += 1) planIds.push(await server.createPlan());
  const documents: WeakRef<Y.Doc>[] = [];
  for (const planId of planIds) {
    const client = await new RawClient(server.url, planId).greet();
    await client.next("step2");
    const room = await server.rooms.open(planId);
    documents.push(new WeakRef(room!.document.doc));
    client.socket.close();
  }
  await expect.poll(() => server.rooms.metrics().rooms).toBe(0);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const left = (): number => {
    collect();
    return documents.filter((document) => document.deref() !== undefined).length;
  };
  // What the last turn of the event loop still holds may stay.
  await expect.poll(left).toBeLessThan(3);
});

it("PRO-18: what one client alone wrote in a tick is not sent back to it, what two wrote goes to all", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const clients = [];
  for (const userId of ["ann", "bob", "cid"]) {
    const client = await new RawClient(server.url, planId, { userId }).greet();
    await client.next("step2");
    clients.push(client);
  }
  const [ann, bob, cid] = clients;
  const written = new Y.Doc();
  written.getMap("people").set("p", new Y.Map());
  ann?.update(Y.encodeStateAsUpdate(written));
  ann?.mark(1);
  await ann?.next("saved");
  await bob?.next("update");
  await cid?.next("update");
  expect(ann?.kinds()).not.toContain("update");
  expect(bob?.heard.at(-1)).toEqual(cid?.heard.at(-1));
});

it("PRO-18: what two wrote while the disk was busy is one frame, and goes to both", async () => {
  const held = heldStorage(await openSqliteStorage({ dataDir: temporaryFolder() }));
  let batches = 0;
  const storage = storageWith(held.storage, {
    append: (entries) => {
      batches += 1;
      return held.storage.append(entries);
    },
  });
  const server = await startTestServer({ storage });
  const planId = await server.createPlan();
  const join = async (userId: string): Promise<RawClient> => {
    const client = await new RawClient(server.url, planId, { userId }).greet();
    await client.next("step2");
    return client;
  };
  const [ann, bob, cid] = [await join("ann"), await join("bob"), await join("cid")];
  for (const client of [ann, bob, cid]) client.mark(1);
  for (const client of [ann, bob, cid]) await client.next("saved");
  held.hold();
  batches = 0;
  for (const [client, key] of [
    [cid, "first"],
    [ann, "a"],
    [bob, "b"],
  ] as const) {
    const written = new Y.Doc();
    written.getMap("people").set(key, 1);
    const before = server.rooms.metrics().pending;
    client.update(Y.encodeStateAsUpdate(written));
    // What the first brings is on its way to the disk before the others come.
    await expect.poll(() => [batches, server.rooms.metrics().pending > before]).toEqual([1, true]);
  }
  held.release();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, (await ann.next("update")).content);
  expect([...doc.getMap("people").keys()]).toEqual(["first"]);
  Y.applyUpdate(doc, (await ann.next("update")).content);
  expect([...doc.getMap("people").keys()].toSorted()).toEqual(["a", "b", "first"]);
  await bob.next("update");
  await bob.next("update");
  await cid.next("update");
  expect(bob.heard.at(-1)).toEqual(ann.heard.at(-1));
  expect(cid.heard.at(-1)).toEqual(ann.heard.at(-1));
});
