import "fake-indexeddb/auto";

import { describe, expect, it } from "vitest";

import type { RefusedCommand } from "#client/plan/pendingCommands.ts";
import { correctCheckIn, recordCheckIn, recordStillRight } from "#shared/commands/checkIns.ts";
import { addMission, renameMission } from "#shared/commands/missions.ts";
import { addPerson } from "#shared/commands/people.ts";
import type { MemberRole } from "#shared/model/actor.ts";
import type { PlanId } from "#shared/model/id.ts";
import { messageTypes } from "#shared/protocol/messages.ts";
import { Browser, ClientWindow, until } from "#tests/support/clientWindow.ts";
import { doorPlan } from "#tests/support/doorPlan.ts";
import type { DoorPlan } from "#tests/support/doorPlan.ts";
import { done, refusal } from "#tests/support/factories.ts";
import { layCable } from "#tests/support/networkCable.ts";
import { ownTime } from "#tests/support/ownTime.ts";
import { startServer } from "#tests/support/startServer.ts";
import type { StartedServer } from "#tests/support/startServer.ts";

/** Milliseconds: what a change of rights has to be done within. */
const PROMISED = 2_000;

interface SetUp {
  readonly server: StartedServer;
  readonly door: DoorPlan;
  readonly planId: PlanId;
  /** A window of a browser in which a member is signed in. */
  windowOf(role: MemberRole, address?: string): ClientWindow;
  browserOf(role: MemberRole): Browser;
  changeRole(of: MemberRole, role: MemberRole): Promise<unknown>;
}

async function setUp(): Promise<SetUp> {
  const server = await startServer({ client: "none" });
  const door = await doorPlan(server);
  const { planId } = door;
  const browserOf = (role: MemberRole): Browser =>
    new Browser({ cookie: door.cookies[role], host: new URL(server.url).host });
  return {
    server,
    door,
    planId,
    browserOf,
    windowOf: (role, address = server.url) => new ClientWindow(address, planId, browserOf(role)),
    changeRole: (of, role) =>
      door.as("owner", `/plans/${planId}/members/${door.userIds[of]}`, { method: "PATCH", body: { role } }),
  };
}

describe("a contributor's window", () => {
  it("PRO-115: checks in by asking, shows it at once, undoes, redoes and corrects it, and writes no document", async () => {
    const { door, windowOf } = await setUp();
    const { own, other, people } = door;
    const here = await windowOf("contributor").reaches("saved");
    const there = await windowOf("viewer").reaches("readonly");
    const { session } = here;
    expect(session.identity.personId).toBe(people.contributor);
    const frames = here.wire.sent.length;
    const first = done(session.run(recordCheckIn, { objectiveId: own, status: "onTrack", note: "halfway" })).value;
    expect(here.records.checkIns.get(first)?.note).toBe("halfway");
    expect(here.state).toBe("saving");
    await here.reaches("saved");
    await until(() => there.records.checkIns.get(first)?.by === people.contributor);
    await until(() => here.records.checkIns.get(first)?.at === there.records.checkIns.get(first)?.at);

    done(session.undo());
    expect(here.records.checkIns.get(first)?.withdrawnAt).not.toBeNull();
    await until(() => there.records.checkIns.get(first)?.withdrawnAt !== null);
    const again = done(session.redo());
    expect(again.summary).toContain("Checked in");
    await here.reaches("saved");
    const second = here.records.histories.get(own)?.find(({ withdrawnAt }) => withdrawnAt === null);
    expect(second).toMatchObject({ note: "halfway", status: "onTrack" });
    const third = done(session.run(correctCheckIn, { checkInId: second!.id, status: "atRisk" })).value;
    await until(() => there.records.checkIns.get(third)?.status === "atRisk");
    done(session.undo());
    await here.reaches("saved");
    await until(() => there.records.checkIns.get(third)?.withdrawnAt !== null);
    const stands = there.records.histories.get(own)?.filter(({ withdrawnAt }) => withdrawnAt === null);
    expect(stands).toMatchObject([{ note: "halfway", status: "onTrack" }]);
    done(session.run(recordStillRight, { objectiveIds: [own] }));
    await here.reaches("saved");
    const last = here.records.histories.get(own)?.at(-1)?.id;
    await until(() => last !== undefined && there.records.checkIns.has(last));

    expect(refusal(session.run(recordCheckIn, { objectiveId: other, note: "not mine" }))).toBe("notAllowed");
    expect(refusal(session.run(addMission, { title: "Not allowed" }))).toBe("notAllowed");
    expect(here.wire.sent.slice(frames)).not.toContain(messageTypes.sync);
    expect(refusal(there.session.run(recordStillRight, { objectiveIds: [own] }))).toBe("notAllowed");
  });

  it("PRO-116: what was said offline is kept over a reload, sent when the connection is back, and done once", async () => {
    const { server, door, planId, browserOf } = await setUp();
    const cable = await layCable(server.url);
    const browser = browserOf("contributor");
    const first = await new ClientWindow(cable.address, planId, browser).reaches("saved");
    await until(() => first.session.planStore.getState().keptOnDevice);
    cable.cut();
    await first.reaches("offline");
    const said = done(first.session.run(recordCheckIn, { objectiveId: door.own, note: "on the train" })).value;
    expect(first.state).toBe("offline");
    await first.close();

    const second = await new ClientWindow(cable.address, planId, browser).reaches("offline");
    expect(second.session.planStore.getState()).toMatchObject({
      role: "contributor",
      personId: door.people.contributor,
    });
    expect(second.records.checkIns.get(said)?.note).toBe("on the train");
    expect(refusal(second.session.run(addMission, { title: "Not offline either" }))).toBe("notAllowed");
    const beside = await new ClientWindow(cable.address, planId, browser).reaches("offline");
    expect(beside.records.checkIns.get(said)?.note).toBe("on the train");
    cable.mend();
    second.session.reconnect();
    beside.session.reconnect();
    await Promise.all([second.reaches("saved"), beside.reaches("saved")]);
    const plan = await server.rooms.read(planId);
    expect(plan?.records.histories.get(door.own)).toMatchObject([{ id: said, note: "on the train" }]);
    await second.close();
    await beside.close();
    const again = await new ClientWindow(server.url, planId, browser).reaches("saved");
    expect(again.wire.sent).not.toContain(messageTypes.command);
  });

  it("PRO-117: what is refused after all is gone from the screen, is told, and cannot be undone", async () => {
    const { server, door, planId, windowOf } = await setUp();
    const cable = await layCable(server.url);
    const here = await windowOf("contributor", cable.address).reaches("saved");
    const refused: RefusedCommand[] = [];
    here.session.onRefused((one) => refused.push(one));
    cable.cut();
    await here.reaches("offline");
    const said = done(here.session.run(recordCheckIn, { objectiveId: door.own, note: "too late" })).value;
    expect(here.session.planStore.getState().canUndo).toBe(true);
    await door.command("owner", "setOwner", { objectiveId: door.own, ownerId: door.people.editor });
    cable.mend();
    here.session.reconnect();
    await until(() => refused.length > 0);
    expect(refused).toMatchObject([
      { name: "recordCheckIn", input: { note: "too late" }, error: { code: "notAllowed" } },
    ]);
    await here.reaches("saved");
    expect(here.records.checkIns.has(said)).toBe(false);
    expect(here.session.planStore.getState().canUndo).toBe(false);
    expect((await server.rooms.read(planId))?.records.checkIns.size).toBe(0);
  });
});

describe("rights that change while a plan is open", () => {
  it("PRO-119: a demoted editor stays, keeps a copy of what was not sent, and is told what they are; promoted, they go on", async () => {
    const { server, door, planId, windowOf, changeRole } = await setUp();
    const cable = await layCable(server.url);
    const here = await windowOf("editor", cable.address).reaches("saved");
    const { session } = here;
    cable.cut();
    await here.reaches("offline");
    done(session.run(renameMission, { missionId: door.missionId, title: "Made offline" }));
    await changeRole("editor", "viewer");
    cable.mend();
    session.reconnect();
    await here.reaches("readonly");
    await until(() => here.missionTitles[0] === "Mission");
    const [copy] = await session.recoveryCopies();
    expect(copy).toMatchObject({ reason: "forbidden" });
    expect(here.states).not.toContain("refused");
    expect(refusal(session.run(addMission, { title: "Not now" }))).toBe("notAllowed");

    const took = ownTime();
    await changeRole("editor", "editor");
    await here.reaches("saved");
    expect(took()).toBeLessThan(PROMISED);
    done(session.run(addMission, { title: "At once" }));
    await here.reaches("saved");
    await until(() => here.missionTitles.includes("At once"));
    expect([...((await server.rooms.read(planId))?.records.missions.values() ?? [])].map(({ title }) => title)).toEqual(
      expect.arrayContaining(["At once", "Mission"]),
    );
    expect(await session.recoveryCopies()).toHaveLength(1);
  });

  it("PRO-119: with nothing unsent the document stays, within two seconds, for a contributor as for an editor", async () => {
    const { windowOf, changeRole } = await setUp();
    const here = await windowOf("editor").reaches("saved");
    const took = ownTime();
    await changeRole("editor", "contributor");
    await until(() => here.session.planStore.getState().role === "contributor");
    await here.reaches("saved");
    expect(took()).toBeLessThan(PROMISED);
    expect(here.session.planStore.getState()).toMatchObject({
      documentNumber: 0,
      recoveryCopies: 0,
      given: "contributor",
    });
  });

  it("PRO-60: what could not be sent is copied once, however often the page is opened again; discarded, it stays so", async () => {
    const { server, door, planId, browserOf } = await setUp();
    const cable = await layCable(server.url);
    const browser = browserOf("editor");
    const here = await new ClientWindow(cable.address, planId, browser).reaches("saved");
    await until(() => here.session.planStore.getState().keptOnDevice);
    cable.cut();
    await here.reaches("offline");
    done(here.session.run(addMission, { title: "Made offline" }));
    await door.as("owner", `/plans/${planId}/members/${door.userIds.editor}`, { method: "DELETE" });
    cable.mend();
    here.session.reconnect();
    await here.reaches("removed");
    const [copy] = await here.session.recoveryCopies();
    await here.close();
    const again = await new ClientWindow(cable.address, planId, browser).reaches("removed");
    expect(await again.session.recoveryCopies()).toEqual([copy]);
    await again.session.removeRecoveryCopy(copy!.id);
    await again.close();
    const last = await new ClientWindow(cable.address, planId, browser).reaches("removed");
    expect(await last.session.recoveryCopies()).toEqual([]);
  });

  it("PRO-60: who is removed is told so in place of the plan, and keeps what was not sent", async () => {
    const { server, door, planId, windowOf } = await setUp();
    const cable = await layCable(server.url);
    const here = await windowOf("editor", cable.address).reaches("saved");
    const there = await windowOf("viewer").reaches("readonly");
    cable.cut();
    await here.reaches("offline");
    done(here.session.run(addMission, { title: "Made offline" }));
    const remove = (role: "editor" | "viewer"): Promise<unknown> =>
      door.as("owner", `/plans/${planId}/members/${door.userIds[role]}`, { method: "DELETE" });
    await remove("editor");
    cable.mend();
    here.session.reconnect();
    await here.reaches("removed");
    expect(await here.session.recoveryCopies()).toMatchObject([{ reason: "forbidden" }]);
    const took = ownTime();
    await remove("viewer");
    await there.reaches("removed");
    expect(took()).toBeLessThan(PROMISED);
    expect(there.session.planStore.getState()).toMatchObject({ closeName: "forbidden", recoveryCopies: 0 });
  });

  it("PRM-10: an archived plan is read-only for its owner too, who hears what they were given", async () => {
    const { door, planId, windowOf } = await setUp();
    const here = await windowOf("owner").reaches("saved");
    await door.as("owner", `/plans/${planId}`, { method: "PATCH", body: { archived: true } });
    await here.reaches("readonly");
    expect(here.session.planStore.getState()).toMatchObject({
      role: "viewer",
      given: "owner",
      archivedAt: expect.any(Number),
    });
    await door.as("owner", `/plans/${planId}`, { method: "PATCH", body: { archived: false } });
    await here.reaches("saved");
    expect(here.session.planStore.getState()).toMatchObject({ role: "owner", archivedAt: null });
  });
});

describe("who one is", () => {
  it("SCR-460: it is the server's to say, once, and known in every window at once", async () => {
    const { server, door, planId, windowOf, browserOf } = await setUp();
    const browser = browserOf("viewer");
    const here = await new ClientWindow(server.url, planId, browser).reaches("readonly");
    const elsewhere = await windowOf("viewer").reaches("readonly");
    expect(here.session.identity.personId).toBeNull();
    expect(await here.session.setIdentity(door.people.editor)).toMatchObject({
      ok: false,
      error: { code: "personTaken" },
    });
    expect(here.session.identity.personId).toBeNull();
    const grace = await door.command("owner", "addPerson", { name: "Grace" });
    const personId = typeof grace === "object" && grace.ok ? (grace.value as typeof door.people.editor) : null;
    await until(() => here.records.people.has(personId!));
    expect(await here.session.setIdentity(personId!)).toEqual({ ok: true, value: null });
    expect(here.session.identity.personId).toBe(personId);
    await until(() => elsewhere.session.identity.personId === personId);
    expect(await here.session.setIdentity(door.people.owner)).toMatchObject({ ok: false });
    expect(here.session.identity.personId).toBe(personId);
    await here.close();
    const again = await new ClientWindow(server.url, planId, browser).reaches("readonly");
    expect(again.session.identity.personId).toBe(personId);
  });

  it("SCR-60: who adds themselves is them as soon as the server has heard of it", async () => {
    const { door, windowOf } = await setUp();
    const here = await windowOf("editor").reaches("saved");
    const me = door.people.editor;
    expect(here.session.identity.personId).toBe(me);
    const added = done(here.session.run(addPerson, { name: "Ada Lovelace" })).value;
    expect(await here.session.setIdentity(added)).toEqual({ ok: true, value: null });
    expect(here.session.identity.personId).toBe(added);
  });
});
