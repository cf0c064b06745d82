import "fake-indexeddb/auto";

import { describe, expect, it } from "vitest";

import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { addMission, archiveMission, renameMission } from "#shared/commands/missions.ts";
import { addObjective } from "#shared/commands/objectives.ts";
import { addPerson, mergePeople } from "#shared/commands/people.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import { newId } from "#shared/model/id.ts";
import { Browser, ClientWindow, until } from "../../support/clientWindow.ts";
import { done, refusal } from "../../support/factories.ts";
import { layCable } from "../../support/networkCable.ts";
import { ownTime } from "../../support/ownTime.ts";
import { heldStorage, storageWith } from "../../support/storageWith.ts";
import { startTestServer } from "../../support/testServer.ts";

describe("an open plan", () => {
  it("SCR-51: there are no records before the first content has come", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const { session } = new ClientWindow(server.url, planId);
    const seen: (number | null)[] = [];
    session.planStore.subscribe(({ records }) => seen.push(records && records.plan.schemaVersion));
    await until(() => session.planStore.getState().records !== null);
    expect(seen.filter((version) => version !== null)[0]).toBeGreaterThan(0);
  });

  it("SCR-52: a change notifies its own window and the others once", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const here = await new ClientWindow(server.url, planId).reaches("saved");
    const there = await new ClientWindow(server.url, planId).reaches("saved");
    const missionId = done(here.session.run(addMission, { title: "Data" })).value;
    await until(() => there.missionTitles.length === 1);
    await here.reaches("saved");
    // That it is kept on the device is told too, once the device rests.
    await until(() => [here, there].every(({ session }) => session.planStore.getState().keptOnDevice));

    const notified = { here: 0, there: 0 };
    here.session.planStore.subscribe(() => (notified.here += 1));
    there.session.planStore.subscribe(() => (notified.there += 1));
    done(here.session.run(renameMission, { missionId, title: "Data at the heart" }));
    expect(here.missionTitles).toEqual(["Data at the heart"]);
    expect(here.state).toBe("saving");
    expect(notified.here).toBe(1);
    await until(() => there.missionTitles[0] === "Data at the heart");
    await here.reaches("saved");
    expect(notified).toEqual({ here: 2, there: 1 });
  });

  it("SCR-52: records that did not change are the same in the next version", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const here = await new ClientWindow(server.url, planId).reaches("saved");
    const first = done(here.session.run(addMission, { title: "Services" })).value;
    const second = done(here.session.run(addMission, { title: "Data" })).value;
    const before = here.records;
    done(here.session.run(renameMission, { missionId: first, title: "Services people prefer" }));
    expect(here.records.missions.get(first)).not.toBe(before.missions.get(first));
    expect(here.records.missions.get(second)).toBe(before.missions.get(second));
    expect(here.records.objectives).toBe(before.objectives);
  });

  it("PRO-50: a change, a deletion alone and an undo alone are saving until they are on disk", async () => {
    const { storage, hold, release } = heldStorage(createMemoryStorage());
    const server = await startTestServer({ storage });
    const planId = await server.createPlan();
    const here = await new ClientWindow(server.url, planId).reaches("saved");
    const there = await new ClientWindow(server.url, planId).reaches("saved");
    let missionId = done(here.session.run(addMission, { title: "kept" })).value;
    await here.reaches("saved");
    await until(() => there.records.missions.has(missionId));

    const deeds: readonly (() => unknown)[] = [
      () => (missionId = done(here.session.run(addMission, { title: "new" })).value),
      () => done(here.session.undo()),
      () => done(here.session.redo()),
      () => done(here.session.run(renameMission, { missionId, title: "renamed" })),
      () => here.session.sharedText({ root: "missions", id: missionId, field: "title" })?.delete(0, 3),
    ];
    for (const deed of deeds) {
      const before = there.records;
      hold();
      deed();
      expect(here.state).toBe("saving");
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(here.state).toBe("saving");
      expect(there.records).toBe(before);
      release();
      await here.reaches("saved");
      await until(() => there.records !== before);
    }
    expect(there.missionTitles).toEqual(here.missionTitles);
  });

  it("PRO-53: each load connects under a clientID of its own, with the schema and the epoch it knows", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const browser = new Browser();
    const ids = new Set<number>();
    for (const load of [1, 2, 3]) {
      const window = await new ClientWindow(server.url, planId, browser).reaches("saved");
      const [address] = window.wire.addresses;
      expect(address?.searchParams.get("schema")).toBe("1");
      expect(address?.searchParams.has("epoch")).toBe(load > 1);
      ids.add(Number(address?.searchParams.get("clientId")));
      await window.close();
    }
    expect(ids.size).toBe(3);
    expect(Math.min(...ids)).toBeGreaterThanOrEqual(2 ** 16);
  });

  it("SCR-50: what the server says is what is shown", async () => {
    const storage = createMemoryStorage();
    const server = await startTestServer({ storage });
    const planId = await server.createPlan();
    await new ClientWindow(server.url, newId<PlanId>()).reaches("notfound");
    await new ClientWindow(server.url, planId, new Browser("viewer")).reaches("readonly");
    // On this time scale it has a quarter of a minute to come before it counts as offline.
    const patient = await new ClientWindow(server.url, planId, new Browser(), 10).reaches("saved");
    expect(patient.states).toEqual(["loading", "saved"]);
    await patient.close();
    // Once the server has stopped its port may be another's.
    const cable = await layCable(server.url);
    const window = await new ClientWindow(cable.address, planId).reaches("saved");
    await server.stop();
    cable.cut();
    await window.reaches("reconnecting");
    const took = ownTime();
    await window.reaches("offline");
    expect(took()).toBeLessThan(2_000);
  });

  it("SCR-50: a plan that cannot be loaded is unavailable", async () => {
    const broken = storageWith(createMemoryStorage(), {
      load: () => Promise.reject(new Error("The disk cannot be read.")),
    });
    const server = await startTestServer({ storage: broken });
    const planId = await server.createPlan();
    const window = await new ClientWindow(server.url, planId).reaches("unavailable");
    expect(window.session.planStore.getState()).toMatchObject({ records: null, closeName: "unavailable" });
  });

  it("SCR-60: who one is in a plan is known to all windows of the browser, and after a merge", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const browser = new Browser();
    const here = await new ClientWindow(server.url, planId, browser).reaches("saved");
    const beside = await new ClientWindow(server.url, planId, browser).reaches("saved");
    const elsewhere = await new ClientWindow(server.url, planId).reaches("saved");
    expect(here.session.identity.personId).toBeNull();
    const ada = done(here.session.run(addPerson, { name: "Ada" })).value;
    void here.session.setIdentity(ada);
    expect(here.session.identity.personId).toBe(ada);
    await until(() => beside.session.identity.personId === ada);
    expect(elsewhere.session.identity.personId).toBeNull();

    const lovelace = done(elsewhere.session.run(addPerson, { name: "Ada Lovelace" })).value;
    await until(() => elsewhere.records.people.size === 2);
    done(elsewhere.session.run(mergePeople, { from: ada, into: lovelace }));
    await until(() => here.session.identity.personId === lovelace);

    const missionId = done(here.session.run(addMission, { title: "Data" })).value;
    expect(here.records.missions.get(missionId)?.created.by).toBe(lovelace);
    await here.close();
    const again = await new ClientWindow(server.url, planId, browser).reaches("saved");
    expect(again.session.identity.personId).toBe(lovelace);
  });

  it("SCR-60: somebody who is not in the plan is nobody", async () => {
    const server = await startTestServer();
    const window = await new ClientWindow(server.url, await server.createPlan()).reaches("saved");
    void window.session.setIdentity(newId<PersonId>());
    expect(window.session.identity.personId).toBeNull();
  });

  it("SCR-61: commands run at the server's time, and undo and redo are of this window", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const here = await new ClientWindow(server.url, planId).reaches("saved");
    const there = await new ClientWindow(server.url, planId).reaches("saved");
    expect(Math.abs(here.session.now() - Date.now())).toBeLessThan(10_000);
    expect(here.session.planStore.getState()).toMatchObject({ canUndo: false, canRedo: false });
    const missionId = done(here.session.run(addMission, { title: "Data" })).value;
    expect(here.session.planStore.getState()).toMatchObject({ canUndo: true, canRedo: false });
    await until(() => there.missionTitles.length === 1);
    expect(refusal(there.session.undo())).toBe("nothingToUndo");
    expect(done(here.session.undo()).summary).toContain("Data");
    expect(here.records.missions.get(missionId)?.archived).not.toBeNull();
    expect(here.session.planStore.getState()).toMatchObject({ canUndo: false, canRedo: true });
    done(here.session.redo());
    expect(here.records.missions.get(missionId)?.archived).toBeNull();
  });

  it("SCR-62: a change is refused while nothing is there, by a viewer, and on a page that cannot save", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const early = new ClientWindow(server.url, planId);
    expect(refusal(early.session.run(addMission, { title: "Too early" }))).toBe("planNotLoaded");
    expect(refusal(early.session.undo())).toBe("planNotLoaded");
    const viewer = await new ClientWindow(server.url, planId, new Browser("viewer")).reaches("readonly");
    expect(refusal(viewer.session.run(addMission, { title: "Not allowed" }))).toBe("notAllowed");
    const lost = await new ClientWindow(server.url, newId<PlanId>()).reaches("notfound");
    expect(refusal(lost.session.run(addMission, { title: "Nowhere" }))).toBe("pageClosed");
    await early.reaches("saved");
    expect(early.missionTitles).toEqual([]);
  });

  it("SCR-61: what several windows do at once is the same in all of them", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const windows = await Promise.all([1, 2, 3].map(() => new ClientWindow(server.url, planId).reaches("saved")));
    const [first] = windows;
    const missionId = done(first!.session.run(addMission, { title: "Services" })).value;
    await until(() => windows.every((window) => window.missionTitles.length === 1));
    for (const [nth, { session }] of windows.entries()) {
      for (const card of [1, 2, 3]) done(session.run(addObjective, { missionId, title: `${nth}.${card}` }));
    }
    done(windows[1]!.session.run(archiveMission, { missionId }));
    await Promise.all(windows.map((window) => window.reaches("saved")));
    await until(() => windows.every((window) => window.records.objectives.size === 9));
    await until(() => windows.every((window) => window.records.missions.get(missionId)?.archived !== null));
    for (const window of windows) expect(window.records).toEqual(first!.records);
  });
});
