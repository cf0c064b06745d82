import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openExample } from "../../support/examplePage.ts";
import { inviteTo } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

async function mainHasFocus(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe("main");
}

it("SCR-922: from one page about the plan to another, and back, focus is on the link of the page that is shown", async () => {
  const { page, url } = await openExample(browser);
  await page.goto(`${url}/people`);
  const link = (name: string) => page.getByRole("link", { name, exact: true });
  await link("Settings").press("Enter");
  await page.waitForURL(`${url}/settings`);
  await expect.poll(() => hasFocus(link("Settings"))).toBe(true);
  await link("Activity").press("Enter");
  await page.waitForURL(`${url}/activity`);
  await expect.poll(() => hasFocus(link("Activity"))).toBe(true);
  await page.goBack();
  await page.waitForURL(`${url}/settings`);
  await expect.poll(() => hasFocus(link("Settings"))).toBe(true);
});

it("SCR-923: “Try again” that is answered leaves focus on the main part, on a page about the plan and on the list of plans", async () => {
  const { page, url } = await openExample(browser, { expected: /Failed to load resource/u });
  for (const [address, asked] of [
    [`${url}/people`, "**/members"],
    [new URL("/", url).href, "**/api/plans"],
  ] as const) {
    await page.route(asked, (route) => route.abort());
    await page.goto(address);
    const again = page.getByRole("button", { name: "Try again" });
    await again.waitFor();
    await page.unroute(asked);
    await again.press("Enter");
    await again.waitFor({ state: "detached" });
    await mainHasFocus(page);
  }
});

it("SCR-924: a plan that was just made, or joined by a link, has focus on its main part; one that is loaded leaves it to the browser", async () => {
  const { page, url } = await openExample(browser);
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe("body");
  await page.goto(new URL("/", url).href);
  await page.getByRole("textbox", { name: /what is it called/u }).fill("A new plan");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "A new plan" }).waitFor();
  await mainHasFocus(page);

  const server = await startServer();
  const planId = await server.createPlan({ template: "example" });
  const joined = await browser.open(await inviteTo(server.url, planId, "editor"), { signedIn: false });
  await joined.getByRole("combobox").fill("Nora Newcomer");
  await joined.keyboard.press("Enter");
  await joined.locator(".plan-header").waitFor();
  await mainHasFocus(joined);
});
