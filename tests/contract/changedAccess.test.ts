import { expect, it, onTestFinished } from "vitest";

import type { AccessChange, StoredMember, StoredUser } from "#server/storage/accessStorage.ts";
import { DamagedPlanError } from "#server/storage/planStorage.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { openStoreFile } from "#server/storage/sqlite/openStoreFile.ts";
import { newId } from "#shared/model/id.ts";
import type { UserId } from "#shared/model/id.ts";
import { tamper } from "../support/storedPlans.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { newPlan } from "./planStorageContract.ts";

async function open(dataDir: string): Promise<PlanStorage> {
  const storage = await openSqliteStorage({ dataDir });
  onTestFinished(() => storage.close());
  return storage;
}

it("SRV-66: what is changed in the entries about who may come in is found out, and lets nobody in", async () => {
  const dataDir = temporaryFolder();
  const storage = await open(dataDir);
  const owner = newId<UserId>();
  const plan = newPlan({ owner });
  await storage.createPlan(plan);
  await storage.close();
  tamper(databaseIn(dataDir), "UPDATE access SET content = replace(content, 'owner', 'editor') WHERE kind = 'member'");
  const reopened = await open(dataDir);
  const asked = { planId: plan.planId, userId: owner };
  await expect(reopened.access.findMember(asked)).rejects.toBeInstanceOf(DamagedPlanError);
  const file = openStoreFile(databaseIn(dataDir));
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
  tamper(databaseIn(dataDir), "UPDATE access SET content = replace(content, 'Bob', 'Bub') WHERE kind = 'user'");
  tamper(
    databaseIn(dataDir),
    `UPDATE access SET content = replace(content, 'editor', 'owner') WHERE id = '${planId}/${ada.userId}'`,
  );
  tamper(databaseIn(dataDir), "UPDATE access SET content = substr(content, 2) WHERE kind = 'audit' AND rank = 2");
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
  tamper(databaseIn(dataDir), "UPDATE access SET content = replace(content, 'Keeper', 'Keep') WHERE kind = 'user'");
  tamper(databaseIn(dataDir), "UPDATE access SET content = replace(content, 'owner', 'viewer') WHERE kind = 'member'");
  const { access } = await open(dataDir);
  await expect(access.firstUser(null)).rejects.toBeInstanceOf(DamagedPlanError);
  expect(await access.ownedPlans(null)).toEqual([plan.planId]);
});
