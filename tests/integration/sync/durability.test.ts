import { expect, it, onTestFinished } from "vitest";

import { archiveObjective, addObjective } from "#shared/commands/objectives.ts";
import { addMission, renameMission } from "#shared/commands/missions.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { RawClient } from "../../support/rawClient.ts";
import { heldStorage } from "../../support/storageWith.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { startTestServer } from "../../support/testServer.ts";
import type { TestServer } from "../../support/testServer.ts";

/** A server on a disk that a test can make slow or broken. */
async function onFaultyDisk(): Promise<{ server: TestServer; faults: { commitDelayMs: number; failCommits: number } }> {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const storage = await openSqliteStorage({ dataDir: temporaryFolder(), faults, probeMs: 20 });
  return { server: await startTestServer({ storage }), faults };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it("PRO-5: on a slow disk a change is neither saved nor seen by another before it is committed", async () => {
  const { server, faults } = await onFaultyDisk();
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  const bob = await new SyncDesk(server.url, planId).synced();
  const events: string[] = [];
  const append = server.storage.append.bind(server.storage);
  Object.assign(server.storage, {
    append: async (entries: Parameters<typeof append>[0]) => {
      const result = await append(entries);
      events.push("committed");
      return result;
    },
  });
  faults.commitDelayMs = 500;
  const mission = ann.do(addMission, { title: "Services" });
  bob.projection.subscribe(() => events.push("seen"));
  const saved = ann.saved().then(() => events.push("saved"));
  // Somebody who joins while the commit is under way sees nothing sooner either.
  await pause(100);
  const cid = new SyncDesk(server.url, planId);
  void cid.synced().then(() => events.push("joined"));
  await saved;
  await expect.poll(() => bob.records.missions.get(mission)?.title).toBe("Services");
  await cid.synced();
  expect(cid.records.missions.get(mission)?.title).toBe("Services");
  expect(events[0]).toBe("committed");
  expect(events).toEqual(expect.arrayContaining(["seen", "saved", "joined"]));
});

it("PRO-5: a read that began before a change was committed answers after it was", async () => {
  const { storage, hold, release } = heldStorage(createMemoryStorage());
  const server = await startTestServer({ storage });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  await ann.saved();
  hold();
  const mission = ann.do(addMission, { title: "Services" });
  await expect.poll(() => server.rooms.metrics().pending).toBeGreaterThan(0);
  let answered = false;
  const reading = server.rooms.read(planId).finally(() => (answered = true));
  await pause(50);
  expect(answered).toBe(false);
  release();
  const read = await reading;
  expect(read?.records.missions.has(mission)).toBe(true);
  expect(await server.storage.load(planId)).toMatchObject({ sequence: 1 });
});

it("PRO-5: while one plan waits for the disk, presence and newcomers of others go on", async () => {
  const { storage, hold, release } = heldStorage(await openSqliteStorage({ dataDir: temporaryFolder() }));
  const server = await startTestServer({ storage });
  onTestFinished(release);
  const [slow, other] = [await server.createPlan(), await server.createPlan()];
  const ann = await new SyncDesk(server.url, slow).synced();
  const bob = await new SyncDesk(server.url, other).synced();
  const cid = await new SyncDesk(server.url, other).synced();
  for (const desk of [ann, cid]) await desk.saved();
  hold();
  let committed = false;
  ann.do(addMission, { title: "Services" });
  await expect.poll(() => server.rooms.metrics().pending).toBeGreaterThan(0);
  const saved = ann.saved().then(() => (committed = true));
  bob.provider.awareness.setLocalState({ personId: null, focus: null });
  // The same user in a new tab: nothing to claim, so nothing to wait for.
  const dan = await new SyncDesk(server.url, other, { role: "viewer" }).synced();
  await expect
    .poll(() => cid.provider.awareness.getStates().has(bob.document.doc.clientID), { interval: 5 })
    .toBe(true);
  expect(dan.provider.synced).toBe(true);
  expect(committed).toBe(false);
  release();
  await saved;
});

it("PRO-6: a deletion alone and an undo are reported saved only once they are on disk", async () => {
  const { server, faults } = await onFaultyDisk();
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  const missionId = ann.do(addMission, { title: "Services and more" });
  const objectiveId = ann.do(addObjective, { missionId, title: "Laptops" });
  await ann.saved();
  faults.commitDelayMs = 200;
  const sequence = async (): Promise<number> => (await server.storage.load(planId))?.sequence ?? 0;
  const before = await sequence();
  ann.do(renameMission, { missionId, title: "Services" });
  await ann.saved();
  const afterDeletion = await sequence();
  expect(afterDeletion).toBeGreaterThan(before);
  ann.do(archiveObjective, { objectiveId });
  await ann.saved();
  const afterArchive = await sequence();
  expect(ann.undo().ok).toBe(true);
  await ann.saved();
  expect(await sequence()).toBeGreaterThan(afterArchive);
  const late = await new SyncDesk(server.url, planId).synced();
  expect(late.records.objectives.get(objectiveId)?.archived).toBeNull();
  expect(late.records.missions.get(missionId)?.title).toBe("Services");
});

it("PRO-6: marks are answered in order, also when there was nothing to save; others close with 4400", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  for (const n of [1, 2, 5]) client.mark(n);
  for (const n of [1, 2, 5]) expect((await client.next("saved")).n).toBe(n);
  client.mark(5);
  expect(await client.closed()).toBe(4400);
});
