import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect, it, onTestFinished } from "vitest";

import { openStoreFile } from "#server/storage/sqlite/openStoreFile.ts";
import { loadDocument } from "#server/sync/loadDocument.ts";
import { newPlanState } from "#server/sync/newPlanState.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import { sharedText } from "#shared/document/planDocument.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { runMain } from "#tests/support/commandLine.ts";
import { CrashClient } from "#tests/support/crash/crashClient.ts";
import { Ledger } from "#tests/support/crash/ledger.ts";
import { NOON } from "#tests/support/factories.ts";
import { seededRandom } from "#tests/support/seeded.ts";
import { startedServer } from "#tests/support/serverProcess.ts";
import { editStored, inStore, storedRecords, storeExample } from "#tests/support/storedPlans.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

const PLANS = 6;
const ROUNDS = 10;
/** Milliseconds within which a command is killed: from its start to about its end. */
const KILL = { least: 150, more: 700 };

const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));

it(
  "SRV-37: kill -9 in compact and rebuild, without a server and with one, changes no record",
  { timeout: 480_000 },
  async () => {
    const random = seededRandom(seed);
    const dataDir = temporaryFolder();
    const plans = await inStore(dataDir, async (storage) => {
      const made: PlanId[] = [];
      for (let n = 0; n < PLANS; n += 1) made.push(await storeExample(storage));
      return made;
    });
    const records = (): Promise<readonly unknown[]> =>
      inStore(dataDir, (storage) => Promise.all(plans.map((planId) => storedRecords(storage, planId))));
    let killed = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const planId = plans[round % PLANS]!;
      await inStore(dataDir, (storage) => editStored(storage, planId));
      const before = await records();
      const words = round % 2 === 0 ? ["compact"] : ["rebuild", planId];
      const killAfterMs = KILL.least + random() * KILL.more;
      if (round % 3 === 0) {
        const server = await startedServer({ DATA_DIR: dataDir });
        const command = runMain(dataDir, words);
        await new Promise((resolve) => setTimeout(resolve, killAfterMs));
        await server.stop("SIGKILL");
        if ((await command).code !== 0) killed += 1;
      } else if ((await runMain(dataDir, words, killAfterMs)).code === null) killed += 1;
      expect(await records(), `seed ${seed}, round ${round}: ${words[0]}`).toEqual(before);
    }
    expect(killed, `seed ${seed}`).toBeGreaterThan(0);
    expect(await runMain(dataDir, ["verify"])).toMatchObject({ code: 0 });
  },
);

it(
  "SRV-37: kill -9 in backup leaves no file of its name, or a whole one; in restore one of the two stores",
  { timeout: 480_000 },
  async () => {
    const random = seededRandom(seed);
    const dataDir = temporaryFolder();
    const planId = await inStore(dataDir, storeExample);
    const first = await inStore(dataDir, (storage) => storedRecords(storage, planId));
    const good = join(temporaryFolder(), "good.db");
    expect((await runMain(dataDir, ["backup", good])).code).toBe(0);
    await inStore(dataDir, (storage) => editStored(storage, planId));
    const second = await inStore(dataDir, (storage) => storedRecords(storage, planId));
    for (let round = 0; round < ROUNDS / 2; round += 1) {
      const file = join(temporaryFolder(), "plans.db");
      await runMain(dataDir, ["backup", file], KILL.least + random() * KILL.more);
      if (existsSync(file)) {
        const copy = openStoreFile(file);
        expect(await copy.check()).toEqual([]);
        expect((await copy.load(planId))?.epoch).toBeDefined();
        await copy.close();
      }
      await runMain(dataDir, ["restore", good], KILL.least + random() * KILL.more);
      const now = await inStore(dataDir, (storage) => storedRecords(storage, planId));
      expect([first, second], `seed ${seed}, round ${round}`).toContainEqual(now);
    }
  },
);

it("SRV-35: a backup under the writing of four clients holds all that was saved when it began, and commits go on", async () => {
  const dataDir = temporaryFolder();
  const planId = await inStore(dataDir, async (storage) => {
    // Something to copy.
    const state = newPlanState((document) => {
      migratePlan(document, NOON);
      sharedText(document, "plan", "", "purpose")?.insert(0, "ä".repeat(4_000_000));
    });
    for (let n = 0; n < 3; n += 1) {
      await storage.createPlan({ planId: newId<PlanId>(), epoch: newId(), title: "", createdAt: NOON, state });
    }
    return storeExample(storage);
  });
  const server = await startedServer({ DATA_DIR: dataDir, WAYMARK_MESSAGES_PER_SECOND: "1000" });
  onTestFinished(async () => void (await server.stop("SIGKILL")));
  const ledger = new Ledger();
  const writers = await Promise.all(
    ["a", "b", "c", "d"].map((name) => new CrashClient(server.url, planId, name, ledger).synced()),
  );
  // No deletions: what was saved at the beginning must be in the copy.
  const timers = writers.map((writer) => setInterval(() => writer.write(() => 1), 10));
  onTestFinished(() => {
    for (const timer of timers) clearInterval(timer);
    for (const writer of writers) writer.leave();
  });
  await expect.poll(() => ledger.counts.seen + ledger.counts.saved).toBeGreaterThan(20);
  const promised = ledger.losses(new Set()).map(({ token }) => token);
  const file = join(temporaryFolder(), "plans.db");
  const backup = runMain(dataDir, ["backup", file]);
  const countBefore = ledger.counts.seen + ledger.counts.saved;
  expect(await backup).toMatchObject({ code: 0, stderr: expect.not.stringContaining("damaged") });
  expect(ledger.counts.seen + ledger.counts.saved).toBeGreaterThan(countBefore + 20);
  const copy = openStoreFile(file);
  const log = (await copy.load(planId))!;
  await copy.close();
  const tokens = new Set(loadDocument(planId, log).roots.people.keys());
  expect(promised.filter((token) => !tokens.has(token))).toEqual([]);
  expect(await runMain(temporaryFolder(), ["restore", file])).toMatchObject({ code: 0 });
});
