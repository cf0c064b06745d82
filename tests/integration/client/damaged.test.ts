import "fake-indexeddb/auto";

import { expect, it } from "vitest";

import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { newPlanState } from "#server/sync/newPlanState.ts";
import { addMission } from "#shared/commands/missions.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import { newId } from "#shared/model/id.ts";
import { Browser, ClientWindow, until } from "../../support/clientWindow.ts";
import { done, refusal } from "../../support/factories.ts";
import { tamper } from "../../support/storedPlans.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { startTestServer } from "../../support/testServer.ts";

it("SCR-341: a damaged plan can be read and not changed, a device keeps what it has of it, also when it is restored", async () => {
  const dataDir = temporaryFolder();
  const first = await startTestServer({ dataDir });
  const planId = await first.createPlan();
  const device = new Browser();
  const before = await new ClientWindow(first.url, planId, device).reaches("saved");
  for (const title of ["Data", "Services", "Skills"]) {
    done(before.session.run(addMission, { title }));
    await before.reaches("saved");
  }
  await until(() => before.session.planStore.getState().keptOnDevice);
  await before.close();
  await first.stop();
  tamper(databaseIn(dataDir), "UPDATE update_log SET content = x'00' WHERE sequence = 2");

  const second = await startTestServer({ dataDir });
  const ann = await new ClientWindow(second.url, planId, device).reaches("readonly");
  const bob = await new ClientWindow(second.url, planId).reaches("readonly");
  expect(ann.missionTitles).toEqual(["Data", "Services", "Skills"]);
  expect(bob.missionTitles).toEqual(["Data"]);
  expect(bob.session.planStore.getState().condition).toEqual({ kind: "damaged", missing: 2 });
  expect(refusal(bob.session.run(addMission, { title: "More" }))).toBe("planDamaged");
  await until(() => bob.session.presenceStore.getState().others.length === 1);
  await ann.close();
  await second.stop();

  const third = await startTestServer();
  const state = newPlanState((document) => migratePlan(document, 0));
  await third.storage.createPlan({ planId, epoch: newId(), title: "", createdAt: 0, state });
  const restored = await new ClientWindow(third.url, planId, device).reaches("refused");
  await until(() => restored.session.planStore.getState().recoveryCopies === 1);
});
