import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { firstBox, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { exampleAt, PHONE } from "../../support/examplePage.ts";

/** What somebody has set in the browser who reads with difficulty: type twice as large. */
const browser = useBrowser({ fontSize: 32 });

/** How much wider the page is than the screen, and what is pressed or read there beyond its edges. */
function beyond(page: Page, within: string): Promise<readonly string[]> {
  return page.locator(within).evaluate((element) => {
    const edge = document.documentElement.clientWidth;
    const wide = Math.max(document.documentElement.scrollWidth, window.innerWidth) > 390 ? ["the page"] : [];
    const parts = [
      ...element.querySelectorAll("button, a, input, textarea, p, h1, h2, h3, li, span, label, [role=menuitem]"),
    ]
      .filter(
        (part) =>
          !part.closest(".visually-hidden, [aria-hidden='true'], [style*='clip'], .board > :not(:first-child)") &&
          part.checkVisibility(),
      )
      .map((part) => ({ part, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.right > edge + 0.5 || box.left < -0.5))
      .map(({ part, box }) => `${part.className}: ${part.textContent} ${box.left} ${box.right}`);
    return [...wide, ...parts];
  });
}

it("SCR-940: with type twice as large nothing of the board, of a card's menu or of its sheet is beyond the edge of a phone", async () => {
  const page = await exampleAt(browser, PHONE);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("32px");
  expect(await beyond(page, ".plan-screen")).toEqual([]);
  const column = await restingBox(page.locator(".board > .column").first());
  expect(column.x + column.width).toBeLessThanOrEqual(390);
  const number = await firstBox(page, ".card__number");
  const rim = await firstBox(page, ".card");
  expect(number.x + number.width).toBeLessThan(rim.x + rim.width);
  await page.getByRole("button", { name: "Move and more" }).first().tap();
  await restingBox(page.locator(".popover"));
  expect(await beyond(page, ".popover")).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator(".card__link").first().tap();
  await page.getByRole("spinbutton", { name: /day/u }).waitFor();
  await restingBox(page.locator(".sheet"));
  expect(await beyond(page, ".sheet")).toEqual([]);
});

it.each(["people", "settings"])(
  "SCR-940: with type twice as large nothing of the page %s is beyond the edge of a phone",
  async (name) => {
    const page = await exampleAt(browser, PHONE);
    await page.goto(`${page.url()}/${name}`);
    await page.getByRole("button", { name: /^Make a link|^Delete/u }).waitFor();
    expect(await beyond(page, ".plan-screen")).toEqual([]);
  },
);
