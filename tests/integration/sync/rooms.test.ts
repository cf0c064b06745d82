import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, it } from "vitest";
import * as Y from "yjs";

import { DamagedPlanError } from "#server/storage/planStorage.ts";
import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { addMission } from "#shared/commands/missions.ts";
import { addObjective, renameObjective } from "#shared/commands/objectives.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import type { MissionId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { RawClient } from "../../support/rawClient.ts";
import { seededRandom } from "../../support/seeded.ts";
import { tamper } from "../../support/storedPlans.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { startTestServer } from "../../support/testServer.ts";
import type { TestServer } from "../../support/testServer.ts";

/** The plan as a new process would read it from disk. */
async function replay({ storage }: TestServer, planId: PlanId): Promise<{ records: PlanRecords; rows: number }> {
  const log = await storage.load(planId);
  const document = planDocument(newYDoc());
  for (const update of [...(log?.checkpoint ? [log.checkpoint] : []), ...(log?.updates ?? [])]) {
    Y.applyUpdate(document.doc, update);
  }
  return { records: readPlan(document).records, rows: log?.updates.length ?? 0 };
}

it("PRO-19: a hundred who join at once load the plan once", async () => {
  const storage = createMemoryStorage();
  let loads = 0;
  const load = storage.load.bind(storage);
  storage.load = async (planId) => {
    loads += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return load(planId);
  };
  const server = await startTestServer({ storage });
  const planId = await server.createPlan();
  const all = Array.from({ length: 100 }, (_, at) => new RawClient(server.url, planId, { userId: `u${at}` }).greet());
  for (const client of await Promise.all(all)) await client.next("step2");
  expect(loads).toBe(1);
  expect(server.rooms.metrics()).toMatchObject({ rooms: 1, sockets: 100, pending: 0 });
});

it("PRO-19: the last one leaving while another joins, again and again, loses nothing", async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const random = seededRandom(seed);
  // No grace at all: every leaving unloads.
  const server = await startTestServer({ limits: { roomGraceMs: 0 } });
  const planId = await server.createPlan();
  for (let round = 1; round <= 25; round += 1) {
    const desk = await new SyncDesk(server.url, planId).synced();
    expect(desk.records.missions.size, `seed ${seed}, round ${round}`).toBe(round - 1);
    desk.do(addMission, { title: `Mission ${round}` });
    if (random() < 0.5) await desk.saved();
    else await expect.poll(() => server.rooms.metrics().sequence, { interval: 1 }).toBeGreaterThanOrEqual(round);
    desk.leave();
    if (random() < 0.5) await new Promise((resolve) => setTimeout(resolve, random() * 5));
  }
  expect((await replay(server, planId)).records.missions.size, `seed ${seed}`).toBe(25);
  await expect.poll(() => server.rooms.metrics().rooms).toBe(0);
});

it("PRO-19: what was sent just before the last one left is committed before the plan is unloaded", async () => {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const storage = await openSqliteStorage({ dataDir: temporaryFolder(), faults });
  const server = await startTestServer({ storage, limits: { roomGraceMs: 0 } });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  faults.commitDelayMs = 1_000;
  ann.do(addMission, { title: "Services" });
  await expect.poll(() => server.rooms.metrics().pending, { interval: 1 }).toBeGreaterThan(0);
  ann.leave();
  await expect.poll(() => server.rooms.metrics().rooms).toBe(0);
  expect((await replay(server, planId)).records.missions.size).toBe(1);
});

it("PRO-20: a damaged plan is shown as of its last good point, takes nothing, and opens whole once it is mended", async () => {
  const dataDir = temporaryFolder();
  const first = await startTestServer({ dataDir });
  const [planId, other] = [await first.createPlan(), await first.createPlan()];
  const ann = await new SyncDesk(first.url, planId).synced();
  for (const title of ["Services", "Data", "Skills"]) {
    ann.do(addMission, { title });
    await ann.saved();
  }
  await first.stop();
  const database = new DatabaseSync(join(dataDir, "waymark.db"));
  database.exec("UPDATE update_log SET checksum = checksum + 1 WHERE sequence = 2");
  const damaged = database.prepare("SELECT * FROM update_log").all();

  const second = await startTestServer({ dataDir, limits: { roomGraceMs: 0 } });
  const bob = await new RawClient(second.url, planId, { userId: "bob" }).greet();
  expect((await bob.next("hello")).hello?.condition).toEqual({ kind: "damaged", missing: 2 });
  await bob.next("step2");
  const written = new Y.Doc();
  written.getMap("people").set("p", new Y.Map());
  bob.update(Y.encodeStateAsUpdate(written));
  bob.mark(1);
  const read = await second.rooms.read(planId);
  expect(read?.isWhole).toBe(false);
  expect([...(read?.records.missions.values() ?? [])].map(({ title }) => title)).toEqual(["Services"]);
  expect(second.rooms.metrics()).toMatchObject({ damaged: 1, pending: 0 });
  expect(second.complaints.join()).toContain("A plan is damaged.");
  const cid = await new SyncDesk(second.url, other).synced();
  cid.do(addMission, { title: "Elsewhere" });
  await cid.saved();
  expect(bob.kinds()).not.toContain("saved");
  expect(database.prepare(`SELECT * FROM update_log WHERE plan = '${planId}'`).all()).toEqual(damaged);

  bob.socket.close();
  await expect.poll(() => second.rooms.metrics().damaged).toBe(0);
  database.exec("UPDATE update_log SET checksum = checksum - 1 WHERE sequence = 2");
  database.close();
  const dan = await new SyncDesk(second.url, planId).synced();
  expect(dan.records.missions.size).toBe(3);
});

it("PRO-20: a plan of which nothing can be read closes with 4503", async () => {
  const dataDir = temporaryFolder();
  const server = await startTestServer({ dataDir });
  const planId = await server.createPlan();
  tamper(databaseIn(dataDir), "UPDATE checkpoints SET content = x'00'");
  expect(await new RawClient(server.url, planId).closed()).toBe(4503);
  await expect(server.rooms.read(planId)).rejects.toBeInstanceOf(DamagedPlanError);
  expect(server.complaints.join()).toContain("could not be loaded");
});

it("PRO-20: nothing is written to a plan in a newer layout, by upkeep neither", async () => {
  const server = await startTestServer({ limits: { rekeyQuietMs: 20 } });
  const planId = await server.createPlan(({ roots }) => {
    const placement = { sortKey: "V".repeat(150), by: null, at: 1 };
    const mission = new Y.Map<unknown>(Object.entries({ placement, created: { by: null, at: 1 } }));
    mission.set("title", new Y.Text("Services"));
    mission.set("statement", new Y.Text());
    roots.missions.set("m", mission);
    roots.plan.set("schemaVersion", 99);
  });
  expect(await new RawClient(server.url, planId).closed()).toBe(4503);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await server.storage.load(planId))?.updates).toEqual([]);
});

it("PRO-21: after so many updates there is a checkpoint, and the plan is the same before and after it", async () => {
  const server = await startTestServer({ limits: { checkpointRows: 20, roomGraceMs: 0 } });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  const missionId = ann.do(addMission, { title: "Services" });
  const objectiveId = ann.do(addObjective, { missionId, title: "0" });
  let fewest = Infinity;
  for (let at = 1; at <= 60; at += 1) {
    ann.do(renameObjective, { objectiveId, title: `Title ${at}` });
    await ann.saved();
    const { records, rows } = await replay(server, planId);
    expect(records, `after ${at}`).toEqual(ann.records);
    // The checkpoint that is due then is written beside what goes on.
    if (rows >= 20) await expect.poll(async () => (await replay(server, planId)).rows).toBeLessThan(20);
    fewest = Math.min(fewest, (await replay(server, planId)).rows);
  }
  expect(fewest).toBeLessThan(3);
  ann.leave();
  await expect.poll(() => server.rooms.metrics().rooms).toBe(0);
  const bob = await new SyncDesk(server.url, planId).synced();
  expect(bob.records).toEqual(ann.records);
});

it("PRO-21: a checkpoint that cannot be written changes nothing", async () => {
  const storage = createMemoryStorage();
  storage.writeCheckpoint = () => Promise.reject(new Error("no room"));
  const server = await startTestServer({ storage, limits: { checkpointRows: 3 } });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  for (let at = 0; at < 8; at += 1) {
    ann.do(addMission, { title: `Mission ${at}` });
    await ann.saved();
  }
  expect((await replay(server, planId)).records).toEqual(ann.records);
  expect(server.complaints.join()).toContain("checkpoint could not be written");
  expect(ann.closes).toEqual([]);
});

it("PRO-22: stopping commits and reports what was sent, closes with 1012 and lets nobody in", async () => {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const dataDir = temporaryFolder();
  const storage = await openSqliteStorage({ dataDir, faults });
  const server = await startTestServer({ storage });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  faults.commitDelayMs = 1_000;
  ann.do(addMission, { title: "Services" });
  const saved = ann.saved();
  await expect.poll(() => server.rooms.metrics().pending, { interval: 1 }).toBeGreaterThan(0);
  const drained = server.rooms.drain();
  expect(await new RawClient(server.url, planId, { userId: "late" }).closed()).toBe(1012);
  await saved;
  await drained;
  await expect.poll(() => ann.closes).toContain(1012);
  await server.stop();
  const reopened = await openSqliteStorage({ dataDir });
  expect((await reopened.load(planId))?.updates).toHaveLength(1);
  await reopened.close();
});

it("PRO-23: long order keys are shortened once their list is quiet, without a change of order", async () => {
  const server = await startTestServer({ limits: { rekeyQuietMs: 30 } });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  const missionId = ann.do(addMission, { title: "Services" });
  const cards = ["A", "B", "C"].map((title) => ann.do(addObjective, { missionId, title }));
  const keys = ["V".padEnd(150, "1"), "V".padEnd(150, "2"), "V".padEnd(150, "3")];
  for (const [at, card] of cards.entries()) {
    const record = ann.document.roots.objectives.get(card);
    const placement = { missionId, sortKey: keys[at], by: null, at: 1 };
    if (record instanceof Y.Map) record.set("placement", placement);
  }
  const sortKeys = (): string[] => cards.map((card) => ann.records.objectives.get(card)?.placement.sortKey ?? "");
  await expect.poll(() => Math.max(...sortKeys().map((key) => key.length))).toBeLessThanOrEqual(100);
  expect(sortKeys()).toEqual(sortKeys().toSorted());
  expect((await server.rooms.read(planId))?.records).toEqual(ann.records);
});

it("PRO-26: when an update breaks off half-way, its sender is refused and the others come back to the log", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  const missionId = ann.do(addMission, { title: "Services" });
  await ann.saved();
  ann.provider.params = { ...ann.provider.params, epoch: ann.hellos[0]?.epoch ?? "" };
  const room = await server.rooms.open(planId);
  let breaks = true;
  room?.document.doc.on("beforeObserverCalls", () => {
    if (breaks) throw new Error("broken off");
  });
  const bob = await new RawClient(server.url, planId, { userId: "bob" }).greet();
  await bob.next("step2");
  const written = new Y.Doc();
  written.getMap("people").set("half", new Y.Map());
  bob.update(Y.encodeStateAsUpdate(written));
  expect(await bob.closed()).toBe(4409);
  await expect.poll(() => ann.closes).toContain(1012);
  breaks = false;
  await ann.synced();
  ann.do(addObjective, { missionId, title: "Laptops" });
  await ann.saved();
  const { records } = await replay(server, planId);
  expect(records).toEqual(ann.records);
  expect(records.people.size).toBe(0);
  expect((await server.rooms.read(planId))?.records).toEqual(records);
});

it("PRO-27: a plan that holds what no command writes is repaired when it is loaded, once", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan((document) => {
    document.roots.missions.set("m1", new Y.Map([["title", "Not a shared text"]]));
  });
  const [loaded, again] = [await server.rooms.read(planId), await server.rooms.read(planId)];
  expect(loaded?.records.missions.get("m1" as MissionId)?.title).toBe("Not a shared text");
  expect(again?.records).toEqual(loaded?.records);
  const { records, rows } = await replay(server, planId);
  expect(records).toEqual(loaded?.records);
  expect(rows).toBe(1);
  expect(server.complaints).toEqual(["The plan holds what no command writes; what can be repaired is."]);
});
