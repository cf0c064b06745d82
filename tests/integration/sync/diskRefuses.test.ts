import "fake-indexeddb/auto";

import { expect, it, onTestFinished, vi } from "vitest";
import * as Y from "yjs";

import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { addMission, renameMission } from "#shared/commands/missions.ts";
import { Browser, ClientWindow, until } from "../../support/clientWindow.ts";
import { done } from "../../support/factories.ts";
import { ownTime } from "../../support/ownTime.ts";
import { RawClient } from "../../support/rawClient.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { startTestServer } from "../../support/testServer.ts";
import type { TestServer } from "../../support/testServer.ts";

interface Faults {
  commitDelayMs: number;
  failCommits: number;
}

/** A server on a disk that a test can break. */
async function onFaultyDisk(): Promise<{ server: TestServer; faults: Faults }> {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const storage = await openSqliteStorage({ dataDir: temporaryFolder(), faults, probeMs: 20 });
  return { server: await startTestServer({ storage }), faults };
}

/** Milliseconds: the promised time in which a screen says so. */
const PROMISED = 2_000;

it("PRO-7: what a disk refuses is told and seen by nobody as done; each plan says within 2 s that it takes nothing", async () => {
  const { server, faults } = await onFaultyDisk();
  const [planId, other] = [await server.createPlan(), await server.createPlan()];
  const ann = await new SyncDesk(server.url, planId).synced();
  const bob = await new RawClient(server.url, planId, { userId: "bob" }).greet();
  const cid = await new RawClient(server.url, other, { userId: "cid" }).greet();
  for (const client of [bob, cid]) expect((await client.next("hello")).hello?.condition).toEqual({ kind: "writable" });
  await bob.next("step2");
  await cid.next("step2");
  faults.failCommits = Infinity;
  const took = ownTime();
  ann.do(addMission, { title: "Services" });
  let acknowledged = false;
  void ann.saved().then(() => (acknowledged = true));
  for (const client of [bob, cid]) expect((await client.next("condition")).condition).toEqual({ kind: "diskRefuses" });
  expect(took()).toBeLessThan(PROMISED);
  // Only the plan that holds what was not committed is read anew.
  expect(await bob.closed()).toBe(1012);
  expect(bob.kinds()).not.toContain("update");
  expect(acknowledged).toBe(false);
  expect((await server.storage.load(planId))?.sequence).toBe(0);
  expect(server.rooms.metrics().pending).toBe(0);

  // A newcomer reads the plan, and what it writes is neither refused nor answered until the disk takes it.
  const dan = await new RawClient(server.url, planId, { userId: "dan" }).greet();
  expect((await dan.next("hello")).hello?.condition).toEqual({ kind: "diskRefuses" });
  await dan.next("step2");
  const written = new Y.Doc();
  written.getMap("people").set("p", new Y.Map());
  dan.update(Y.encodeStateAsUpdate(written));
  dan.mark(1);
  // Once this is answered, that has been read as well: before the disk takes anything again.
  await (await dan.greet()).next("step2");
  expect(await server.rooms.read(planId)).toMatchObject({ isWhole: true });
  faults.failCommits = 0;
  expect((await dan.next("condition")).condition).toEqual({ kind: "writable" });
  expect(dan.kinds()).not.toContain("saved");
  await dan.next("step1");
  dan.step2(Y.encodeStateAsUpdate(written));
  expect((await dan.next("saved")).n).toBe(1);
  expect(cid.kinds()).not.toContain("close");
  expect((await cid.next("condition")).condition).toEqual({ kind: "writable" });
});

it("PRO-7: a single refused commit costs its plan a new connection and nothing else", async () => {
  const { server, faults } = await onFaultyDisk();
  const planId = await server.createPlan();
  // The longest wait for a new connection is as long as that after which a window counts as offline: it is the shortest
  // here, and on this time scale there are ten seconds for the connection itself.
  const slowly = 8;
  const ann = await new ClientWindow(server.url, planId, new Browser(), slowly).reaches("saved");
  const bob = await new ClientWindow(server.url, planId, new Browser(), slowly).reaches("saved");
  const chance = vi.spyOn(Math, "random").mockReturnValue(0);
  onTestFinished(() => chance.mockRestore());
  faults.failCommits = 1;
  done(ann.session.run(addMission, { title: "Services" }));
  await until(() => bob.missionTitles.includes("Services"));
  await ann.reaches("saved");
  expect(ann.states).toContain("unavailable");
  expect([...ann.states, ...bob.states]).not.toContain("offline");
  expect((await server.storage.load(planId))?.sequence).toBe(1);
});

it("PRO-7: a disk that refuses in the middle of joining lets people in without it", async () => {
  const { server, faults } = await onFaultyDisk();
  const planId = await server.createPlan();
  // The claim of a clientID is the first thing a newcomer makes the server write.
  faults.failCommits = Infinity;
  const ann = await new ClientWindow(server.url, planId).reaches("unavailable");
  await until(() => ann.session.planStore.getState().records !== null);
  faults.failCommits = 0;
  await ann.reaches("saved");
});

it("SCR-340: while a disk refuses people read, see each other and go on; then all is saved, without a reload", async () => {
  const { server, faults } = await onFaultyDisk();
  const planId = await server.createPlan();
  const ann = await new ClientWindow(server.url, planId).reaches("saved");
  const bob = await new ClientWindow(server.url, planId).reaches("saved");
  const missionId = done(ann.session.run(addMission, { title: "Data" })).value;
  await until(() => bob.missionTitles.length === 1);
  await ann.reaches("saved");
  faults.failCommits = Infinity;
  const took = ownTime();
  done(ann.session.run(renameMission, { missionId, title: "Data at the heart" }));
  await until(() => [ann, bob].every(({ state }) => state === "unavailable"));
  expect(took()).toBeLessThan(PROMISED);
  done(bob.session.run(addMission, { title: "Skills" }));
  const cid = await new ClientWindow(server.url, planId).reaches("unavailable");
  await until(() => cid.missionTitles.length === 1);
  expect(cid.missionTitles).toEqual(["Data"]);
  await until(() => cid.session.presenceStore.getState().others.length === 2);
  expect([ann.missionTitles, bob.missionTitles]).toEqual([["Data at the heart"], ["Data", "Skills"]]);
  faults.failCommits = 0;
  for (const window of [ann, bob, cid]) {
    await until(() => window.missionTitles.join() === "Data at the heart,Skills");
    await window.reaches("saved");
    expect(window.session.planStore.getState()).toMatchObject({ documentNumber: 0, recoveryCopies: 0 });
  }
  expect(server.complaints.filter((line) => !line.includes("A commit failed"))).toEqual([]);
});

it("PRO-56: a mark that nobody is going to answer is not waited for", async () => {
  const { server, faults } = await onFaultyDisk();
  const [planId, other] = [await server.createPlan(), await server.createPlan()];
  const quick = 0.05;
  const viewer = await new ClientWindow(server.url, other, new Browser("viewer"), quick).reaches("readonly");
  const ann = await new ClientWindow(server.url, planId, new Browser(), quick).reaches("saved");
  const connections = (): readonly number[] => [viewer.wire.addresses.length, ann.wire.addresses.length];
  const [viewers = 0, anns = 0] = connections();
  faults.failCommits = Infinity;
  done(ann.session.run(addMission, { title: "Services" }));
  await until(() => ann.wire.addresses.length > anns && ann.state === "unavailable");
  // Twice as long as a mark is waited for on this time scale.
  await new Promise((resolve) => setTimeout(resolve, 2 * 15_000 * quick));
  expect(connections()).toEqual([viewers, anns + 1]);
  faults.failCommits = 0;
  await ann.reaches("saved");
});
