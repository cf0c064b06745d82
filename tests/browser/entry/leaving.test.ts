import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { connectionIs, isOnDevice } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { ask } from "../../support/ask.ts";
import { inviteTo } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";
import type { StartedServer } from "../../support/startServer.ts";

const browser = useBrowser({ serviceWorkers: "allow" });
const NOBODY = { signedIn: false, expected: /Failed to load|ERR_|WebSocket|Failed to fetch/u } as const;
const TYPED = "Written where nobody else is to see it";

/** Everything that a browser keeps for us beside cookies, as one text. */
function leftoversOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    const programs = cached.flat().filter((url) => /\/api\/|\/p\//u.test(url));
    return JSON.stringify({ databases, programs, local: { ...localStorage }, session: { ...sessionStorage } });
  });
}

const NOTHING = JSON.stringify({ databases: [], programs: [], local: {}, session: {} });

/** A window in which somebody new has joined a plan. */
async function join(server: StartedServer, planId: string, name: string, keeps = true): Promise<Page> {
  const page = await browser.open(await inviteTo(server.url, planId, "editor"), NOBODY);
  await page.getByRole("combobox", { name: "Your name" }).fill(name);
  if (!keeps) await page.getByRole("checkbox", { name: "Keep a copy of my plans on this device" }).click();
  await page.getByRole("combobox", { name: "Your name" }).press("Enter");
  await connectionIs(page, "saved");
  return page;
}

async function addObjective(page: Page, title: string): Promise<void> {
  await page
    .getByRole("button", { name: /add objective/i })
    .first()
    .click();
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await page.getByText(title).first().waitFor();
}

/** The server ends somebody's session, as when they sign this device out from another one. */
async function endSessionOf(page: Page, url: string): Promise<void> {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  await ask(`${url}/api/sign-out`, { body: {}, headers: { cookie } });
}

/** Once the page says so, and this device has heard from the server that nobody is signed in any more. */
async function isSignedOut(page: Page): Promise<void> {
  await connectionIs(page, "signedout");
  await expect.poll(() => page.evaluate(() => localStorage.getItem("waymark.session"))).toBeNull();
}

/** Somebody's session ends while they have changed something without a network. Gives a link for a device of theirs. */
async function endWithUnsent(page: Page, url: string): Promise<string> {
  const made = await page.request.post(`${url}/api/me/devices/link`, { data: {}, headers: { origin: url } });
  const { link } = (await made.json()) as { link: string };
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await isOnDevice(page);
  await page.context().setOffline(true);
  await connectionIs(page, "offline");
  await addObjective(page, TYPED);
  await isOnDevice(page);
  await endSessionOf(page, url);
  await page.context().setOffline(false);
  await isSignedOut(page);
  return link;
}

describe("what stays on a device", () => {
  it("SCR-406: a device that is to keep nothing keeps nothing, and says so", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await join(server, planId, "Nora Newcomer", false);
    await addObjective(page, TYPED);
    await connectionIs(page, "saved");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const left = JSON.parse(await leftoversOf(page)) as Record<string, object>;
    expect([left["databases"], left["programs"]]).toEqual([[], []]);
    expect(left["local"]).toEqual({ "waymark.keep": "no" });
    await page.context().setOffline(true);
    await connectionIs(page, "offline");
    await page.getByText("Offline, not kept").first().waitFor();
    await page.context().setOffline(false);
    await connectionIs(page, "saved");

    await page.goto(`${server.url}/account`);
    await page.getByRole("checkbox", { name: "Keep a copy of my plans on this device" }).click();
    await page.goto(`${server.url}/p/${planId}`);
    await connectionIs(page, "saved");
    await expect.poll(() => leftoversOf(page)).toContain(planId);
    const beside = await browser.openBeside(page, `${server.url}/account`);
    await beside.getByRole("checkbox", { name: "Keep a copy of my plans on this device" }).click();
    await expect.poll(async () => JSON.parse(await leftoversOf(page)) as unknown).toMatchObject({ databases: [] });
    await connectionIs(page, "saved");
    expect(JSON.parse(await leftoversOf(page))).toMatchObject({ databases: [], local: { "waymark.keep": "no" } });
  });

  it("SCR-631: without a network the list of plans names those that are kept here, and they open", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await join(server, planId, "Nora Newcomer");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await expect.poll(() => leftoversOf(page)).toContain(`waymark.title.${planId}`);
    await isOnDevice(page);
    await page.context().setOffline(true);
    await connectionIs(page, "offline");
    await page.goto(server.url);
    // Cut off by its debugger, one version of Chromium or another takes itself to be online once it has gone to a page.
    await page.getByRole("heading", { name: /^(You are offline|The plans cannot be listed just now)$/u }).waitFor();
    await page.getByRole("link", { name: /^ICT work plan/u }).click();
    await page.getByTestId("board").waitFor();
    await connectionIs(page, "offline");
    await page.context().setOffline(false);
    await connectionIs(page, "saved");
  });

  it("SCR-408: signing out leaves nothing behind, in no window, and the session is dead", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await join(server, planId, "Nora Newcomer");
    const beside = await browser.openBeside(page, `${server.url}/account`);
    await expect.poll(() => leftoversOf(page)).toContain(planId);
    const cookies = await page.context().cookies();
    await beside.getByRole("button", { name: "Sign out on this device" }).click();
    for (const window of [page, beside]) {
      await window.getByRole("heading", { name: "You are not signed in here" }).waitFor();
    }
    await expect.poll(() => leftoversOf(beside)).toBe(NOTHING);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    expect((await ask(`${server.url}/api/plans`, { headers: { cookie } })).status).toBe(401);
  });

  it("SCR-408: without a network too; the server is told later, and unsent changes are offered before", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await join(server, planId, "Nora Newcomer");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await isOnDevice(page);
    const beside = await browser.openBeside(page, `${server.url}/account`);
    await beside.getByRole("button", { name: "Sign out on this device" }).waitFor();
    const [cookie] = await page.context().cookies();
    await page.context().setOffline(true);
    await connectionIs(page, "offline");
    await addObjective(page, TYPED);
    await isOnDevice(page);
    await beside.getByRole("button", { name: "Sign out on this device" }).click();
    const download = beside.waitForEvent("download");
    await beside.getByRole("button", { name: /^Download a copy of/u }).click();
    expect((await download).suggestedFilename()).toMatch(/recovered .*\.json$/u);
    await beside.getByRole("button", { name: "Sign out anyway" }).click();
    for (const window of [page, beside]) await window.getByText("the server is told as soon as there is one").waitFor();
    await expect.poll(() => leftoversOf(page)).not.toMatch(new RegExp(`${planId}|waymark/`, "u"));
    await page.reload();
    await page.getByText("the server is told as soon as there is one").waitFor();
    expect(await page.getByText(TYPED).count()).toBe(0);

    await page.context().setOffline(false);
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
    await expect.poll(async () => (await ask(`${server.url}/api/plans`, { headers })).status).toBe(401);
    await expect.poll(() => page.getByText("the server is told as soon as there is one").count()).toBe(0);
    await expect
      .poll(async () => JSON.parse(await leftoversOf(page)) as unknown)
      .toMatchObject({ databases: [], local: {} });
  });

  it("SCR-408: a window that could not ask when another one told the server finds out by itself", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await join(server, planId, "Nora Newcomer");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const beside = await browser.openBeside(page, `${server.url}/account`);
    await page.context().setOffline(true);
    await connectionIs(page, "offline");
    await beside.getByRole("button", { name: "Sign out on this device" }).click();
    await page.getByText("the server is told as soon as there is one").waitFor();
    await page.clock.install();
    await page.reload();
    await page.getByText("the server is told as soon as there is one").waitFor();
    const ofTheDoor = /\/api\/(?:session|sign-out)$/u;
    await page.route(ofTheDoor, (route) => route.abort());
    await page.context().setOffline(false);
    await expect.poll(() => beside.getByText("the server is told as soon as there is one").count()).toBe(0);
    expect(await page.getByText("the server is told as soon as there is one").count()).toBe(1);
    await page.unroute(ofTheDoor);
    await page.clock.fastForward(30_000);
    await expect.poll(() => page.getByText("the server is told as soon as there is one").count()).toBe(0);
  });

  it("SCR-409: a plan whose session ends stays open; what was not sent is, once the same person is back", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await join(server, planId, "Nora Newcomer");
    const other = await join(server, planId, "Oscar Other");
    // A link for another device of Nora's, made in time.
    const link = await endWithUnsent(page, server.url);
    await page.getByText(TYPED).first().waitFor();
    await page.getByRole("button", { name: "Sign in again" }).click();
    await page.getByRole("textbox", { name: "Paste your link" }).fill(link);
    await page.getByRole("button", { name: "Sign in here" }).click();
    await connectionIs(page, "saved");
    await other.getByText(TYPED).first().waitFor();
  });

  it("SCR-407: who signs in after somebody else sees and sends nothing of theirs; those find it again", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await join(server, planId, "Nora Newcomer");
    const link = await endWithUnsent(page, server.url);
    // Oscar, at the same browser.
    await page.goto(await inviteTo(server.url, planId, "editor"));
    await page.getByRole("combobox", { name: "Your name" }).fill("Oscar Other");
    await page.getByRole("combobox", { name: "Your name" }).press("Enter");
    await connectionIs(page, "saved");
    await page.locator("[data-row]").first().waitFor();
    expect(await page.getByText(TYPED).count()).toBe(0);
    await endSessionOf(page, server.url);
    await isSignedOut(page);
    await page.reload();
    await page.getByText("Changes that were not sent are kept on this device.").waitFor();
    await page.goto(link);
    await page.getByRole("button", { name: "Sign in here" }).click();
    // Who goes elsewhere before the answer is there is not signed in.
    await page.waitForURL(({ pathname }) => pathname !== "/join");
    await page.goto(`${server.url}/p/${planId}`);
    await connectionIs(page, "saved");
    await page.getByText(TYPED).first().waitFor();
    const watcher = await browser.open(`${server.url}/p/${planId}`);
    await watcher.getByText(TYPED).first().waitFor();
  });
});
