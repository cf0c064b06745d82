import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { ask } from "../../support/ask.ts";
import { bring } from "../../support/beOwner.ts";
import { connectionIs, isOnDevice } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled } from "../../support/checkInPage.ts";
import { holdScripts, SCREENS } from "../../support/holdScripts.ts";
import { examplePlanFor } from "../../support/memberPage.ts";
import { inviteTo, openLink } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
const APPRENTICES = /^Twenty-one digital apprentices/u;
/** Milliseconds within which a page that rests would have begun to write a plan to the device. */
const LATER = 1_000;
const LOST = { expected: /WebSocket|Failed to load|ERR_|Failed to fetch/u };

/** Goes to a plan, whose screens do not come before that is asked for. */
async function openWithoutScreens(page: Page, url: string): Promise<() => void> {
  let come = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    come = resolve;
  });
  await holdScripts(page, SCREENS, () => asked);
  await page.goto(url, { waitUntil: "commit" });
  return come;
}

/** What is kept in this browser, beside cookies. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => JSON.stringify([await indexedDB.databases(), { ...localStorage }]));
}

async function saysAll(page: Page, words: RegExp): Promise<void> {
  await page.getByRole("status", { name: "Messages" }).getByText(words).waitFor();
}

describe("a plan that is opened before its screens are there", () => {
  it("SCR-744: is closed, and nothing of it stays on the device, where somebody signs out in another window", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const beside = await browser.open(`${server.url}/account`, LOST);
    const page = await beside.context().newPage();
    const showScreens = await openWithoutScreens(page, `${server.url}/p/${planId}`);
    await expect.poll(() => kept(beside)).toContain(`waymark.member.${planId}`);
    await beside.getByRole("button", { name: "Sign out on this device" }).click();
    await beside.getByRole("heading", { name: "You are not signed in here" }).waitFor();
    await expect.poll(() => kept(beside)).toBe("[[],{}]");

    showScreens();
    await page.getByRole("heading", { name: "You are not signed in here" }).waitFor();
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await new Promise((resolve) => setTimeout(resolve, LATER));
    expect(await kept(page)).toBe("[[],{}]");
  });

  it("SCR-745: what is refused meanwhile, and that one may do something else now, is said once they are", async () => {
    const plan = await examplePlanFor(browser);
    const member = await plan.member("contributor", "Head of Delivery", LOST);
    const context = member.page.context();
    await connectionIs(member.page, "saved");
    const mine = await cardCalled(member.page, APPRENTICES);
    await isOnDevice(member.page);
    await context.setOffline(true);
    await connectionIs(member.page, "offline");
    await mine.tick.click();
    await expect.poll(() => kept(member.page)).toContain("recordStillRight");
    await member.page.close();
    await plan.command("archiveObjective", { objectiveId: mine.id });
    await context.setOffline(false);

    const again = await context.newPage();
    const showScreens = await openWithoutScreens(again, plan.url);
    await expect.poll(() => kept(again)).not.toContain("recordStillRight");
    showScreens();
    await saysAll(again, /^Not recorded.*Twenty-one digital apprentices.*is archived/u);
    await isOnDevice(again);
    await again.close();

    await member.give("viewer");
    const asViewer = await context.newPage();
    const showTheirs = await openWithoutScreens(asViewer, plan.url);
    await expect.poll(() => kept(asViewer)).toContain(String.raw`\"role\":\"viewer\"`);
    showTheirs();
    await saysAll(asViewer, /^You can only view this plan now\.$/u);
  });

  it("SCR-746: is known to be nobody's any more where the session ends meanwhile", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const cookie = await openLink(server.url, await inviteTo(server.url, planId, "editor"), { name: "Nora Newcomer" });
    const page = await browser.open(server.url, { signedIn: false, ...LOST });
    await bring(page.context(), server.url, cookie);
    const showScreens = await openWithoutScreens(page, `${server.url}/p/${planId}`);
    const wire = new Promise((resolve) => page.on("websocket", (socket) => socket.on("close", resolve)));
    await expect.poll(() => kept(page)).toContain(`waymark.member.${planId}`);
    await ask(`${server.url}/api/sign-out`, { body: {}, headers: { cookie } });
    await Promise.race([wire, new Promise((resolve) => setTimeout(resolve, LATER))]);

    showScreens();
    await connectionIs(page, "signedout");
    await expect.poll(() => page.evaluate(() => localStorage.getItem("waymark.session"))).toBeNull();
  });
});
