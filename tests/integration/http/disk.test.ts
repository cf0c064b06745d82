import { expect, it } from "vitest";

import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { ask } from "#tests/support/ask.ts";
import { startServer } from "#tests/support/startServer.ts";
import { damagedStore, tamper } from "#tests/support/storedPlans.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

it("SRV-38: a plan that the disk refuses to take is answered with 503 and is not there; later it is", async () => {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const storage = await openSqliteStorage({ dataDir: temporaryFolder(), faults, probeMs: 20 });
  const { url, createPlan } = await startServer({ client: "none", storage });
  faults.failCommits = Infinity;
  const refused = await ask(`${url}/api/plans`, { body: { template: "example" } });
  expect([refused.status, refused.json()]).toMatchObject([503, { error: { code: "diskRefuses" } }]);
  expect((await ask(`${url}/readyz`)).status).toBe(503);
  expect((await ask(`${url}/api/plans`)).json()).toEqual({ plans: [] });
  faults.failCommits = 0;
  await expect.poll(async () => (await ask(`${url}/readyz`)).status).toBe(200);
  await createPlan();
});

it("SRV-38: a damaged plan is exported as far as it can be read, under a name that says so, or not at all", async () => {
  const dataDir = temporaryFolder();
  const { whole, damaged } = await damagedStore(dataDir);
  const { url, stop } = await startServer({ client: "none", env: { DATA_DIR: dataDir } });
  const part = await ask(`${url}/api/plans/${damaged}/export`);
  expect(part.status).toBe(200);
  expect(part.headers["content-disposition"]).toContain(`waymark-plan-${damaged}-damaged.json`);
  expect((await ask(`${url}/api/plans/${whole}/export`)).headers["content-disposition"]).not.toContain("damaged");
  expect((await ask(`${url}/metrics`)).text).toContain("\nwaymark_damaged_plans 1\n");
  await stop();
  tamper(databaseIn(dataDir), `UPDATE checkpoints SET content = x'00' WHERE plan = '${whole}'`);
  const second = await startServer({ client: "none", env: { DATA_DIR: dataDir } });
  const none = await ask(`${second.url}/api/plans/${whole}/export`);
  expect([none.status, none.json()]).toMatchObject([503, { error: { code: "planDamaged" } }]);
  expect((await ask(`${second.url}/metrics`)).text).toContain("\nwaymark_damaged_plans 1\n");
});
