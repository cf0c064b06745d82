import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import type { MemberRole } from "#shared/model/actor.ts";
import { newId } from "#shared/model/id.ts";
import { parseDevices } from "#shared/protocol/signIn.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import { ask } from "#tests/support/ask.ts";
import { doorPlan } from "#tests/support/doorPlan.ts";
import type { DoorPlan } from "#tests/support/doorPlan.ts";
import { ownTime } from "#tests/support/ownTime.ts";
import { RawClient } from "#tests/support/rawClient.ts";
import { inviteTo, openLink } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";
import type { StartedServer } from "#tests/support/startServer.ts";
import { storageWith } from "#tests/support/storageWith.ts";
import { tidy } from "#server/auth/housekeeping.ts";
import { defaultLimits } from "#server/limits.ts";
import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { SyncDesk } from "#tests/support/syncDesk.ts";

/** What a change of rights has to be done within, everywhere: milliseconds. */
const PROMISED = 2_000;

async function connected(server: StartedServer, door: DoorPlan, role: MemberRole): Promise<RawClient> {
  const client = new RawClient(`ws://localhost:${server.port}/sync`, door.planId, { cookie: door.cookies[role] });
  await client.greet();
  await client.next("step2");
  return client;
}

/** Whose session that is. */
async function userOf({ url }: DoorPlan, cookie: string): Promise<string> {
  const { session } = (await ask(`${url}/api/session`, { headers: { cookie } })).json() as {
    session: { userId: string };
  };
  return session.userId;
}

/** The code a socket is closed with, and that it was in time. */
async function closedInTime(client: RawClient, change: () => Promise<unknown>): Promise<number> {
  const took = ownTime();
  await change();
  const code = await client.closed();
  expect(took()).toBeLessThan(PROMISED);
  return code;
}

describe("a change of rights while connected", () => {
  it("PRM-5: a demoted editor is closed with 4403, and comes back as what they are now", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const editor = await connected(server, door, "editor");
    const path = `/plans/${door.planId}/members/${door.userIds.editor}`;
    const change = (): Promise<unknown> => door.as("owner", path, { method: "PATCH", body: { role: "viewer" } });
    expect(await closedInTime(editor, change)).toBe(closeCodes.forbidden.code);
    expect(await door.command("editor", "addMission", { title: "No more" })).toMatchObject({ ok: false });
    const again = await connected(server, door, "editor");
    expect(again.heard[0]).toMatchObject({ kind: "hello", hello: { role: "viewer" } });
    // And up again.
    const promote = (): Promise<unknown> => door.as("owner", path, { method: "PATCH", body: { role: "editor" } });
    expect(await closedInTime(again, promote)).toBe(closeCodes.forbidden.code);
    expect(await door.command("editor", "addMission", { title: "Again" })).toMatchObject({ ok: true });
  });

  it("PRM-5: a removed member is closed with 4403 and then is a stranger; the last owner stays", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const viewer = await connected(server, door, "viewer");
    const path = (role: MemberRole): string => `/plans/${door.planId}/members/${door.userIds[role]}`;
    const remove = (): Promise<unknown> => door.as("owner", path("viewer"), { method: "DELETE" });
    expect(await closedInTime(viewer, remove)).toBe(closeCodes.forbidden.code);
    for (const part of ["", "/export", "/members"]) {
      expect((await door.as("viewer", `/plans/${door.planId}${part}`)).status, part).toBe(404);
    }
    const again = new RawClient(`ws://localhost:${server.port}/sync`, door.planId, { cookie: door.cookies.viewer });
    expect(await again.closed()).toBe(closeCodes.notFound.code);
    // The server's owner made the plan and invited the other one.
    expect((await door.as("owner", path("owner"), { method: "DELETE" })).status).toBe(204);
    const session = await ask(`${door.url}/api/session`);
    const { userId } = (session.json() as { session: { userId: string } }).session;
    const alone = await ask(`${door.url}/api/plans/${door.planId}/members/${userId}`, { method: "DELETE" });
    expect([alone.status, alone.json()]).toMatchObject([409, { error: { code: "lastOwner" } }]);
  });

  it("PRM-5: who was removed does not come back by the invitation they came by, nor by one they made", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const shared = await inviteTo(door.url, door.planId, "owner", 9);
    const cookie = await openLink(door.url, shared, { name: "Mallory" });
    const asMallory = { headers: { cookie } };
    const made = await ask(`${door.url}/api/plans/${door.planId}/invites`, { ...asMallory, body: { role: "viewer" } });
    const own = (made.json() as { link: string }).link;
    const other = await inviteTo(door.url, door.planId, "viewer");
    await door.as("owner", `/plans/${door.planId}/members/${await userOf(door, cookie)}`, { method: "DELETE" });
    for (const link of [shared, own]) await expect(openLink(door.url, link, {}, cookie)).rejects.toThrow("404");
    await openLink(door.url, other, { name: "Somebody else" });
  });

  it("PRM-5: who used several invitations and was removed comes back by none of them", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const links = [
      await inviteTo(door.url, door.planId, "viewer", 9),
      await inviteTo(door.url, door.planId, "editor", 9),
    ];
    let cookie = "";
    for (const link of links) cookie = await openLink(door.url, link, { name: "Mallory" }, cookie);
    await door.as("owner", `/plans/${door.planId}/members/${await userOf(door, cookie)}`, { method: "DELETE" });
    for (const link of links) await expect(openLink(door.url, link, {}, cookie)).rejects.toThrow("404");
  });

  it("PRM-5: who is given less does not get more again by the invitation they came by; one that gives no more still works", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const [editors, viewers] = [
      await inviteTo(door.url, door.planId, "editor", 9),
      await inviteTo(door.url, door.planId, "viewer", 9),
    ];
    let cookie = await openLink(door.url, viewers, { name: "Mallory" });
    cookie = await openLink(door.url, editors, {}, cookie);
    const path = `/plans/${door.planId}/members/${await userOf(door, cookie)}`;
    await door.as("owner", path, { method: "PATCH", body: { role: "viewer" } });
    await expect(openLink(door.url, editors, {}, cookie)).rejects.toThrow("404");
    await openLink(door.url, viewers, {}, cookie);
    const listed = await ask(`${door.url}/api/plans/${door.planId}`, { headers: { cookie } });
    expect(listed.json()).toMatchObject({ role: "viewer" });
  });

  it("PRM-5: a session that is ended elsewhere is closed with 4401, its other devices are not", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const laptop = await connected(server, door, "editor");
    const { link } = (await door.as("editor", "/me/devices/link", { body: {} })).json() as { link: string };
    const answer = await ask(`${door.url}/api/sign-in`, { headers: { cookie: "" }, body: { link } });
    const cookie = answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    const devices = parseDevices((await ask(`${door.url}/api/me/devices`, { headers: { cookie } })).json()) ?? [];
    const other = devices.find(({ current }) => !current)?.id;
    const phone = new RawClient(`ws://localhost:${server.port}/sync`, door.planId, { cookie });
    await phone.greet();
    const signOut = (): Promise<unknown> =>
      ask(`${door.url}/api/me/devices/${other}`, { method: "DELETE", headers: { cookie } });
    expect(await closedInTime(laptop, signOut)).toBe(closeCodes.signedOut.code);
    expect((await door.as("editor", `/plans/${door.planId}`)).status).toBe(401);
    const everywhere = (): Promise<unknown> =>
      ask(`${door.url}/api/me/devices`, { method: "DELETE", headers: { cookie } });
    expect(await closedInTime(phone, everywhere)).toBe(closeCodes.signedOut.code);
  });

  it("PRM-5: a session that runs out is closed with 4401", async () => {
    let now = Date.now();
    const server = await startServer({ client: "none", clock: () => now });
    const door = await doorPlan(server);
    const viewer = await connected(server, door, "viewer");
    now += 181 * 86_400_000;
    expect(await closedInTime(viewer, async () => undefined)).toBe(closeCodes.signedOut.code);
  });

  /** A plan that nobody can open until `open` is called, and nobody has open. */
  async function closedPlan() {
    const memory = createMemoryStorage();
    const gate = { held: false, opened: Promise.withResolvers<void>() };
    const storage = storageWith(memory, {
      load: async (planId) => {
        if (gate.held) await gate.opened.promise;
        return memory.load(planId);
      },
    });
    const server = await startServer({ client: "none", storage, limits: { roomGraceMs: 1 } });
    const door = await doorPlan(server);
    await expect.poll(() => server.rooms.metrics().rooms).toBe(0);
    gate.held = true;
    const arriving = async (role: "editor" | "contributor"): Promise<RawClient> =>
      new RawClient(`ws://localhost:${server.port}/sync`, door.planId, { cookie: door.cookies[role] }).greet();
    return { door, arriving, open: () => gate.opened.resolve() };
  }

  it("PRM-5: who is being let in while they are removed does not get in", async () => {
    const { door, arriving, open } = await closedPlan();
    const late = await arriving("editor");
    await door.as("owner", `/plans/${door.planId}/members/${door.userIds.editor}`, { method: "DELETE" });
    open();
    expect(await late.closed()).toBe(closeCodes.forbidden.code);
    expect(late.kinds()).toEqual(["close"]);
  });

  it("PRM-5: who is another person of the plan, or none, while being let in is told so at once", async () => {
    const { door, arriving, open } = await closedPlan();
    const late = await arriving("contributor");
    const member = `/plans/${door.planId}/members/${door.userIds.contributor}`;
    await door.as("owner", member, { method: "PATCH", body: { personId: null } });
    open();
    expect((await late.next("hello")).hello).toMatchObject({ role: "contributor", personId: null });
  });

  it("PRM-5: nothing that comes after the change has an effect, whatever was on its way", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const witness = await new SyncDesk(`ws://localhost:${server.port}/sync`, door.planId, {
      cookie: door.cookies.owner,
    }).synced();
    const editor = await connected(server, door, "editor");
    const path = `/plans/${door.planId}/members/${door.userIds.editor}`;
    let demoted = false;
    const change = door.as("owner", path, { method: "PATCH", body: { role: "viewer" } }).then(() => (demoted = true));
    const after: string[] = [];
    while (editor.socket.readyState === editor.socket.OPEN) {
      const name = newId();
      if (demoted) after.push(name);
      editor.update(missionUpdate(name));
      void editor.command({ key: newId(), name: "addMission", input: { title: name } }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await change;
    // Not one more mission: there may be as many as a plan holds by now.
    await door.command("owner", "renameMission", { missionId: door.missionId, title: "last" });
    await expect.poll(() => [...witness.records.missions.values()].some(({ title }) => title === "last")).toBe(true);
    const there = new Set([...witness.records.missions.values()].map(({ title }) => title));
    expect(after.filter((name) => there.has(name))).toEqual([]);
  });

  it("PRM-7: an archived plan is read-only for everybody until an owner restores it", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const editor = await connected(server, door, "editor");
    const archive = (archived: boolean): Promise<{ status: number }> =>
      door.as("owner", `/plans/${door.planId}`, { method: "PATCH", body: { archived } });
    expect(await closedInTime(editor, () => archive(true))).toBe(closeCodes.forbidden.code);
    const again = await connected(server, door, "editor");
    expect(again.heard[0]).toMatchObject({ hello: { role: "viewer" } });
    for (const someone of ["owner", "editor", "contributor"] as const) {
      const answer = await door.command(someone, "recordCheckIn", { objectiveId: door.own, note: "x" });
      const error = { code: "notAllowed", message: expect.stringContaining("plan is archived") };
      expect(answer, someone).toMatchObject({ ok: false, error });
    }
    const listed = (await door.as("owner", `/plans/${door.planId}`)).json();
    expect(listed).toMatchObject({ role: "owner", archivedAt: expect.any(Number) });
    expect((await archive(false)).status).toBe(204);
    expect(await door.command("contributor", "recordCheckIn", { objectiveId: door.own, note: "x" })).toMatchObject({
      ok: true,
    });
  });

  it("PRM-7: a deleted plan is gone for everybody but owners, who restore it; after 30 days nothing of it is left", async () => {
    let now = Date.now();
    const server = await startServer({ client: "none", clock: () => now });
    const door = await doorPlan(server);
    const path = `/plans/${door.planId}`;
    const editor = await connected(server, door, "editor");
    expect(await closedInTime(editor, () => door.as("owner", path, { method: "DELETE" }))).toBe(
      closeCodes.notFound.code,
    );
    expect((await door.as("editor", path)).status).toBe(404);
    expect((await door.as("owner", `${path}/export`)).status).toBe(404);
    expect((await door.as("editor", "/plans")).json()).toEqual({ plans: [] });
    expect((await door.as("owner", "/plans")).json()).toMatchObject({
      plans: [{ id: door.planId, deletedAt: now, restorableUntil: now + 30 * 86_400_000 }],
    });
    expect((await door.as("editor", `${path}/restore`, { body: {} })).status).toBe(404);
    expect((await door.as("owner", `${path}/restore`, { body: {} })).status).toBe(204);
    expect((await door.as("editor", path)).status).toBe(200);

    await door.as("owner", path, { method: "DELETE" });
    const { storage } = server;
    const settings = { limits: defaultLimits, timeScale: 1 };
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const house = { storage, rooms: server.rooms, settings, log, clock: () => now, principals: () => [] };
    now += 30 * 86_400_000 - 1;
    await tidy(house);
    expect(await storage.findPlan(door.planId)).not.toBeNull();
    now += 1;
    await tidy(house);
    expect(await storage.findPlan(door.planId)).toBeNull();
    expect(await storage.access.findCondition(door.planId)).toBeNull();
    expect(await storage.access.membersOf(door.planId)).toEqual([]);
  });
});

/** Adds a mission of that name, under a new clientID. */
function missionUpdate(title: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID += 2 ** 17;
  const mission = new Y.Map();
  mission.set("title", new Y.Text(title));
  doc.getMap("missions").set(title, mission);
  return Y.encodeStateAsUpdate(doc);
}
