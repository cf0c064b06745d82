import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";

import { newYDoc } from "#shared/document/planDocument.ts";
import { newId } from "#shared/model/id.ts";
import type { PersonId, PlanId, UserId } from "#shared/model/id.ts";
import { parseApiError, parsePlanListings } from "#shared/protocol/httpApi.ts";
import { parseInvites, parseMembers, parseNewInvite } from "#shared/protocol/members.ts";
import { LINK_REFUSED, parseDevices, parseLinkSight, parseNewLink, parseSession } from "#shared/protocol/signIn.ts";
import { hashOf } from "#server/auth/secret.ts";
import { readConfig } from "#server/config.ts";
import { createServer } from "#server/createServer.ts";
import { examplePlan } from "#server/http/examplePlan/examplePlan.ts";
import { newPlan } from "#server/http/newPlan.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { ask } from "#tests/support/ask.ts";
import { runMain } from "#tests/support/commandLine.ts";
import { doorPlan } from "#tests/support/doorPlan.ts";
import { startedServer } from "#tests/support/serverProcess.ts";
import { inviteTo, openLink, ownerCookie, OWNER_NAME, printedLink } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

const NOBODY = { cookie: "" };

describe("coming in", () => {
  it("SRV-70: the first start prints a link that makes the owner, once; token makes one for the same owner", async () => {
    const DATA_DIR = temporaryFolder();
    const server = await startedServer({ DATA_DIR });
    onTestFinished(async () => void (await server.stop("SIGKILL")));
    const link = printedLink(server.stdout()) ?? "";
    expect(link).toMatch(new RegExp(`^${server.url}/join#[a-f0-9]{32}\\.[\\w-]{43}$`));
    const mine = ownerCookie(server.url) ?? "";
    const plans = parsePlanListings((await ask(`${server.url}/api/plans`)).json());
    expect(plans).toMatchObject([{ title: "ICT work plan, autumn 2019", role: "owner" }]);
    await expect(openLink(server.url, link, { name: "Second" })).rejects.toThrow("404");

    const { code, stdout } = await runMain(DATA_DIR, ["token"]);
    expect(code).toBe(0);
    const sight = await ask(`${server.url}/api/links/look`, { headers: NOBODY, body: { link: stdout.trim() } });
    expect(parseLinkSight(sight.json())).toEqual({ kind: "owner", needsName: false });
    const again = await openLink(server.url, stdout.trim(), {});
    expect(again).not.toBe(mine);
    const names = await Promise.all([mine, again].map((cookie) => sessionName(server.url, cookie)));
    expect(names).toEqual([OWNER_NAME, OWNER_NAME]);
    expect(server.stderr()).not.toContain(link.split(".").at(-1) ?? link);
    expect(await server.stop()).toBe(0);
    const restarted = await startedServer({ DATA_DIR });
    onTestFinished(async () => void (await restarted.stop("SIGKILL")));
    expect(printedLink(restarted.stdout())).toBeNull();
  });

  it("SRV-43: the first owner's link is used up only with the example in their hands, whatever the disk does meanwhile", async () => {
    const faults = { commitDelayMs: 0, failCommits: 0 };
    const storage = await openSqliteStorage({ dataDir: temporaryFolder(), faults, probeMs: 5 });
    const config = readConfig({ PORT: "0", DATA_DIR: temporaryFolder() });
    if (!config.ok) throw new Error(config.error.join("\n"));
    const client = async (): Promise<void> => undefined;
    const log = pino({ level: "silent" });
    const server = await createServer({ config: config.value, storage, log, client, clock: Date.now });
    onTestFinished(() => server.close().then(() => storage.close()));
    const { url } = await server.listen();
    const link = await server.links.forKeeper();
    for (const made of [0, 1]) {
      // The example cannot be made; then it can, and what comes after it cannot.
      faults.failCommits = made === 0 ? 1 : 0;
      if (made === 1) {
        const { owner: _, ...example } = newPlan(examplePlan(0), 0, newId<UserId>());
        await storage.createPlan(example);
        faults.failCommits = 1;
      }
      await expect(openLink(url, link, { name: "Olive" })).rejects.toThrow("503");
      expect(await storage.access.firstUser(null)).toBeNull();
      await expect.poll(() => storage.writable).toBe(true);
    }
    const cookie = await openLink(url, link, { name: "Olive" });
    const plans = parsePlanListings((await ask(`${url}/api/plans`, { headers: { cookie } })).json());
    expect(plans).toMatchObject([{ title: "ICT work plan, autumn 2019", role: "owner" }]);
  });

  it("SRV-70: plans from before people signed in become the first owner's, and what devices claimed their person's", async () => {
    const first = await startServer({ client: "none" });
    const planId = await first.createPlan({ template: "empty", title: "From before" });
    const { storage } = first;
    // As a data folder was before: a plan, claims of a device, and nobody who may come in.
    const device = "d".repeat(32);
    await storage.access.commit([{ kind: "forgetPlan", planId }]);
    await storage.append([{ kind: "claim", planId, clientId: newYDoc().clientID, userId: hashOf(device) }]);
    expect((await ask(`${first.url}/api/plans/${planId}`)).status).toBe(404);
    const link = await first.keeperLink();
    const answer = await ask(`${first.url}/api/sign-in`, {
      headers: { cookie: `waymark_device=${device}` },
      body: { link },
    });
    expect(answer.json()).toEqual({ planId: null });
    expect(answer.headers["set-cookie"]?.[1]).toMatch(/^waymark_device=;/);
    expect((await ask(`${first.url}/api/plans/${planId}`)).json()).toMatchObject({
      title: "From before",
      role: "owner",
    });
    const owner = parseSession((await ask(`${first.url}/api/session`)).json())?.userId;
    // SRV-75
    expect([...((await storage.load(planId))?.claims.values() ?? [])]).toEqual([owner]);
  });

  it("SRV-75: who reconnects with what their device wrote before they signed in is let in, in an open plan too", async () => {
    const server = await startServer({ client: "none" });
    const planId = await server.createPlan();
    const device = "e".repeat(32);
    await server.storage.append([{ kind: "claim", planId, clientId: 77_777, userId: hashOf(device) }]);
    await server.rooms.read(planId);
    const room = await server.rooms.open(planId);
    expect(room?.owners.ownerOf(77_777)).toBe(hashOf(device));
    const link = await inviteTo(server.url, planId, "editor");
    const cookie = await openLink(server.url, link, { name: "Early Bird" }, `waymark_device=${device}`);
    const { userId } = parseSession((await ask(`${server.url}/api/session`, { headers: { cookie } })).json())!;
    expect(room?.owners.ownerOf(77_777)).toBe(userId);
  });

  it("SRV-71: an invitation says what it is for, lets in as many as it says, under a name or as a free person", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const { url, planId } = door;
    const ghost = await door.command("owner", "addPerson", { name: "Gwen Ghost" });
    const ghostId = typeof ghost !== "number" && ghost.ok ? (ghost.value as PersonId) : null;
    const made = parseNewInvite(
      (await door.as("owner", `/plans/${planId}/invites`, { body: { role: "contributor", mostUses: 2 } })).json(),
    );
    const link = made?.link ?? "";
    expect(made?.invite).toMatchObject({ role: "contributor", uses: 0, mostUses: 2, createdBy: "Olga Owner" });
    const week = 7 * 86_400_000;
    expect(Math.abs(made!.expiresAt - Date.now() - week)).toBeLessThan(60_000);

    const look = await ask(`${url}/api/links/look`, { headers: NOBODY, body: { link } });
    const sight = parseLinkSight(look.json());
    expect(sight).toEqual({
      kind: "invite",
      planTitle: "Untitled plan",
      role: "contributor",
      people: [{ id: ghostId, name: "Gwen Ghost" }],
      signedInAs: null,
    });
    const refused = async (who: Readonly<Record<string, unknown>>): Promise<string | undefined> => {
      const answer = await ask(`${url}/api/sign-in`, { headers: NOBODY, body: { link, ...who } });
      return parseApiError(answer.json())?.code;
    };
    expect(await refused({})).toBe("nameMissing");
    expect(await refused({ name: "  " })).toBe("nameMissing");
    expect(await refused({ name: "Gwen ghost" })).toBe("nameTaken");
    expect(await refused({ personId: door.people.editor })).toBe("personTaken");
    expect(await refused({ personId: newId() })).toBe("personUnknown");

    expect(await refused({ name: "\u200B\u00AD" })).toBe("nameMissing");

    const asGhost = await openLink(url, link, { personId: ghostId ?? "" });
    const asNewcomer = await openLink(url, link, { name: " New\n Comer " });
    expect(await refused({ name: "Third" })).toBe(LINK_REFUSED.code);
    const members = parseMembers((await door.as("owner", `/plans/${planId}/members`)).json()) ?? [];
    const [gwen, newcomer] = ["Gwen Ghost", "New Comer"].map((name) => members.find((member) => member.name === name));
    expect(gwen).toMatchObject({ role: "contributor", personId: ghostId });
    expect(newcomer?.personId).toMatch(/^[a-f0-9]{32}-1$/);
    const people = (await door.as("owner", `/plans/${planId}/export`)).json() as {
      people: { id: string; name: string }[];
    };
    expect(people.people.find(({ id }) => id === newcomer?.personId)?.name).toBe("New Comer");
    for (const cookie of [asGhost, asNewcomer]) {
      expect((await ask(`${url}/api/plans/${planId}`, { headers: { cookie } })).status).toBe(200);
    }
  });

  it("SRV-71: who is signed in already joins as who they are; their role only rises", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const session = door.cookies.viewer;
    const link = await inviteTo(door.url, door.planId, "editor", 9);
    const look = await ask(`${door.url}/api/links/look`, { headers: { cookie: session }, body: { link } });
    expect(parseLinkSight(look.json())).toMatchObject({ kind: "invite", signedInAs: "Vic Viewer" });
    expect(await openLink(door.url, link, {}, session)).toBe(session);
    const role = async (): Promise<unknown> => (await door.as("viewer", `/plans/${door.planId}`)).json();
    expect(await role()).toMatchObject({ role: "editor" });
    await openLink(door.url, await inviteTo(door.url, door.planId, "viewer"), {}, session);
    expect(await role()).toMatchObject({ role: "editor" });
    const members = parseMembers((await door.as("owner", `/plans/${door.planId}/members`)).json());
    expect(members?.filter(({ name }) => name === "Vic Viewer")).toHaveLength(1);
  });

  it("SRV-71: an invitation is listed without its secret, and works no more once it is revoked", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const invites = `/plans/${door.planId}/invites`;
    const made = parseNewInvite(
      (await door.as("owner", invites, { body: { role: "viewer", mostUses: 60, days: 1 } })).json(),
    )!;
    const listed = await door.as("owner", invites);
    expect(parseInvites(listed.json())).toEqual({ invites: [made.invite], usualDays: 7 });
    expect(listed.text).not.toContain(made.link.split(".").at(-1) ?? made.link);
    expect((await door.as("editor", `${invites}/${made.invite.id}`, { method: "DELETE" })).status).toBe(403);
    expect((await door.as("owner", `${invites}/${made.invite.id}`, { method: "DELETE" })).status).toBe(204);
    expect(parseInvites((await door.as("owner", invites)).json())?.invites).toEqual([]);
    await expect(openLink(door.url, made.link, { name: "Late" })).rejects.toThrow("404");
    for (const odd of [
      { role: "guest" },
      { role: "viewer", mostUses: 0 },
      { role: "viewer", mostUses: 501 },
      { role: "viewer", days: 91 },
      {},
    ]) {
      expect((await door.as("owner", invites, { body: odd })).status, JSON.stringify(odd)).toBe(400);
    }
  });

  it("SRV-72: a link for another device signs the same person in there, once", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const made = parseNewLink((await door.as("contributor", "/me/devices/link", { body: {} })).json());
    expect(Math.abs(made!.expiresAt - Date.now() - 600_000)).toBeLessThan(60_000);
    const look = await ask(`${door.url}/api/links/look`, { headers: NOBODY, body: { link: made?.link } });
    expect(parseLinkSight(look.json())).toEqual({ kind: "device", name: "Connie Contributor" });
    const phone = await openLink(door.url, made!.link, {});
    expect(await sessionName(door.url, phone)).toBe("Connie Contributor");
    await expect(openLink(door.url, made!.link, {})).rejects.toThrow("404");
    expect((await ask(`${door.url}/api/plans/${door.planId}`, { headers: { cookie: phone } })).json()).toMatchObject({
      role: "contributor",
      personId: door.people.contributor,
    });
  });

  it("SRV-73: a link that does not work, for whatever reason, gets one answer; twenty wrong tries lock it", async () => {
    const server = await startServer({ client: "none", limits: { inviteDays: 1e-9 } });
    const planId = await server.createPlan();
    const { url } = server;
    const expired = await inviteTo(url, planId, "viewer");
    const answers = new Set<string>();
    const fails = async (link: unknown): Promise<void> => {
      for (const path of ["/api/links/look", "/api/sign-in"]) {
        const { status, text } = await ask(url + path, { headers: NOBODY, body: { link, name: "Guess" } });
        answers.add(`${status} ${text}`);
      }
    };
    const wrong = (link: string): string => link.slice(0, -43) + "A".repeat(43);
    const owner = await server.keeperLink();
    await fails(expired);
    await fails("");
    await fails(7);
    await fails(`${url}/join#${"0".repeat(32)}.${"A".repeat(43)}`);
    for (let nth = 0; nth < 9; nth += 1) await fails(wrong(owner));
    expect((await ask(`${url}/api/links/look`, { headers: NOBODY, body: { link: owner } })).status).toBe(200);
    await fails(wrong(owner));
    await fails(owner);
    expect([...answers]).toEqual([`404 ${JSON.stringify({ error: LINK_REFUSED })}`]);
  });

  it("SRV-74: devices are listed by name, and signed out one by one or all at once", async () => {
    const server = await startServer({ client: "none" });
    const { url } = server;
    const link = async (): Promise<string> =>
      parseNewLink((await ask(`${url}/api/me/devices/link`, { body: {} })).json())!.link;
    const userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const answer = await ask(`${url}/api/sign-in`, {
      headers: { ...NOBODY, "user-agent": userAgent },
      body: { link: await link() },
    });
    const other = answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    const third = await openLink(url, await link(), {});
    const devices = parseDevices((await ask(`${url}/api/me/devices`)).json()) ?? [];
    expect(devices.map(({ current }) => current)).toEqual([false, false, true]);
    const firefox = devices.find(({ label }) => label === "Firefox on Windows");
    expect((await ask(`${url}/api/me/devices/${firefox?.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await ask(`${url}/api/me/devices/${firefox?.id}`, { method: "DELETE" })).status).toBe(404);
    expect(await sessionName(url, other)).toBeUndefined();
    expect(await sessionName(url, third)).toBe(OWNER_NAME);
    const out = await ask(`${url}/api/sign-out`, { headers: { cookie: third }, body: {} });
    expect([out.status, out.headers["set-cookie"]?.[0]]).toEqual([204, expect.stringMatching(/^waymark_session=; /)]);
    expect((await ask(`${url}/api/plans`, { headers: { cookie: third } })).status).toBe(401);
    const mine = ownerCookie(url) ?? "";
    expect((await ask(`${url}/api/me/devices`, { method: "DELETE" })).status).toBe(204);
    expect(await sessionName(url, mine)).toBeUndefined();
  });

  it("SRV-41: who signs out another device, or all, also takes back links that were made to come in by", async () => {
    const server = await startServer({ client: "none" });
    const { url } = server;
    const makeLink = async (cookie: string): Promise<string> =>
      parseNewLink((await ask(`${url}/api/me/devices/link`, { headers: { cookie }, body: {} })).json())!.link;
    const mine = ownerCookie(url) ?? "";
    const lost = await openLink(url, await makeLink(mine), {});
    const prepared = await makeLink(lost);
    const devices = parseDevices((await ask(`${url}/api/me/devices`)).json()) ?? [];
    const other = devices.find(({ current }) => !current);
    expect((await ask(`${url}/api/me/devices/${other?.id}`, { method: "DELETE" })).status).toBe(204);
    await expect(openLink(url, prepared, {})).rejects.toThrow("404");
    const last = await makeLink(mine);
    expect((await ask(`${url}/api/me/devices`, { method: "DELETE" })).status).toBe(204);
    await expect(openLink(url, last, {})).rejects.toThrow("404");
    // Who signs out here may have made one to go on with elsewhere.
    const here = await openLink(url, await server.keeperLink(), {});
    const moving = await makeLink(here);
    await ask(`${url}/api/sign-out`, { headers: { cookie: here }, body: {} });
    expect(await sessionName(url, await openLink(url, moving, {}))).toBe(OWNER_NAME);
  });

  it("SRV-74: a session ends when it was not used for long, and in any case after longer", async () => {
    let now = Date.now();
    const server = await startServer({ client: "none", clock: () => now });
    const { url } = server;
    const day = 86_400_000;
    const mine = ownerCookie(url) ?? "";
    for (let days = 0; days < 174; days += 29) {
      now += 29 * day;
      expect(await sessionName(url, mine), `after ${days + 29} days`).toBe(OWNER_NAME);
      // What was noted is on disk.
      await server.storage.access.commit([]);
    }
    now += 7 * day;
    expect(await sessionName(url, mine)).toBeUndefined();
    const next = await openLink(url, await server.keeperLink(), {});
    now += 29 * day;
    expect(await sessionName(url, next)).toBe(OWNER_NAME);
    await server.storage.access.commit([]);
    now += 31 * day;
    expect(await sessionName(url, next)).toBeUndefined();
  });

  it("PRM-4: a plan is its maker's alone until they let somebody in", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const made = (await door.as("viewer", "/plans", { body: { template: "empty", title: "Vic's own" } })).json() as {
      id: PlanId;
    };
    const titles = async (someone: "viewer" | "owner" | "stranger"): Promise<readonly string[]> =>
      (parsePlanListings((await door.as(someone, "/plans")).json()) ?? []).map(({ title }) => title).toSorted();
    expect(await titles("viewer")).toEqual(["Untitled plan", "Vic's own"]);
    expect(await titles("owner")).toEqual(["Untitled plan"]);
    expect((await door.as("owner", `/plans/${made.id}`)).status).toBe(404);
    expect((await door.as("nobody", "/plans")).status).toBe(401);
    expect((await door.as("nobody", "/plans", { body: { template: "empty" } })).status).toBe(401);
  });

  it("PRM-6: a person is said once; of a contributor only an owner changes it; nobody is two", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const claim = async (someone: "viewer" | "contributor" | "editor", personId: unknown): Promise<number> =>
      (await door.as(someone, `/plans/${door.planId}/me`, { method: "PUT", body: { personId } })).status;
    const free = await door.command("owner", "addPerson", { name: "Free" });
    const freeId = typeof free !== "number" && free.ok ? free.value : null;
    expect(await claim("viewer", door.people.editor)).toBe(409);
    expect(await claim("contributor", freeId)).toBe(403);
    expect(await claim("contributor", door.people.contributor)).toBe(204);
    expect(await claim("viewer", freeId)).toBe(204);
    expect(await claim("viewer", newId())).toBe(400);
    const change = (userId: UserId, personId: unknown): Promise<{ status: number }> =>
      door.as("owner", `/plans/${door.planId}/members/${userId}`, { method: "PATCH", body: { personId } });
    expect((await change(door.userIds.contributor, freeId)).status).toBe(409);
    expect((await change(door.userIds.viewer, null)).status).toBe(204);
    expect((await change(door.userIds.contributor, freeId)).status).toBe(204);
    // Also not by a name that another's was merged into.
    const into = await door.command("owner", "addPerson", { name: "Edward" });
    const intoId = typeof into !== "number" && into.ok ? into.value : null;
    expect(await door.command("owner", "mergePeople", { from: door.people.editor, into: intoId })).toMatchObject({
      ok: true,
    });
    expect(await claim("viewer", intoId)).toBe(409);
    expect((await change(door.userIds.viewer, intoId)).status).toBe(409);
    const invite = await inviteTo(door.url, door.planId, "contributor");
    await expect(openLink(door.url, invite, { personId: String(intoId) })).rejects.toThrow("409");
    expect(await claim("editor", intoId)).toBe(204);
    // Now the card is another's, and so are check-ins on it.
    expect(await door.command("contributor", "recordCheckIn", { objectiveId: door.own, note: "x" })).toMatchObject({
      ok: false,
      error: { code: "notAllowed" },
    });
  });
});

async function sessionName(url: string, cookie: string): Promise<string | undefined> {
  return parseSession((await ask(`${url}/api/session`, { headers: { cookie } })).json())?.name;
}
