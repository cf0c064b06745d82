import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { cardsOf, firstBox, focusIsIn, focusIsInMenu } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { beAs, openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

function messages(page: Page): Locator {
  return page.getByRole("status", { name: "Messages" }).locator(".toast");
}

describe("messages", () => {
  it("SCR-363: messages lie beside an open sheet, and leave when a lift, a check-in or a search begins", async () => {
    const { page } = await openExample(browser);
    const archiveFirst = async (): Promise<void> => {
      await page.getByRole("button", { name: "Move and more" }).first().click();
      await page.getByRole("menuitem").last().click();
      await messages(page).waitFor();
    };
    await archiveFirst();
    await page.locator(".card__link").first().click();
    await page.locator(".sheet").waitFor();
    await expect
      .poll(async () => {
        const [toast, sheet] = [await firstBox(page, ".toast"), await firstBox(page, ".sheet")];
        return toast.x + toast.width <= sheet.x;
      })
      .toBe(true);
    await focusIsIn(page.getByRole("dialog"));
    await page.keyboard.press("Escape");
    const title = page.locator(".card__link").first();
    await expect.poll(() => hasFocus(title)).toBe(true);
    await page.keyboard.press("Space");
    await expect.poll(() => messages(page).count()).toBe(0);
    await page.keyboard.press("Escape");
    await archiveFirst();
    await page.keyboard.press("/");
    await page.keyboard.type("tenant");
    await expect.poll(() => messages(page).count()).toBe(0);
    await page.keyboard.press("Escape");
    await archiveFirst();
    await page.locator(".card__check-in").first().click();
    await page.getByRole("dialog").waitFor();
    await expect.poll(() => messages(page).count()).toBe(0);
  });

  it("SCR-365: undo of a move says where the card lies again, and offers to do it anew", async () => {
    const { page, missions } = await openExample(browser);
    const [held] = await cardsOf(page, missions[0]);
    await page.locator(".card__link").first().focus();
    for (const key of ["Space", "ArrowDown", "Space"]) await page.keyboard.press(key);
    await expect.poll(async () => (await cardsOf(page, missions[0]))[1]).toBe(held);
    await page.keyboard.press("Control+z");
    const said = messages(page).filter({ hasText: /^“Move repairs.*” is back in Services people prefer, 1 of 7/u });
    await said.getByRole("button", { name: "Redo" }).click();
    await expect.poll(async () => (await cardsOf(page, missions[0]))[1]).toBe(held);
  });

  it("SCR-504: on a phone a sheet ends above messages, and the plan's menu begins with what the plan is for", async () => {
    const { page } = await openExample(browser, PHONE);
    await page.getByRole("button", { name: "Plan menu" }).tap();
    await page.getByRole("menu", { name: "Plan menu" }).waitFor();
    expect(await page.locator(".menu__about").innerText()).toMatch(
      /^ICT work plan, autumn 2019 – The objectives our management team agreed/u,
    );
    await focusIsInMenu(page);
    await page.keyboard.press("Escape");
    await beAs(page, "Director of ICT");
    await page.locator(".card__link").first().tap();
    const sheet = page.locator(".sheet");
    await sheet.waitFor();
    await expect.poll(async () => (await firstBox(page, ".sheet")).height).toBe(844);
    await sheet.getByRole("button", { name: "Check in", exact: true }).tap();
    await sheet.getByRole("button", { name: "Still right", exact: true }).tap();
    await messages(page).waitFor();
    const ends = async (): Promise<number> => {
      const { y, height } = await firstBox(page, ".sheet");
      return (await firstBox(page, ".toast")).y - (y + height);
    };
    await expect.poll(ends).toBeGreaterThanOrEqual(0);
    expect(await sheet.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    // What they offer is pressed there, and the sheet stays.
    await messages(page).getByRole("button", { name: "Undo" }).tap();
    await messages(page).getByText("Check-in taken back").waitFor();
    await messages(page).getByRole("button", { name: "Dismiss" }).tap();
    await expect.poll(async () => (await firstBox(page, ".sheet")).height).toBe(844);
  });

  it("SCR-867: what is said anew while it still stands there stands there once", async () => {
    const { page } = await openExample(browser);
    await page.locator(".card__link").first().focus();
    const undone = messages(page).filter({ hasText: "nothing of yours to undo" });
    for (const key of ["Control+z", "Control+z", "Control+Shift+z", "Control+z"]) await page.keyboard.press(key);
    await undone.first().waitFor();
    expect(await messages(page).count()).toBe(2);
    expect(await undone.count()).toBe(1);
  });

  it("SCR-868: while a dialog is open keys do nothing to what lies behind it", async () => {
    const { page } = await openExample(browser);
    const cards = page.locator(".card");
    const before = await cards.count();
    await page.getByRole("button", { name: "Move and more" }).first().click();
    await page.getByRole("menuitem").last().click();
    await expect.poll(() => cards.count()).toBe(before - 1);
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await focusIsIn(dialog);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await cards.count()).toBe(before - 1);
    await page.keyboard.press("Control+z");
    await expect.poll(() => cards.count()).toBe(before);
  });
});
