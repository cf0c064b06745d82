import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { card, cardsOf, connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openExample } from "../../support/examplePage.ts";

const browser = useBrowser();
const PARTS = /\/assets\/(?:PlanPage|MyUpdates|ObjectivePanel|CardMenu)-.*\.(?:js|css)$/u;
const EXPECTED = /Failed to load|fetch dynamically imported|Unable to preload|part of the page|ERR_FAILED/u;

/** Those parts can not be fetched. */
async function cutOff(page: Page): Promise<void> {
  await page.route(PARTS, (route) => route.abort());
}

it("SCR-851: without a part of the page the plan stays: it is said, Back leads on, and it is fetched again", async () => {
  const { page, url, missions } = await openExample(browser, { expected: EXPECTED, prepare: cutOff });
  await connectionIs(page, "saved");
  const [top] = await cardsOf(page, missions[0]);

  // What opens over the board says that it can not, and leaves the board.
  const said = page.getByRole("status", { name: "Messages" }).getByText(/^This could not be opened/u);
  await page.locator(`#handle-${top}`).click();
  await said.waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await said.waitFor({ state: "detached" });
  await card(page, top!).getByRole("link").click();
  await said.waitFor();
  await expect.poll(() => page.url()).toBe(url);

  // What takes its place says so there; Back, and the plan is as it was.
  await page.getByRole("link", { name: "Share", exact: true }).click();
  await page.getByRole("heading", { name: "This page could not be fetched" }).waitFor();
  await connectionIs(page, "saved");
  // Asked for again, and not there again: focus is not on nothing.
  const tried = page.waitForRequest(PARTS);
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await tried;
  await page.getByRole("heading", { name: "This page could not be fetched" }).waitFor();
  await expect.poll(() => hasFocus(page.getByRole("main"))).toBe(true);
  await page.goBack();
  await card(page, top!).getByRole("link").waitFor();

  await page.unroute(PARTS);
  await page.getByRole("link", { name: "Share", exact: true }).click();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  expect(await page.getByRole("heading", { name: "This page could not be fetched" }).count()).toBe(0);
  await page.goBack();
  await card(page, top!).getByRole("link").click();
  // It comes with its looks, too.
  await page.getByRole("dialog", { name: /^Objective/u }).waitFor();
  const right = () =>
    page
      .locator(".sheet")
      .first()
      .evaluate((sheet) => innerWidth - sheet.getBoundingClientRect().right);
  await expect.poll(right).toBe(0);
});

it("SCR-912: a page that takes the board’s place and can not be fetched leaves focus on the main part", async () => {
  const { page } = await openExample(browser, { expected: EXPECTED, prepare: cutOff });
  await connectionIs(page, "saved");
  await page.getByRole("link", { name: "My updates" }).press("Enter");
  await page.getByRole("heading", { name: "This page could not be fetched" }).waitFor();
  await expect.poll(() => hasFocus(page.getByRole("main")), { timeout: 5000 }).toBe(true);
});
