import "fake-indexeddb/auto";

import { describe, expect, it } from "vitest";

import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { addMission, renameMission } from "#shared/commands/missions.ts";
import { Browser, ClientWindow, until } from "../../support/clientWindow.ts";
import { done } from "../../support/factories.ts";
import { layCable } from "../../support/networkCable.ts";
import { storageWith } from "../../support/storageWith.ts";
import { startTestServer } from "../../support/testServer.ts";

/** A plan with one mission lies on a browser's device, and the connection of its window has just been cut. */
async function cutOff() {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const cable = await layCable(server.url);
  const browser = new Browser();
  const first = await new ClientWindow(cable.address, planId, browser).reaches("saved");
  const missionId = done(first.session.run(addMission, { title: "Data" })).value;
  await first.reaches("saved");
  await until(() => first.session.planStore.getState().keptOnDevice);
  cable.cut();
  await first.reaches("offline");
  return { server, planId, cable, browser, first, missionId };
}

describe("without a connection", () => {
  it("SCR-63: what is changed offline is kept, opens without network, and is sent when it is back", async () => {
    const { server, planId, cable, browser, first, missionId } = await cutOff();
    done(first.session.run(renameMission, { missionId, title: "Data, offline" }));
    expect(first.session.planStore.getState()).toMatchObject({ connection: "offline", keptOnDevice: true });
    await first.close();

    const second = await new ClientWindow(cable.address, planId, browser).reaches("offline");
    expect(second.missionTitles).toEqual(["Data, offline"]);
    expect(second.states).toEqual(["loading", "reconnecting", "offline"]);
    done(second.session.run(addMission, { title: "Made offline" }));
    cable.mend();
    second.session.reconnect();
    await second.reaches("saved");
    expect(second.states).not.toContain("refused");
    expect(second.states.slice(3)).not.toContain("readonly");
    const elsewhere = await new ClientWindow(server.url, planId).reaches("saved");
    expect(elsewhere.missionTitles).toEqual(["Data, offline", "Made offline"]);
    expect(server.complaints).toEqual([]);
  });

  it.each([0, 100])("SCR-220: a plan that was only looked at opens without network; latency %i ms", async (latency) => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const author = await new ClientWindow(server.url, planId).reaches("saved");
    done(author.session.run(addMission, { title: "Data" }));
    await author.reaches("saved");
    const cable = await layCable(server.url, latency);
    const browser = new Browser();
    const visit = await new ClientWindow(cable.address, planId, browser).reaches("saved");
    await until(() => visit.session.planStore.getState().keptOnDevice);
    done(author.session.run(addMission, { title: "Skills" }));
    await until(() => visit.missionTitles.length === 2);
    await visit.close();

    cable.cut();
    const later = await new ClientWindow(cable.address, planId, browser).reaches("offline");
    expect(later.missionTitles).toEqual(["Data", "Skills"]);
  });

  it("SCR-63: edits made offline and while a slow hello is on its way arrive whole", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url, 150);
    const window = await new ClientWindow(cable.address, planId).reaches("saved");
    const missionId = done(window.session.run(addMission, { title: "Data" })).value;
    await window.reaches("saved");
    cable.cut();
    await window.reaches("offline");
    const title = window.session.sharedText({ root: "missions", id: missionId, field: "title" });
    title?.insert(title.length, " at");
    cable.mend();
    window.session.reconnect();
    const typing = setInterval(() => title?.insert(title.length, "."), 10);
    await window.reaches("saving");
    clearInterval(typing);
    await window.reaches("saved");
    expect(title?.toString()).toMatch(/^Data at\.+$/);
    const elsewhere = await new ClientWindow(server.url, planId).reaches("saved");
    expect(elsewhere.missionTitles).toEqual([title?.toString()]);
    expect(window.states).not.toContain("refused");
  });

  it("SCR-63: a deletion alone made offline is not called saved before it is", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const window = await new ClientWindow(cable.address, planId).reaches("saved");
    const missionId = done(window.session.run(addMission, { title: "Data" })).value;
    await window.reaches("saved");
    cable.cut();
    await window.reaches("offline");
    window.session.sharedText({ root: "missions", id: missionId, field: "title" })?.delete(0, 2);
    const before = window.states.length;
    cable.mend();
    window.session.reconnect();
    await window.reaches("saved");
    // A slow machine may be offline once more in between.
    const states = window.states.slice(before).filter((state) => state !== "reconnecting" && state !== "offline");
    expect(states).toEqual(["saving", "saved"]);
    const elsewhere = await new ClientWindow(server.url, planId).reaches("saved");
    expect(elsewhere.missionTitles).toEqual(["ta"]);
  });

  it("SCR-63: what a window finds on the device is not called saved before the server has it", async () => {
    const { server, planId, cable, browser, first, missionId } = await cutOff();
    done(first.session.run(renameMission, { missionId, title: "Data, offline" }));
    await first.close();

    const second = await new ClientWindow(cable.address, planId, browser).reaches("offline");
    const before = second.states.length;
    cable.mend();
    second.session.reconnect();
    await second.reaches("saved");
    const states = second.states.slice(before).filter((state) => state !== "reconnecting" && state !== "offline");
    expect(states).toEqual(["saving", "saved"]);
    expect((await new ClientWindow(server.url, planId).reaches("saved")).missionTitles).toEqual(["Data, offline"]);
  });

  it("PRO-56: a connection that leaves a mark unanswered is made anew", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const window = await new ClientWindow(cable.address, planId, new Browser(), 0.1).reaches("saved");
    cable.freeze();
    done(window.session.run(addMission, { title: "Said into a tunnel" }));
    await window.reaches("saved");
    expect(window.wire.addresses.length).toBeGreaterThanOrEqual(2);
    const elsewhere = await new ClientWindow(server.url, planId).reaches("saved");
    expect(elsewhere.missionTitles).toEqual(["Said into a tunnel"]);
  });

  it("PRO-51: while a plan cannot be loaded, connecting waits 15 to 30 s, each time anew", async () => {
    const damaged = storageWith(createMemoryStorage(), {
      load: () => Promise.reject(new Error("The disk cannot be read.")),
    });
    const server = await startTestServer({ storage: damaged });
    const planId = await server.createPlan();
    const [timeScale, attempts] = [0.04, 4];
    const start = performance.now();
    const window = new ClientWindow(server.url, planId, new Browser(), timeScale);
    await until(() => window.wire.addresses.length === attempts);
    const waits = (performance.now() - start) / timeScale / (attempts - 1);
    expect(waits).toBeGreaterThan(15_000);
    // On so short a time scale the first contact may take longer than a connection is given to be offline.
    expect(window.states.filter((state) => state !== "offline")).toEqual(["loading", "unavailable"]);
  });

  it("SCR-50: a server that restarts is back by itself, with what was changed meanwhile", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const window = await new ClientWindow(cable.address, planId).reaches("saved");
    const { epoch } = (await server.storage.findPlan(planId)) ?? { epoch: "" };
    const { updates, checkpoint } = (await server.storage.load(planId)) ?? { updates: [], checkpoint: null };
    await server.stop();
    // Its port may be another's until the next one listens.
    cable.cut();
    await until(() => window.state !== "saved");
    done(window.session.run(addMission, { title: "Meanwhile" }));
    const next = await startTestServer();
    const [state = new Uint8Array(), ...rest] = [...(checkpoint ? [checkpoint] : []), ...updates];
    expect(rest).toEqual([]);
    await next.storage.createPlan({ planId, epoch, title: "", createdAt: 0, state });
    cable.plugInto(next.url);
    cable.mend();
    await window.reaches("saved");
    expect((await next.rooms.read(planId))?.records.missions.size).toBe(1);
  });
});
