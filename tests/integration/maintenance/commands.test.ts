import "fake-indexeddb/auto";

import { statSync, truncateSync } from "node:fs";

import { expect, it } from "vitest";
import * as Y from "yjs";

import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { loadDocument } from "#server/sync/loadDocument.ts";
import { addMission } from "#shared/commands/missions.ts";
import type { PlanId } from "#shared/model/id.ts";
import { Browser, ClientWindow, until } from "#tests/support/clientWindow.ts";
import { runMain } from "#tests/support/commandLine.ts";
import {
  damagedStore,
  editStored,
  inStore,
  storedRecords,
  storeExample,
  tamper,
  UNUSED_CLAIM,
} from "#tests/support/storedPlans.ts";
import { serverOn } from "#tests/support/serverOn.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";
import type { TestServer } from "#tests/support/testServer.ts";

/** Puts something into a plan that no command would. */
async function writeOddly({ storage }: TestServer, planId: PlanId): Promise<void> {
  const { doc, roots } = loadDocument(planId, (await storage.load(planId))!);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  roots.people.set("odd", 1);
  await storage.append(updates.map((update) => ({ kind: "update", planId, update, at: 0 })));
}

it("SRV-32: what no command writes is told and is no damage; a broken file is damage", async () => {
  const dataDir = temporaryFolder();
  const planId = await inStore(dataDir, storeExample);
  const { server, run } = await serverOn(dataDir);
  const healthy = await run({ name: "verify" });
  expect(healthy).toEqual({ done: true, said: "1 plan looked at, all whole." });
  await writeOddly(server, planId);
  const odd = await run({ name: "verify" });
  expect(odd.done).toBe(true);
  expect(odd.said).toMatch(/: whole; what no command writes: unreadableEntry 1\.\n1 plan looked at, all whole\. In 1 /);
  const broken = temporaryFolder();
  await inStore(broken, storeExample);
  truncateSync(databaseIn(broken), 8_192);
  const { code, stderr } = await runMain(broken, ["verify"]);
  expect(code).toBe(1);
  expect(stderr).toContain("The database file is damaged: ");
});

it("SRV-32: of a damaged plan it is said how much of it can be shown, also if that is nothing", async () => {
  const dataDir = temporaryFolder();
  const { whole, damaged } = await damagedStore(dataDir);
  tamper(databaseIn(dataDir), `UPDATE checkpoints SET content = x'00' WHERE plan = '${whole}'`);
  const { code, complaints } = await runMain(dataDir, ["verify"]);
  expect(code).toBe(1);
  const said = (planId: string): string | undefined => complaints.find((line) => line.includes(planId));
  expect(said(damaged)).toMatch(
    /row 3 is not what was written\. It is shown as it was before, without the last 8 changes\.$/,
  );
  expect(said(whole)).toMatch(/its checkpoint of row \d+ is not what was written\. Nothing of it can be shown; .+\.$/);
});

it("SRV-33: compact leaves every plan as it was, in one state, without claims that nothing needs", async () => {
  const dataDir = temporaryFolder();
  const { server, run } = await serverOn(dataDir);
  const { storage } = server;
  const planId = await storeExample(storage);
  const before = await storedRecords(storage, planId);
  const { claims } = (await storage.load(planId))!;
  expect(claims.size).toBe(2);
  expect(await run({ name: "compact" })).toEqual({
    done: true,
    said: "1 plan compacted. Log rows put together: 10; unused ids dropped: 1.",
  });
  const log = (await storage.load(planId))!;
  expect(log).toMatchObject({ updates: [], sequence: 10 });
  expect([...log.claims.keys()]).toEqual([...claims.keys()].filter((clientId) => clientId !== UNUSED_CLAIM));
  expect(await storedRecords(storage, planId)).toEqual(before);
  await editStored(storage, planId);
  expect((await storage.load(planId))?.sequence).toBe(20);
});

it("STO-27: a damaged checkpoint costs nothing: the plan is edited as ever, verify says what to do, compact does it", async () => {
  const dataDir = temporaryFolder();
  const planId = await inStore(dataDir, async (storage) => {
    const made = await storeExample(storage);
    const log = (await storage.load(made))!;
    const { doc } = loadDocument(made, log);
    await storage.writeCheckpoint(made, log.sequence, Y.encodeStateAsUpdate(doc));
    return made;
  });
  const before = await inStore(dataDir, (storage) => storedRecords(storage, planId));
  tamper(databaseIn(dataDir), "UPDATE checkpoints SET content = x'00' WHERE sequence > 0");
  const { server, run } = await serverOn(dataDir);
  expect(await storedRecords(server.storage, planId)).toEqual(before);
  const window = await new ClientWindow(server.url, planId).reaches("saved");
  window.session.run(addMission, { title: "Written since" });
  await until(() => window.state === "saved");
  expect(server.complaints).toEqual([
    "The last checkpoint of a plan is damaged. All of it was read from the one before.",
  ]);
  const found = await run({ name: "verify" });
  expect(found.done).toBe(false);
  expect(found.said).toContain("its last checkpoint is damaged; all of it is in the one before and since.");
  expect(found.said).toContain("Nothing is lost. node server/main.ts compact writes the checkpoints of 1 plan anew.");
  expect(await run({ name: "compact" })).toMatchObject({ done: true });
  expect(await run({ name: "verify" })).toMatchObject({ done: true });
  const { missions } = await storedRecords(server.storage, planId);
  expect(missions).toHaveLength(before.missions.length + 1);
});

it("SRV-33: compact while somebody writes disturbs nobody, and takes no id away from under them", async () => {
  const dataDir = temporaryFolder();
  const { server, run } = await serverOn(dataDir);
  const planId = await storeExample(server.storage);
  const window = await new ClientWindow(server.url, planId).reaches("saved");
  for (let n = 0; n < 20; n += 1) {
    window.session.run(addMission, { title: `Written ${n}` });
    if (n % 5 === 0) expect((await run({ name: "compact" })).done).toBe(true);
  }
  await until(() => window.state === "saved");
  expect(window.states).not.toContain("reconnecting");
  expect((await server.storage.load(planId))?.claims.has(UNUSED_CLAIM)).toBe(true);
  const records = await storedRecords(server.storage, planId);
  expect(records.missions.filter(({ title }) => String(title).startsWith("Written"))).toHaveLength(20);
});

it("SRV-33: with the server stopped, compact gives the space of the log back", async () => {
  const dataDir = temporaryFolder();
  const planId = await inStore(dataDir, async (storage) => {
    const made = await storeExample(storage);
    for (let n = 0; n < 15; n += 1) await editStored(storage, made);
    return made;
  });
  const before = await inStore(dataDir, (storage) => storedRecords(storage, planId));
  const size = statSync(databaseIn(dataDir)).size;
  expect(await runMain(dataDir, ["compact"])).toMatchObject({ code: 0, complaints: [] });
  expect(statSync(databaseIn(dataDir)).size).toBeLessThan(size);
  expect(await inStore(dataDir, (storage) => storedRecords(storage, planId))).toEqual(before);
});

it("SRV-33: a damaged plan is named and left as it is; the others are compacted", async () => {
  const dataDir = temporaryFolder();
  const { whole, damaged } = await damagedStore(dataDir);
  const { code, stderr } = await runMain(dataDir, ["compact"]);
  expect(code).toBe(1);
  expect(stderr).toContain(damaged);
  await inStore(dataDir, async (storage) => {
    expect((await storage.load(whole))?.updates).toEqual([]);
    await expect(storage.load(damaged)).rejects.toThrow("row 3 is not what was written");
  });
});

it("SRV-34: rebuild keeps every record, drops the history, and whoever is there gets the new document by themselves", async () => {
  const { server, run } = await serverOn(temporaryFolder());
  const planId = await storeExample(server.storage);
  const browser = new Browser();
  const window = await new ClientWindow(server.url, planId, browser).reaches("saved");
  window.session.run(addMission, { title: "Written before" });
  await until(() => window.state === "saved" && server.rooms.metrics().pending === 0);
  const before = await storedRecords(server.storage, planId);
  const { epoch } = (await server.storage.load(planId))!;
  const { done, said } = await run({ name: "rebuild", planId });
  expect([done, said]).toEqual([true, expect.stringMatching(/is rebuilt: \d+ bytes before, \d+ now\.$/)]);
  const log = (await server.storage.load(planId))!;
  expect(log.epoch).not.toBe(epoch);
  expect(await storedRecords(server.storage, planId)).toEqual(before);
  await until(() => window.wire.addresses.at(-1)?.searchParams.get("epoch") === log.epoch && window.state === "saved");
  window.session.run(addMission, { title: "Written after" });
  await until(() => window.state === "saved" && server.rooms.metrics().pending === 0);
  const titles = (await storedRecords(server.storage, planId)).missions.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(["Written before", "Written after"]));
});

it("SRV-34: a plan that is not there or is damaged is said, and left as it is", async () => {
  const dataDir = temporaryFolder();
  const { damaged } = await damagedStore(dataDir);
  const { run } = await serverOn(dataDir);
  const unknown = await run({ name: "rebuild", planId: "nowhere" as PlanId });
  expect(unknown).toMatchObject({ done: false, said: expect.stringContaining("There is no plan nowhere.") });
  const refused = await run({ name: "rebuild", planId: damaged });
  expect(refused).toMatchObject({ done: false, said: expect.stringContaining("was left as it is") });
});
