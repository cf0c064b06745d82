import "fake-indexeddb/auto";

import { expect, it, onTestFinished } from "vitest";

import { recoveryFile } from "#client/plan/recoveryFile.ts";
import { loadDocument } from "#server/sync/loadDocument.ts";
import { addMission, archiveMission, renameMission, setStatement } from "#shared/commands/missions.ts";
import { UPKEEP_CLIENT_ID } from "#shared/document/clientId.ts";
import type { PlanId } from "#shared/model/id.ts";
import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";
import { ask } from "../../support/ask.ts";
import { Browser, ClientWindow, until } from "../../support/clientWindow.ts";
import { runMain } from "../../support/commandLine.ts";
import { done } from "../../support/factories.ts";
import { layCable } from "../../support/networkCable.ts";
import { startedServer } from "../../support/serverProcess.ts";
import { inStore } from "../../support/storedPlans.ts";
import { ownerCookie } from "#tests/support/signedIn.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { startTestServer } from "../../support/testServer.ts";

async function newPlan(url: string): Promise<PlanId> {
  const planId = parseCreatedPlan((await ask(`${url}/api/plans`, { body: { template: "empty" } })).json());
  if (planId === undefined) throw new Error("No plan was made.");
  return planId;
}

/** The titles in the recovery copies of a window, all together. */
async function recovered({ session }: ClientWindow): Promise<string> {
  const files = (await session.recoveryCopies()).map(async (copy) => (await recoveryFile(copy)).content.text());
  return (await Promise.all(files)).join("\n");
}

it("PRO-94: after a rebuild open pages go on, what was offline resurrects nothing and is kept, history is gone", async () => {
  const dataDir = temporaryFolder();
  // Through a cable, because the port of a server that has stopped may be another's before it starts anew.
  const cable = await layCable("http://127.0.0.1:9");
  const env = { DATA_DIR: dataDir, PUBLIC_URL: cable.address };
  let server = await startedServer(env);
  cable.plugInto(server.url);
  onTestFinished(async () => void (await server.stop()));
  const planId = await newPlan(server.url);
  const owners = (): Browser => new Browser({ cookie: ownerCookie(server.url) ?? "" });
  const open = await new ClientWindow(cable.address, planId, owners(), 0.2).reaches("saved");
  const kept = done(open.session.run(addMission, { title: "Kept" })).value;
  const gone = done(open.session.run(addMission, { title: "Archived offline" })).value;
  for (let round = 0; round < 5; round += 1)
    done(open.session.run(renameMission, { missionId: kept, title: `Kept ${round}` }));
  await open.reaches("saved");

  // Two windows of one browser and one of another go on without the server; that of the other is closed.
  const [browser, other] = [owners(), owners()];
  const windows = [];
  for (const at of [browser, browser, other]) {
    const window = await new ClientWindow(cable.address, planId, at, 0.2).reaches("saved");
    await until(() => window.session.planStore.getState().keptOnDevice);
    windows.push(window);
  }
  const [first, second, closed] = windows as [ClientWindow, ClientWindow, ClientWindow];
  await server.stop();
  cable.cut();
  for (const [at, window] of windows.entries()) {
    await window.reaches("offline");
    done(window.session.run(addMission, { title: `Made offline ${at}` }));
  }
  done(first.session.run(archiveMission, { missionId: gone }));
  await closed.close();

  expect(await runMain(dataDir, ["rebuild", planId])).toMatchObject({ code: 0 });
  server = await startedServer(env);
  cable.plugInto(server.url);
  cable.mend();
  const reopened = new ClientWindow(cable.address, planId, other, 0.2);
  for (const { session } of [open, first, second]) session.reconnect();
  await until(() => open.session.planStore.getState().documentNumber === 1);
  await open.reaches("saved");
  expect(open.states).not.toContain("refused");
  done(open.session.run(renameMission, { missionId: kept, title: "Goes on" }));
  for (const [at, window] of [first, second, reopened].entries()) {
    await until(
      () => window.missionTitles.join() === "Archived offline,Goes on",
      () => `${at}: ${window.missionTitles.join()}`,
    );
    await window.reaches("saved");
    expect(await recovered(window)).toContain(`Made offline ${at}`);
    expect(window.records.missions.get(gone)?.archived).toBeNull();
  }
  // Each goes on in the new document, and nothing of the old one has come with it.
  done(second.session.run(addMission, { title: "After" }));
  await until(() => open.missionTitles.includes("After"));
  expect(open.missionTitles).toEqual(["After", "Archived offline", "Goes on"]);
  await server.stop();
  await inStore(dataDir, async (storage) => {
    const log = await storage.load(planId);
    if (!log) throw new Error("There is no such plan.");
    const { store } = loadDocument(planId, { ...log, updates: [] }).doc;
    expect([...store.clients.keys()]).toEqual([UPKEEP_CLIENT_ID]);
  });
});

it("PRO-95: windows that share what was refused each come back with a recovery copy, and it comes up no more", async () => {
  const server = await startTestServer({ limits: { updateBytes: 1_500, firstSyncBytes: 1_500 } });
  const planId = await server.createPlan();
  const browser = new Browser();
  const cable = await layCable(server.url);
  const first = await new ClientWindow(cable.address, planId, browser, 0.2).reaches("saved");
  const missionId = done(first.session.run(addMission, { title: "Data" })).value;
  await first.reaches("saved");
  await until(() => first.session.planStore.getState().keptOnDevice);
  cable.cut();
  await first.reaches("offline");
  done(first.session.run(setStatement, { missionId, statement: "too long ".repeat(200) }));
  // Opened without network, from what the first has kept.
  const second = new ClientWindow(cable.address, planId, browser, 0.2);
  await until(() => {
    const { records } = second.session.planStore.getState();
    return records?.missions.get(missionId)?.statement.includes("too long") === true;
  });
  cable.mend();
  for (const window of [first, second]) window.session.reconnect();
  for (const window of [first, second]) {
    await until(() => window.session.planStore.getState().documentNumber > 0);
    await until(() => window.session.planStore.getState().records?.missions.get(missionId)?.statement === "");
    expect(await recovered(window)).toContain("too long too long");
  }
  done(second.session.run(renameMission, { missionId, title: "Goes on" }));
  await until(() => first.missionTitles.join() === "Goes on");
  await until(() => [first, second].every(({ session }) => session.planStore.getState().keptOnDevice));
  for (const window of [first, second]) await window.close();
  const again = await new ClientWindow(server.url, planId, browser, 0.2).reaches("saved");
  expect(again.missionTitles).toEqual(["Goes on"]);
  expect(again.states).not.toContain("refused");
  expect(again.wire.addresses).toHaveLength(1);
});
