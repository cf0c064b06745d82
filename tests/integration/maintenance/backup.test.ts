import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import type { AccessChange } from "#server/storage/accessStorage.ts";
import { newId } from "#shared/model/id.ts";
import type { DeviceId, EntryLinkId, PlanId, UserId } from "#shared/model/id.ts";
import { runMain } from "#tests/support/commandLine.ts";
import { NOON } from "#tests/support/factories.ts";
import { damagedStore, editStored, inStore, storedRecords, storeExample, tamper } from "#tests/support/storedPlans.ts";
import { serverOn } from "#tests/support/serverOn.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

it("SRV-35: a file that exists is replaced with --force only; a damaged store makes no backup", async () => {
  const dataDir = temporaryFolder();
  await damagedStore(dataDir);
  const { run } = await serverOn(dataDir);
  const file = join(temporaryFolder(), "copies", "plans.db");
  const refused = await run({ name: "backup", file, force: false });
  expect(refused.done).toBe(false);
  expect(refused.said).toContain("row 3 is not what was written");
  expect([existsSync(file), existsSync(`${file}.part`), existsSync(`${file}.damaged`)]).toEqual([false, false, true]);
  writeFileSync(file, "precious");
  expect((await run({ name: "backup", file, force: false })).said).toContain("exists already");
  const { run: runWhole, server } = await serverOn(temporaryFolder());
  await storeExample(server.storage);
  expect((await runWhole({ name: "backup", file, force: true })).done).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const nowhere = await runWhole({ name: "backup", file: join(file, "below-a-file.db"), force: false });
  expect(nowhere).toEqual({ done: false, said: expect.stringMatching(/below-a-file\.db was not written: .+/) });
});

it("SRV-36: restore brings the plans back under new epochs and keeps what was there", async () => {
  const dataDir = temporaryFolder();
  const file = join(temporaryFolder(), "plans.db");
  const kept = await inStore(dataDir, async (storage) => {
    const planId = await storeExample(storage);
    return { planId, records: await storedRecords(storage, planId), epoch: (await storage.load(planId))!.epoch };
  });
  expect((await runMain(dataDir, ["backup", file])).code).toBe(0);
  await inStore(dataDir, (storage) => editStored(storage, kept.planId));
  const { code, stdout } = await runMain(dataDir, ["restore", file]);
  expect(code).toBe(0);
  await inStore(dataDir, async (storage) => {
    expect(await storedRecords(storage, kept.planId)).toEqual(kept.records);
    expect((await storage.load(kept.planId))?.epoch).not.toBe(kept.epoch);
    await editStored(storage, kept.planId);
  });
  const before = readdirSync(dataDir).find((name) => name.includes(".before-"))!;
  expect(stdout).toContain(before);
  expect(readdirSync(dataDir).filter((name) => name.includes("restoring"))).toEqual([]);
  // What was kept can be restored in its turn.
  expect((await runMain(dataDir, ["restore", join(dataDir, before)])).code).toBe(0);
  await inStore(dataDir, async (storage) => {
    expect((await storedRecords(storage, kept.planId)).missions).toHaveLength(kept.records.missions.length + 2);
  });
  const elsewhere = join(temporaryFolder(), "new");
  expect(await runMain(elsewhere, ["restore", file])).toMatchObject({ code: 0 });
  expect(await inStore(elsewhere, (storage) => storedRecords(storage, kept.planId))).toEqual(kept.records);
});

it("SRV-40: restore brings plans back, and nobody who was signed out or removed since, by no link that was used up", async () => {
  const dataDir = temporaryFolder();
  const file = join(temporaryFolder(), "plans.db");
  const [kept, gone, lost, since] = [newId<UserId>(), newId<UserId>(), newId<UserId>(), newId<UserId>()];
  const planId = await inStore(dataDir, async (storage) => {
    const made = await storeExample(storage);
    for (const userId of [kept, gone, lost]) await storage.access.commit(comingIn(made, userId));
    await storage.access.commit([inviteLink(made, "used"), inviteLink(made, "revoked")]);
    return made;
  });
  expect((await runMain(dataDir, ["backup", file])).code).toBe(0);
  const other = await inStore(dataDir, async (storage) => {
    await storage.access.commit([
      { kind: "removeMember", planId, userId: gone },
      { kind: "endSession", secretHash: `session of ${lost}` },
      { kind: "changeMember", planId, userId: kept, role: "owner" },
      { kind: "useLink", linkId: linkIdOf("used"), at: NOON, mostWrong: 20 },
      { kind: "revokeLink", linkId: linkIdOf("revoked") },
      ...comingIn(planId, since),
    ]);
    return storeExample(storage);
  });
  const restored = await runMain(dataDir, ["restore", file]);
  expect(restored.code).toBe(0);
  expect(restored.stdout).not.toContain("Who may come in");
  await inStore(dataDir, async (storage) => {
    const { access } = storage;
    const session = async (userId: UserId): Promise<string | undefined> =>
      (await access.findSession(`session of ${userId}`))?.user.userId;
    expect(await Promise.all([kept, gone, lost, since].map(session))).toEqual([kept, gone, undefined, since]);
    const roles = (await access.membersOf(planId)).map(({ userId, role }) => [userId, role]);
    expect(new Map(roles as [UserId, string][])).toEqual(
      new Map([
        [kept, "owner"],
        [lost, "owner"],
        [since, "owner"],
      ]),
    );
    expect(await access.findLink(linkIdOf("used"))).toMatchObject({ uses: 1 });
    expect(await access.findLink(linkIdOf("revoked"))).toMatchObject({ revoked: true });
    expect((await storage.listPlans()).map((plan) => plan.planId)).toEqual([planId]);
    expect(await access.membersOf(other)).toEqual([]);
  });
  // On another machine nothing is known of that.
  const elsewhere = join(temporaryFolder(), "new");
  const there = await runMain(elsewhere, ["restore", file]);
  expect([there.code, there.stdout]).toEqual([0, expect.stringContaining("Who may come in is as it was then")]);
  await inStore(elsewhere, async ({ access }) => {
    expect(await access.membersOf(planId)).toHaveLength(3);
    expect(await access.findSession(`session of ${lost}`)).not.toBeNull();
  });
  // Nor on one where somebody else has only begun.
  const begun = temporaryFolder();
  await inStore(begun, ({ access }) => access.commit(comingIn(newId<PlanId>(), since)));
  expect((await runMain(begun, ["restore", file])).code).toBe(0);
  await inStore(begun, async ({ access }) => {
    expect(await access.findSession(`session of ${lost}`)).not.toBeNull();
    expect(await access.findSession(`session of ${since}`)).not.toBeNull();
  });
});

it("SRV-36: a damaged backup, a running server or no file at all leave everything as it is", async () => {
  const dataDir = temporaryFolder();
  const file = join(temporaryFolder(), "plans.db");
  const planId = await inStore(dataDir, storeExample);
  expect((await runMain(dataDir, ["backup", file])).code).toBe(0);
  const refused = async (words: readonly string[], why: string): Promise<void> => {
    const { code, stderr } = await runMain(dataDir, words);
    expect(code).toBe(1);
    expect(stderr).toContain(why);
  };
  const { server } = await serverOn(dataDir);
  const before = await storedRecords(server.storage, planId);
  await refused(["restore", file], "Stop that server");
  await server.stop();
  tamper(file, "UPDATE update_log SET content = x'00' WHERE sequence = 2");
  await refused(["restore", file], "is damaged. Choose another backup.");
  writeFileSync(file, "no database");
  await refused(["restore", file], "Nothing was restored: file is not a database");
  await refused(["restore", `${file}.not`], "There is no file");
  expect(await inStore(dataDir, (storage) => storedRecords(storage, planId))).toEqual(before);
  expect(readdirSync(dataDir).filter((name) => /before|restoring/.test(name))).toEqual([]);
});

/** Somebody who is signed in and a member. */
function comingIn(planId: PlanId, userId: UserId): readonly AccessChange[] {
  const member = { planId, userId, role: "owner", personId: null, since: NOON, via: [] } as const;
  const times = { createdAt: NOON, seenAt: NOON, endsAt: NOON * 2 };
  const session = { deviceId: newId<DeviceId>(), secretHash: `session of ${userId}`, userId, label: "", ...times };
  return [
    { kind: "putUser", user: { userId, name: "", createdAt: NOON } },
    { kind: "putSession", session },
    { kind: "join", member, most: 9 },
  ];
}

function linkIdOf(name: string): EntryLinkId {
  return `link-${name}` as EntryLinkId;
}

function inviteLink(planId: PlanId, name: string): AccessChange {
  const opens = { kind: "invite", planId, role: "viewer", createdBy: newId<UserId>() } as const;
  const counted = { createdAt: NOON, expiresAt: NOON * 2, uses: 0, mostUses: 1, wrongTries: 0, revoked: false };
  return { kind: "putLink", link: { linkId: linkIdOf(name), secretHash: "", opens, ...counted }, most: 9 };
}
