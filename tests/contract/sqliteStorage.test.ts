import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, it, onTestFinished } from "vitest";

import type { AccessChange, StoredMember, StoredUser } from "#server/storage/accessStorage.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { DamagedPlanError } from "#server/storage/planStorage.ts";
import { takeDataFolder } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import type { SqliteOptions } from "#server/storage/sqlite/openSqliteStorage.ts";
import { openStoreFile } from "#server/storage/sqlite/openStoreFile.ts";
import { migrate, readVersion } from "#server/storage/sqlite/schema.ts";
import { newId } from "#shared/model/id.ts";
import type { UserId } from "#shared/model/id.ts";
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

/** Changes the database behind the storage's back. */
function tamper(dataDir: string, sql: string): void {
  const database = new DatabaseSync(join(dataDir, "waymark.db"));
  database.exec(sql);
  database.close();
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
    import { takeDataFolder } from ${JSON.stringify(join(import.meta.dirname, "../../server/storage/sqlite/dataFolder.ts"))};
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
  tamper(dataDir, sql);
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
  const slow = {
    failCommits: 0,
    get commitDelayMs() {
      commits += 1;
      return slow.delay;
    },
    delay: 0,
  };
  const storage = await open(temporaryFolder(), { faults: slow });
  const plan = newPlan();
  await storage.createPlan(plan);
  // So long that a slow machine is done with the reads before.
  slow.delay = 1_500;
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
  await Promise.all(appends);
  // The first commit carries what came first, the second all the rest.
  expect(commits).toBe(2);
});

it("SRV-66: what is changed in the entries about who may come in is found out, and lets nobody in", async () => {
  const dataDir = temporaryFolder();
  const storage = await open(dataDir);
  const owner = newId<UserId>();
  const plan = newPlan({ owner });
  await storage.createPlan(plan);
  await storage.close();
  tamper(dataDir, "UPDATE access SET content = replace(content, 'owner', 'editor') WHERE kind = 'member'");
  const reopened = await open(dataDir);
  const asked = { planId: plan.planId, userId: owner };
  await expect(reopened.access.findMember(asked)).rejects.toBeInstanceOf(DamagedPlanError);
  const file = openStoreFile(join(dataDir, "waymark.db"));
  onTestFinished(() => file.close());
  expect(await file.check()).toEqual(["an entry about who may come in was changed (member)"]);
});

it("SRV-66: beside an entry that was changed all others are found, counted and forgotten, and the disk is not blamed", async () => {
  const dataDir = temporaryFolder();
  const storage = await open(dataDir);
  const [keeper, ada, bob] = ["Keeper", "Ada", "Bob"].map((name, at) => ({
    userId: newId<UserId>(),
    name,
    createdAt: at,
  })) as [StoredUser, StoredUser, StoredUser];
  const plan = newPlan({ owner: keeper.userId });
  await storage.createPlan(plan);
  const { planId } = plan;
  const what = { planId, userId: null, name: "", action: "seePlan", way: "http", done: true, count: 1 } as const;
  const audit = (at: number): AccessChange => ({ kind: "audit", entry: { ...what, at, about: String(at) } });
  const member = (userId: UserId): StoredMember => ({
    planId,
    userId,
    role: "editor",
    personId: null,
    since: 1,
    via: [],
  });
  await storage.access.commit([
    ...[keeper, ada, bob].map((user): AccessChange => ({ kind: "putUser", user })),
    ...[ada, bob].map(({ userId }): AccessChange => ({ kind: "join", member: member(userId), most: 9 })),
    audit(1),
    audit(2),
  ]);
  await storage.close();
  // A name, a membership, and an entry that is no JSON any more.
  tamper(dataDir, "UPDATE access SET content = replace(content, 'Bob', 'Bub') WHERE kind = 'user'");
  tamper(
    dataDir,
    `UPDATE access SET content = replace(content, 'editor', 'owner') WHERE id = '${planId}/${ada.userId}'`,
  );
  tamper(dataDir, "UPDATE access SET content = substr(content, 2) WHERE kind = 'audit' AND rank = 2");
  const reopened = await open(dataDir);
  const { access } = reopened;
  expect(await access.firstUser(null)).toEqual(keeper);
  expect((await access.membersOf(planId)).map(({ userId, name }) => [userId, name])).toEqual([
    [bob.userId, ""],
    [keeper.userId, "Keeper"],
  ]);
  expect(await access.membershipsOf(ada.userId)).toEqual([]);
  await access.commit([audit(3)]);
  const page = { planId, before: Number.MAX_SAFE_INTEGER, most: 9 };
  expect((await access.auditOf(page)).map(({ sequence }) => sequence)).toEqual([3, 1]);
  await access.commit([{ kind: "forgetEnded", now: 9, auditBefore: 3, answersBefore: 9 }]);
  expect((await access.auditOf(page)).map(({ sequence }) => sequence)).toEqual([3]);
  expect(reopened.writable).toBe(true);
});

it("SRV-66: where the first owner's entry was changed nobody takes their place, and no plan is taken for nobody's", async () => {
  const dataDir = temporaryFolder();
  const storage = await open(dataDir);
  const [keeper, ada] = [newId<UserId>(), newId<UserId>()];
  const plan = newPlan({ owner: ada });
  await storage.createPlan(plan);
  await storage.access.commit([
    { kind: "putUser", user: { userId: keeper, name: "Keeper", createdAt: 1 } },
    { kind: "putUser", user: { userId: ada, name: "Ada", createdAt: 2 } },
  ]);
  await storage.close();
  tamper(dataDir, "UPDATE access SET content = replace(content, 'Keeper', 'Keep') WHERE kind = 'user'");
  tamper(dataDir, "UPDATE access SET content = replace(content, 'owner', 'viewer') WHERE kind = 'member'");
  const { access } = await open(dataDir);
  await expect(access.firstUser(null)).rejects.toBeInstanceOf(DamagedPlanError);
  expect(await access.ownedPlans(null)).toEqual([plan.planId]);
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
  tamper(dataDir, "PRAGMA user_version = 99");
  await expect(openSqliteStorage({ dataDir })).rejects.toThrow("The database is of version 99");
  // The folder is free again afterwards.
  takeDataFolder(dataDir).release();
});
