import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";

import { newYDoc } from "#shared/document/planDocument.ts";
import { newId } from "#shared/model/id.ts";
import type { UserId } from "#shared/model/id.ts";
import { parsePlanListings } from "#shared/protocol/httpApi.ts";
import { LINK_REFUSED, parseLinkSight, parseNewLink, parseSession } from "#shared/protocol/signIn.ts";
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
import { inviteTo, openLink, ownerCookie, OWNER_NAME, printedLink, sessionName } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

/** Asked without a session. */
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
    let now = Date.now();
    const server = await startServer({ client: "none", clock: () => now });
    const planId = await server.createPlan();
    const { url } = server;
    const expired = await inviteTo(url, planId, "viewer");
    now += 8 * 86_400_000;
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
});
