import { readdirSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

import { expect, it, onTestFinished } from "vitest";

import { DamagedPlanError, DiskRefusedError } from "#server/storage/planStorage.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import type { SqliteOptions } from "#server/storage/sqlite/openSqliteStorage.ts";
import { runMain } from "../support/commandLine.ts";
import { inStore, tamper } from "../support/storedPlans.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { bytes, claim, newPlan, update } from "./planStorageContract.ts";

async function open(dataDir: string, options: Partial<SqliteOptions> = {}): Promise<PlanStorage> {
  const storage = await openSqliteStorage({ dataDir, ...options });
  onTestFinished(() => storage.close());
  return storage;
}

it("STO-22: after a refused write nothing of it is ever read, all that was committed before is, and writing goes on", async () => {
  const dataDir = temporaryFolder();
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const storage = await open(dataDir, { faults, probeMs: 60_000 });
  const plan = newPlan();
  await storage.createPlan(plan);
  const kept: number[] = [];
  for (let n = 1; n <= 12; n += 1) {
    faults.failCommits = n % 3 === 0 ? 1 : 0;
    const appended = storage.append([update(plan.planId, n)]);
    if (n % 3 === 0) await expect(appended).rejects.toBeInstanceOf(DiskRefusedError);
    else kept.push(n);
    await appended.catch(() => undefined);
    expect((await storage.load(plan.planId))?.updates).toEqual(kept.map(bytes));
  }
  await storage.close();
  expect((await (await open(dataDir)).load(plan.planId))?.updates).toEqual(kept.map(bytes));
  expect(new DatabaseSync(databaseIn(dataDir)).prepare("PRAGMA integrity_check").get()).toEqual({
    integrity_check: "ok",
  });
});

it("STO-23: a disk that is full refuses, reads go on, and when there is room again it writes by itself", async () => {
  const faults = { commitDelayMs: 0, failCommits: 0, mostPages: 40 };
  const storage = await open(temporaryFolder(), { faults, probeMs: 10 });
  const told: boolean[] = [];
  storage.followWritable((writable) => told.push(writable));
  const plan = newPlan();
  await storage.createPlan(plan);
  const large = { ...update(plan.planId, 1), update: new Uint8Array(50_000).fill(7) };
  const appended: number[] = [];
  const refusal = await (async () => {
    for (;;) appended.push(...(await storage.append([large])));
  })().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DiskRefusedError);
  expect(appended.length).toBeGreaterThan(0);
  expect(told).toEqual([false]);
  // There is room for something small, which must not make it take turns.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([storage.writable, told]).toEqual([false, [false]]);
  expect((await storage.load(plan.planId))?.sequence).toBe(appended.length);
  faults.mostPages = 1_000_000;
  await expect.poll(() => storage.writable).toBe(true);
  expect(told).toEqual([false, true]);
  expect(await storage.append([large])).toEqual([appended.length + 1]);
});

it("STO-23: a store that is opened while its disk is full can be read", async () => {
  const dataDir = temporaryFolder();
  const plan = newPlan();
  await inStore(dataDir, (storage) => storage.createPlan(plan));
  const storage = await open(dataDir, { faults: { commitDelayMs: 0, failCommits: 1 }, probeMs: 60_000 });
  expect(storage.writable).toBe(false);
  expect((await storage.load(plan.planId))?.checkpoint).toEqual(plan.state);
});

const DAMAGES = [
  ["a flipped bit in an update", "UPDATE update_log SET content = x'0000' WHERE sequence = 2", 1, 2],
  ["an update that is missing", "DELETE FROM update_log WHERE sequence = 2", 1, 2],
  ["a log that ends too early", "DELETE FROM update_log WHERE sequence = 3", 2, 1],
  ["a changed owner of a clientID", "UPDATE client_ids SET user_id = 'bob'", 3, 0],
] as const;

it.each(DAMAGES)("STO-24: of a plan with %s what lies before it is salvaged", async (_, sql, whole, missing) => {
  const dataDir = temporaryFolder();
  const [plan, other] = [newPlan(), newPlan()];
  await inStore(dataDir, async (storage) => {
    await storage.createPlan(plan);
    await storage.append([1, 2, 3].map((content) => update(plan.planId, content)));
    await storage.append([claim(plan.planId, 70_000, "ann")]);
    await storage.createPlan(other);
  });
  tamper(databaseIn(dataDir), sql);
  const storage = await open(dataDir);
  await expect(storage.load(plan.planId)).rejects.toBeInstanceOf(DamagedPlanError);
  const salvaged = await storage.salvage(plan.planId);
  expect(salvaged).toMatchObject({ missing, log: { epoch: plan.epoch, checkpoint: plan.state, sequence: whole } });
  expect(salvaged?.log.updates).toEqual([1, 2, 3].slice(0, whole).map(bytes));
  expect(await storage.salvage(other.planId)).toMatchObject({ missing: 0 });
});

const LOST_CHECKPOINTS = [
  ["changed", "UPDATE checkpoints SET content = x'00' WHERE sequence = 6"],
  ["gone", "DELETE FROM checkpoints WHERE sequence = 6"],
] as const;

it.each(LOST_CHECKPOINTS)(
  "STO-27: a plan whose last checkpoint is %s is whole by the one before and all rows since, and the next one mends it",
  async (_, sql) => {
    const dataDir = temporaryFolder();
    const plan = newPlan();
    const rows = [1, 2, 3, 4, 5, 6, 7, 8];
    await inStore(dataDir, async (storage) => {
      await storage.createPlan(plan);
      await storage.append(rows.map((content) => update(plan.planId, content)));
      for (const sequence of [2, 4, 6]) await storage.writeCheckpoint(plan.planId, sequence, bytes(90 + sequence));
    });
    tamper(databaseIn(dataDir), sql);
    const storage = await open(dataDir);
    expect(await storage.load(plan.planId)).toMatchObject({
      epoch: plan.epoch,
      checkpoint: bytes(94),
      updates: [5, 6, 7, 8].map(bytes),
      sequence: 8,
    });
    await storage.writeCheckpoint(plan.planId, 8, bytes(98));
    expect(await storage.load(plan.planId)).toEqual({
      epoch: plan.epoch,
      checkpoint: bytes(98),
      updates: [],
      sequence: 8,
      claims: new Map(),
    });
  },
);

it("STO-27: nothing older than the checkpoint before the last is kept; of that one and a row since that are damaged the rest is salvaged", async () => {
  const dataDir = temporaryFolder();
  const plan = newPlan();
  await inStore(dataDir, async (storage) => {
    await storage.createPlan(plan);
    await storage.append([1, 2, 3, 4, 5, 6].map((content) => update(plan.planId, content)));
    for (const sequence of [2, 4, 6, 6]) await storage.writeCheckpoint(plan.planId, sequence, bytes(90 + sequence));
  });
  const database = new DatabaseSync(databaseIn(dataDir), { readOnly: true });
  const sequences = (table: string): unknown[] =>
    database
      .prepare(`SELECT sequence FROM ${table} ORDER BY sequence`)
      .all()
      .map((row) => row["sequence"]);
  expect([sequences("checkpoints"), sequences("update_log")]).toEqual([
    [4, 6],
    [5, 6],
  ]);
  database.close();
  tamper(databaseIn(dataDir), "UPDATE checkpoints SET content = x'00' WHERE sequence = 6");
  tamper(databaseIn(dataDir), "UPDATE update_log SET content = x'00' WHERE sequence = 6");
  const storage = await open(dataDir);
  await expect(storage.load(plan.planId)).rejects.toBeInstanceOf(DamagedPlanError);
  expect(await storage.salvage(plan.planId)).toMatchObject({
    missing: 1,
    log: { checkpoint: bytes(94), updates: [bytes(5)], sequence: 5 },
  });
});

it("STO-24: a plan whose beginning is damaged has nothing to salvage; an entry that is none is left out of the list", async () => {
  const dataDir = temporaryFolder();
  const plans = [1, 2, 3].map((createdAt) => newPlan({ createdAt, title: String(createdAt) }));
  await inStore(dataDir, async (storage) => {
    for (const plan of plans) await storage.createPlan(plan);
  });
  tamper(databaseIn(dataDir), `UPDATE checkpoints SET content = x'00' WHERE plan = '${plans[0]?.planId}'`);
  tamper(
    databaseIn(dataDir),
    `PRAGMA foreign_keys = OFF; UPDATE plans SET plan = 'no id!' WHERE plan = '${plans[1]?.planId}'`,
  );
  const storage = await open(dataDir);
  await expect(storage.salvage(plans[0]!.planId)).rejects.toBeInstanceOf(DamagedPlanError);
  expect((await storage.listPlans()).map(({ title }) => title)).toEqual(["3", "1"]);
});

it("STO-25: a database that is empty, is gone while its log is there, or is none of ours is not taken for a new one", async () => {
  const emptied = temporaryFolder();
  await inStore(emptied, (storage) => storage.createPlan(newPlan()));
  truncateSync(databaseIn(emptied), 0);
  await expect(openSqliteStorage({ dataDir: emptied })).rejects.toThrow("is empty, so the plans that were in it are");
  const verified = await runMain(emptied, ["verify"]);
  expect([verified.code, verified.stderr]).toEqual([1, expect.stringContaining("Restore a backup: node server/main")]);
  const headless = temporaryFolder();
  writeFileSync(`${databaseIn(headless)}-wal`, "frames");
  await expect(openSqliteStorage({ dataDir: headless })).rejects.toThrow(
    "is missing, so the plans that were in it are",
  );
  const foreign = temporaryFolder();
  tamper(databaseIn(foreign), "CREATE TABLE recipes (name)");
  await expect(openSqliteStorage({ dataDir: foreign })).rejects.toThrow("is empty or not Waymark’s");
  expect(readdirSync(foreign).toSorted()).toEqual(["waymark.db", "waymark.lock"]);
});

it("STO-25: what a start that was killed has left is no database yet, and is in nobody's way", async () => {
  const [source, dataDir] = [temporaryFolder(), temporaryFolder()];
  await inStore(source, () => Promise.resolve());
  renameSync(databaseIn(source), `${databaseIn(dataDir)}.new`);
  truncateSync(`${databaseIn(dataDir)}.new`, 4_096);
  const plan = newPlan();
  await (await open(dataDir)).createPlan(plan);
  expect(readdirSync(dataDir).filter((name) => name.includes(".new"))).toEqual([]);
});
