import "fake-indexeddb/auto";

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";

import { recoveryFile } from "#client/plan/recoveryFile.ts";
import { newPlanState } from "#server/sync/newPlanState.ts";
import { addMission, renameMission, setStatement } from "#shared/commands/missions.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import { readPlanFile } from "#shared/exchange/planFile.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import { encodeHello } from "#shared/protocol/messages.ts";
import { Browser, ClientWindow, until } from "../../support/clientWindow.ts";
import { done, refusal } from "../../support/factories.ts";
import { holdStore } from "../../support/holdStore.ts";
import { layCable } from "../../support/networkCable.ts";
import { startTestServer } from "../../support/testServer.ts";
import type { TestServer } from "../../support/testServer.ts";

/** Puts an empty plan of the same id onto a server, as a restore does: another epoch. */
async function restorePlan(server: TestServer, planId: PlanId): Promise<void> {
  const state = newPlanState((document) => migratePlan(document, 0));
  await server.storage.createPlan({ planId, epoch: newId<PlanId>(), title: "", createdAt: 0, state });
}

/** A server that greets everybody and turns them away. */
async function startClosing(epoch: string, { code, reason }: CloseReason): Promise<{ readonly url: string }> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on("connection", (socket) => {
    socket.send(
      encodeHello({
        epoch,
        schema: 1,
        role: "editor",
        given: "editor",
        archivedAt: null,
        personId: null,
        presenceId: null,
        serverTime: Date.now(),
        condition: { kind: "writable" },
      }),
    );
    socket.close(code, reason);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    sockets.close();
    http.close();
  });
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

function clientIdOf(window: ClientWindow, nth: number): string | null | undefined {
  return window.wire.addresses.at(nth)?.searchParams.get("clientId");
}

async function titlesIn(copy: Parameters<typeof recoveryFile>[0]): Promise<readonly string[]> {
  const { content } = await recoveryFile(copy);
  const plan = readPlanFile(JSON.parse(await content.text()));
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return [...plan.value.missions.values()].map(({ title }) => title).sort();
}

describe("a plan that was replaced on the server", () => {
  it("PRO-54: what was held is kept as a recovery copy, and nothing of it is sent", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const browser = new Browser();
    const window = await new ClientWindow(cable.address, planId, browser).reaches("saved");
    const { session } = window;
    done(session.run(addMission, { title: "Saved before" }));
    await window.reaches("saved");
    cable.cut();
    await window.reaches("offline");
    done(session.run(addMission, { title: "Made offline" }));

    const restored = await startTestServer();
    await restorePlan(restored, planId);
    cable.plugInto(restored.url);
    cable.mend();
    session.reconnect();
    await window.reaches("refused");
    await until(() => window.missionTitles.length === 0);
    expect(session.planStore.getState()).toMatchObject({ closeName: "refused", documentNumber: 1, canUndo: false });
    expect(clientIdOf(window, -1)).not.toBe(clientIdOf(window, 0));
    const copies = await session.recoveryCopies();
    expect(copies).toMatchObject([{ reason: "restored", planId }]);
    expect(await titlesIn(copies[0]!)).toEqual(["Made offline", "Saved before"]);
    expect(session.planStore.getState().recoveryCopies).toBe(1);

    done(session.run(addMission, { title: "Afterwards" }));
    await window.reaches("saved");
    expect([...((await restored.rooms.read(planId))?.records.missions.values() ?? [])]).toMatchObject([
      { title: "Afterwards" },
    ]);
    await window.close();
    const again = await new ClientWindow(cable.address, planId, browser).reaches("saved");
    expect(again.missionTitles).toEqual(["Afterwards"]);
    expect(again.wire.addresses).toHaveLength(1);
    expect(await again.session.recoveryCopies()).toHaveLength(1);
    await again.session.removeRecoveryCopy(copies[0]!.id);
    expect(await again.session.recoveryCopies()).toEqual([]);
    expect(restored.complaints).toEqual([]);
  });

  it("PRO-54: a device that returns with nothing unsaved is not told of a refusal", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const browser = new Browser();
    const first = await new ClientWindow(server.url, planId, browser).reaches("saved");
    done(first.session.run(addMission, { title: "Saved before" }));
    await first.reaches("saved");
    await until(() => first.session.planStore.getState().keptOnDevice);
    await first.close();
    const restored = await startTestServer();
    await restorePlan(restored, planId);
    const second = await new ClientWindow(restored.url, planId, browser).reaches("saved");
    expect(second.states).not.toContain("refused");
    await until(() => second.missionTitles.length === 0);
    expect(await second.session.recoveryCopies()).toHaveLength(1);
    done(second.session.run(addMission, { title: "Goes on" }));
    await second.reaches("saved");
  });

  it("PRO-54: what the device gives only after the server was met is in the recovery copy too", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const browser = new Browser();
    const first = await new ClientWindow(cable.address, planId, browser).reaches("saved");
    await until(() => first.session.planStore.getState().keptOnDevice);
    cable.cut();
    await first.reaches("offline");
    done(first.session.run(addMission, { title: "Made offline" }));
    await first.close();
    const restored = await startTestServer();
    await restorePlan(restored, planId);
    cable.plugInto(restored.url);
    cable.mend();

    const store = holdStore(planId);
    const second = await new ClientWindow(cable.address, planId, browser, 0.2).reaches("refused");
    await until(() => second.session.planStore.getState().records?.missions.size === 0);
    store.release();
    const [copy] = await second.session.recoveryCopies();
    expect(copy && (await titlesIn(copy))).toEqual(["Made offline"]);
  });
});

describe("a right that has ended", () => {
  it("PRO-60: what could not be sent is kept as a recovery copy, and why is shown in place of the plan", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const window = await new ClientWindow(cable.address, planId).reaches("saved");
    const { session } = window;
    cable.cut();
    await window.reaches("offline");
    done(session.run(addMission, { title: "Made offline" }));
    const { epoch = "" } = (await server.storage.findPlan(planId)) ?? {};
    cable.plugInto((await startClosing(epoch, closeCodes.forbidden)).url);
    cable.mend();
    session.reconnect();
    await window.reaches("removed");
    expect(refusal(session.run(addMission, { title: "Too late" }))).toBe("pageClosed");
    const copies = await session.recoveryCopies();
    expect(copies).toMatchObject([{ reason: "forbidden" }]);
    expect(await titlesIn(copies[0]!)).toEqual(["Made offline"]);
    expect(session.planStore.getState()).toMatchObject({ closeName: "forbidden", recoveryCopies: 1 });
  });
});

describe("a change that was refused", () => {
  it("PRO-55: it is kept as a recovery copy, the plan is loaded anew, and work goes on", async () => {
    const server = await startTestServer({ limits: { updateBytes: 1_500 } });
    const planId = await server.createPlan();
    const browser = new Browser();
    const window = await new ClientWindow(server.url, planId, browser).reaches("saved");
    const { session } = window;
    const missionId = done(session.run(addMission, { title: "Data" })).value;
    await window.reaches("saved");
    const text = session.sharedText({ root: "missions", id: missionId, field: "title" });
    done(session.run(setStatement, { missionId, statement: "too long ".repeat(200) }));
    await window.reaches("refused");
    await until(() => window.session.planStore.getState().records?.missions.get(missionId)?.statement === "");
    expect(window.missionTitles).toEqual(["Data"]);
    expect(clientIdOf(window, -1)).not.toBe(clientIdOf(window, 0));
    expect(session.sharedText({ root: "missions", id: missionId, field: "title" })).not.toBe(text);
    const [copy] = await session.recoveryCopies();
    expect(copy?.reason).toBe("refused");
    expect(await titlesIn(copy!)).toEqual(["Data"]);
    expect(await (await recoveryFile(copy!)).content.text()).toContain("too long too long");

    done(session.run(renameMission, { missionId, title: "Goes on" }));
    await window.reaches("saved");
    await until(() => session.planStore.getState().keptOnDevice);
    await window.close();
    const again = await new ClientWindow(server.url, planId, browser).reaches("saved");
    expect(again.missionTitles).toEqual(["Goes on"]);
    expect(again.states).not.toContain("refused");
  });

  it("PRO-57: other windows keep their document and move to the new local store", async () => {
    const server = await startTestServer({ limits: { updateBytes: 1_500 } });
    const planId = await server.createPlan();
    const browser = new Browser();
    const cable = await layCable(server.url);
    const here = await new ClientWindow(server.url, planId, browser).reaches("saved");
    const missionId = done(here.session.run(addMission, { title: "Data" })).value;
    const beside = await new ClientWindow(cable.address, planId, browser).reaches("saved");
    await until(() => beside.missionTitles.length === 1 && beside.session.planStore.getState().keptOnDevice);
    done(here.session.run(setStatement, { missionId, statement: "too long ".repeat(200) }));
    await here.reaches("refused");
    await here.session.recoveryCopies();
    await until(() => here.session.planStore.getState().keptOnDevice);
    await until(() => beside.session.planStore.getState().keptOnDevice);
    expect(beside.session.planStore.getState()).toMatchObject({ documentNumber: 0, recoveryCopies: 0 });

    cable.cut();
    await beside.reaches("offline");
    done(beside.session.run(renameMission, { missionId, title: "Kept by the window beside" }));
    await Promise.all([here.close(), beside.close()]);
    const again = await new ClientWindow(server.url, planId, browser).reaches("saved");
    expect(again.missionTitles).toEqual(["Kept by the window beside"]);
    expect(again.states).not.toContain("refused");
  });

  it("PRO-55: a page that is refused again and again gives up and asks for a reload", async () => {
    const server = await startClosing("one", closeCodes.refused);
    const window = await new ClientWindow(server.url, newId<PlanId>()).reaches("outdated");
    expect(window.wire.addresses).toHaveLength(3);
    expect(refusal(window.session.run(addMission, { title: "No use" }))).toBe("pageClosed");
    expect(await window.session.recoveryCopies()).toEqual([]);
  });

  it("SCR-64: a recovery copy is a plan file named after the plan", async () => {
    const server = await startTestServer({ limits: { updateBytes: 1_500 } });
    const planId = await server.createPlan();
    const window = await new ClientWindow(server.url, planId).reaches("saved");
    window.session.sharedText({ root: "plan", id: "", field: "title" })?.insert(0, "Work plan: 2019/20");
    const missionId = done(window.session.run(addMission, { title: "Data" })).value;
    await window.reaches("saved");
    done(window.session.run(setStatement, { missionId, statement: "too long ".repeat(200) }));
    await window.reaches("refused");
    const [copy] = await window.session.recoveryCopies();
    const { name, content } = await recoveryFile(copy!);
    expect(name).toMatch(/^Work plan 2019 20 recovered \d{4}-\d\d-\d\dT\d{4}\.json$/);
    expect(content.type).toBe("application/json");
    expect(readPlanFile(JSON.parse(await content.text())).ok).toBe(true);
  });
});
