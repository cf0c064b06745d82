import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { focusIsIn } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openDuePlan } from "../../support/duePlan.ts";

const browser = useBrowser();

function link(page: Page) {
  return page.getByRole("link", { name: /^My updates/ });
}

it("SCR-742: back on the board, by the browser's Back or a link of the page, focus is on what led away from it", async () => {
  const { page } = await openDuePlan(browser, {}, 1);
  const number = page.getByRole("spinbutton").first();
  const menu = page.getByRole("button", { name: "Plan menu" });
  await link(page).press("Enter");
  await expect.poll(() => hasFocus(number)).toBe(true);
  await page.goBack();
  await expect.poll(() => hasFocus(link(page))).toBe(true);
  await link(page).press("Enter");
  await expect.poll(() => hasFocus(number)).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByText("Nothing is due.").waitFor();
  await page.getByRole("main").getByRole("link", { name: "To the board" }).press("Enter");
  await expect.poll(() => hasFocus(link(page))).toBe(true);
  await menu.press("Enter");
  await page.getByRole("menuitem", { name: "Settings" }).press("Enter");
  await page.getByRole("button", { name: "Every week" }).focus();
  await page.goBack();
  await expect.poll(() => hasFocus(menu)).toBe(true);
  // What lies over the board keeps its own.
  await page.locator(".card__link").first().press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.goBack();
  await expect.poll(() => hasFocus(page.locator(".card__link").first())).toBe(true);
});

it("SCR-766: the way to the board in the head leaves focus on what led away from it, not on the way to all plans", async () => {
  const { page } = await openDuePlan(browser, {}, 1);
  const arrow = page.getByRole("banner").getByRole("link", { name: "To the board" });
  await link(page).press("Enter");
  await page.locator(".update").waitFor();
  await arrow.press("Enter");
  await expect.poll(() => hasFocus(link(page))).toBe(true);
  const menu = page.getByRole("button", { name: "Plan menu" });
  await menu.press("Enter");
  await page.getByRole("menuitem", { name: "Settings" }).press("Enter");
  await page.getByRole("button", { name: "Every week" }).waitFor();
  await arrow.click();
  await expect.poll(() => hasFocus(menu)).toBe(true);
});

it("SCR-765: after all that wait were still right focus is on what comes next", async () => {
  const { page } = await openDuePlan(browser, {}, 3);
  const all = page.getByRole("button", { name: /^Still right, all \d …$/u });
  const dialog = page.getByRole("dialog", { name: /^Still right, all/u });
  await link(page).click();
  await all.press("Enter");
  await focusIsIn(dialog);
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(page.getByRole("button", { name: "Copy as text" }))).toBe(true);
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByText("3 to go").waitFor();
  await page.getByRole("button", { name: "Skip" }).click();
  await page.getByText("2 to go, 1 put off").waitFor();
  await all.click();
  await focusIsIn(dialog);
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(page.getByRole("button", { name: "Take it up now" }))).toBe(true);
});
