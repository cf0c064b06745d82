import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
const SCREENS = /\/assets\/(libraries|index)-.*\.js$/u;
/** Milliseconds within which a page that rests would have begun to write a plan to the device. */
const LATER = 1_000;
const LOST = { expected: /WebSocket|Failed to load|ERR_|Failed to fetch/u };

/** Goes to a plan, whose screens do not come before that is asked for. */
async function openWithoutScreens(page: Page, url: string): Promise<() => void> {
  let come = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(SCREENS, async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(url, { waitUntil: "commit" });
  return come;
}

/** What is kept in this browser, beside cookies. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => JSON.stringify([await indexedDB.databases(), { ...localStorage }]));
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
});
