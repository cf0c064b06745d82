import "fake-indexeddb/auto";

import { existsSync, readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";
import * as Y from "yjs";

import { EntryLinks } from "#server/auth/entryLinks.ts";
import { defaultLimits } from "#server/limits.ts";
import { carryOut } from "#server/maintenance/carryOut.ts";
import type { MaintenanceCommand } from "#server/maintenance/command.ts";
import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import type { AccessChange } from "#server/storage/accessStorage.ts";
import { loadDocument } from "#server/sync/loadDocument.ts";
import { addMission } from "#shared/commands/missions.ts";
import { newId } from "#shared/model/id.ts";
import type { DeviceId, EntryLinkId, PlanId, UserId } from "#shared/model/id.ts";
import { Browser, ClientWindow, until } from "#tests/support/clientWindow.ts";
import { runMain } from "#tests/support/commandLine.ts";
import { NOON } from "#tests/support/factories.ts";
import {
  damagedStore,
  editStored,
  inStore,
  storedRecords,
  storeExample,
  tamper,
  UNUSED_CLAIM,
} from "#tests/support/storedPlans.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";
import { startTestServer } from "#tests/support/testServer.ts";
import type { TestServer } from "#tests/support/testServer.ts";

/** A server in this process, and what it says to a command. */
async function serverOn(dataDir: string): Promise<{
  readonly server: TestServer;
  readonly run: (command: MaintenanceCommand) => Promise<{ readonly done: boolean; readonly said: string }>;
}> {
  const server = await startTestServer({ dataDir });
  const { storage, rooms } = server;
  return {
    server,
    run: async (command) => {
      const lines: string[] = [];
      const add = (line: string): void => void lines.push(line);
      const report = { progress: () => undefined, say: add, complain: add };
      const settings = { limits: defaultLimits, timeScale: 1 };
      const origin = (): string => "http://localhost:3000";
      const links = new EntryLinks({ access: storage.access, settings, clock: Date.now, origin });
      const premises = { storage, rooms, links, databasePath: databaseIn(dataDir) };
      const done = await carryOut(command, premises, report);
      return { done, said: lines.join("\n") };
    },
  };
}

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
