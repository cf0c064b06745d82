import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, it, onTestFinished } from "vitest";

import type { PlanStorage } from "#server/storage/planStorage.ts";
import { DamagedPlanError } from "#server/storage/planStorage.ts";
import { databaseIn, takeDataFolder } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import type { SqliteOptions } from "#server/storage/sqlite/openSqliteStorage.ts";
import { migrate, readVersion } from "#server/storage/sqlite/schema.ts";
import { tamper } from "../support/storedPlans.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { accessStorageContract } from "./accessStorageContract.ts";
import { bytes, claim, newPlan, planStorageContract, update } from "./planStorageContract.ts";

accessStorageContract("sqlite", () => openSqliteStorage({ dataDir: temporaryFolder() }));
planStorageContract("sqlite", () => openSqliteStorage({ dataDir: temporaryFolder() }));

async function open(dataDir: string, options: Partial<SqliteOptions> = {}): Promise<PlanStorage> {
  const storage = await openSqliteStorage({ dataDir, ...options });
  onTestFinished(() => storage.close());
  return storage;
}

it("STO-5: what was written is there after the storage was closed and opened again", async () => {
  const dataDir = temporaryFolder();
  const plan = newPlan();
  const first = await open(dataDir);
  await first.createPlan(plan);
  await first.append([claim(plan.planId, 70_000, "ann"), update(plan.planId, 1)]);
  await first.close();
  const log = await (await open(dataDir)).load(plan.planId);
  expect(log).toMatchObject({ updates: [bytes(1)], sequence: 1, claims: new Map([[70_000, "ann"]]) });
});

it("STO-5: the folder and every file in it are for their owner alone", async () => {
  const dataDir = join(temporaryFolder(), "nested", "data");
  const storage = await open(dataDir);
  await storage.createPlan(newPlan());
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  const files = readdirSync(dataDir);
  expect(files).toContain("waymark.db-wal");
  for (const file of files) expect(statSync(join(dataDir, file)).mode & 0o777, file).toBe(0o600);
});

it("STO-29: of a plan that is removed or rebuilt no word is left in the folder", async () => {
  const dataDir = temporaryFolder();
  const storage = await open(dataDir);
  const secret = (n: number): Uint8Array => Buffer.from(`Sesame ${n} ${"x".repeat(3_000)}`);
  const [removed, rebuilt] = [newPlan({ state: secret(0) }), newPlan({ state: secret(0) })];
  for (const plan of [removed, rebuilt]) {
    await storage.createPlan(plan);
    for (let n = 1; n <= 60; n += 1) await storage.append([{ ...update(plan.planId, 0), update: secret(n) }]);
    for (const sequence of [20, 40]) await storage.writeCheckpoint(plan.planId, sequence, secret(-sequence));
  }
  const words = (): number =>
    readdirSync(dataDir).reduce(
      (sum, file) => sum + readFileSync(join(dataDir, file)).toString("latin1").split("Sesame").length - 1,
      0,
    );
  expect(words()).toBeGreaterThan(100);
  await storage.removePlan(removed.planId);
  const { planId } = rebuilt;
  await storage.replacePlan({ planId, sequence: 60, epoch: "new", state: bytes(1) });
  expect(words()).toBe(0);
  expect(await storage.load(planId)).toMatchObject({ checkpoint: bytes(1), updates: [], sequence: 60 });
});

it("STO-6: a second storage on one folder is refused with the folder and the way out, in one process", async () => {
  const dataDir = temporaryFolder();
  await open(dataDir);
  const expected = `Another Waymark server is using the data folder ${dataDir}. Stop that server, or set DATA_DIR`;
  await expect(openSqliteStorage({ dataDir })).rejects.toThrow(expected);
});

it("STO-6: another process is refused too, and gets in once the first was killed", async () => {
  const dataDir = temporaryFolder();
  const script = `
    import { databaseIn, takeDataFolder } from ${JSON.stringify(join(import.meta.dirname, "../../server/storage/sqlite/dataFolder.ts"))};
    globalThis.folder = takeDataFolder(${JSON.stringify(dataDir)});
    console.log("taken");
    setInterval(() => {}, 1000);
  `;
  const holder = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  expect(() => takeDataFolder(dataDir)).toThrow("Another Waymark server");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  takeDataFolder(dataDir).release();
});

const DAMAGES = [
  ["a flipped bit in an update", "UPDATE update_log SET content = x'0000' WHERE sequence = 2"],
  ["an update that is missing", "DELETE FROM update_log WHERE sequence = 2"],
  ["a log that ends too early", "DELETE FROM update_log WHERE sequence = 3"],
  [
    "two updates that changed places",
    "UPDATE update_log SET sequence = 5 - sequence + 90 WHERE sequence > 1; UPDATE update_log SET sequence = sequence - 90 WHERE sequence > 90",
  ],
  ["a changed checkpoint", "UPDATE checkpoints SET content = x'00'"],
  ["a missing checkpoint", "DELETE FROM checkpoints"],
  ["a changed epoch", "UPDATE plans SET epoch = 'other'"],
  ["a changed owner of a clientID", "UPDATE client_ids SET user_id = 'bob'"],
] as const;

it.each(DAMAGES)("STO-7: %s is found out at loading, and nothing is overwritten", async (_, sql) => {
  const dataDir = temporaryFolder();
  const storage = await open(dataDir);
  const plan = newPlan();
  await storage.createPlan(plan);
  await storage.append([1, 2, 3].map((content) => update(plan.planId, content)));
  await storage.append([claim(plan.planId, 70_000, "ann")]);
  await storage.close();
  tamper(databaseIn(dataDir), sql);
  const reopened = await open(dataDir);
  await expect(reopened.load(plan.planId)).rejects.toBeInstanceOf(DamagedPlanError);
  await expect(reopened.load(plan.planId)).rejects.toBeInstanceOf(DamagedPlanError);
  expect(await reopened.findPlan(plan.planId)).not.toBeNull();
});

it("STO-8: a commit that the disk refuses refuses every append in it, and later ones work again", async () => {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const storage = await open(temporaryFolder(), { faults, probeMs: 60_000 });
  const plan = newPlan();
  await storage.createPlan(plan);
  faults.failCommits = 1;
  await expect(storage.append([update(plan.planId, 1)])).rejects.toThrow("refused the write");
  expect(storage.writable).toBe(false);
  expect((await storage.load(plan.planId))?.sequence).toBe(0);
  expect(await storage.append([update(plan.planId, 2)])).toEqual([1]);
  expect(storage.writable).toBe(true);
  expect((await storage.load(plan.planId))?.updates).toEqual([bytes(2)]);
});

it("STO-8: a storage that could not write finds out by itself that it can again", async () => {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const storage = await open(temporaryFolder(), { faults, probeMs: 5 });
  const plan = newPlan();
  await storage.createPlan(plan);
  faults.failCommits = 3;
  await expect(storage.append([update(plan.planId, 1)])).rejects.toThrow();
  expect(storage.writable).toBe(false);
  await expect.poll(() => storage.writable).toBe(true);
});

it("STO-9: while the disk takes long for a commit, reads go on and what waits is committed together", async () => {
  let commits = 0;
  const counted = {
    failCommits: 0,
    get commitDelayMs() {
      commits += 1;
      return 0;
    },
  };
  const dataDir = temporaryFolder();
  const storage = await open(dataDir, { faults: counted });
  const plan = newPlan();
  await storage.createPlan(plan);
  // The thread that writes waits for whoever else is writing.
  const other = new DatabaseSync(databaseIn(dataDir));
  onTestFinished(() => void (other.isOpen && other.close()));
  other.exec("BEGIN IMMEDIATE");
  commits = 0;
  let committed = 0;
  const append = (content: number): Promise<unknown> =>
    storage.append([update(plan.planId, content)]).then(() => (committed += 1));
  const appends = [append(0)];
  await new Promise((resolve) => setImmediate(resolve));
  for (let content = 1; content < 50; content += 1) appends.push(append(content));
  expect((await storage.load(plan.planId))?.sequence).toBe(0);
  expect(await storage.listPlans()).toHaveLength(1);
  expect(committed).toBe(0);
  other.close();
  await Promise.all(appends);
  // The first commit carries what came first, the second all the rest.
  expect(commits).toBe(2);
});

it("STO-10: a database is brought up to date step by step, and each step is whole or not at all", () => {
  const database = new DatabaseSync(":memory:");
  const steps = ["CREATE TABLE a (x);", "INSERT INTO a VALUES (1);"];
  migrate(database, steps);
  migrate(database, steps);
  expect(database.prepare("SELECT count(*) AS n FROM a").get()).toMatchObject({ n: 1 });
  expect(() => migrate(database, [...steps, "INSERT INTO a VALUES (2); INSERT INTO nowhere VALUES (3);"])).toThrow();
  expect(readVersion(database)).toBe(2);
  expect(database.prepare("SELECT count(*) AS n FROM a").get()).toMatchObject({ n: 1 });
});

it("STO-10: a database of a newer Waymark is left alone", async () => {
  const dataDir = temporaryFolder();
  await (await open(dataDir)).close();
  tamper(databaseIn(dataDir), "PRAGMA user_version = 99");
  await expect(openSqliteStorage({ dataDir })).rejects.toThrow("The database is of version 99");
  // The folder is free again afterwards.
  takeDataFolder(dataDir).release();
});
