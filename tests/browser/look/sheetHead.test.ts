import { expect, it } from "vitest";

import { card, cardsOf, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();
const SIZES = [
  { on: "a laptop", size: {} },
  { on: "a phone", size: PHONE },
];

it.each(SIZES)(
  "SCR-925: on $on the title and the way out stay in sight as a sheet scrolls, and nothing moves",
  async ({ size }) => {
    const { page, missions } = await openExample(browser, size);
    const [held] = await cardsOf(page, missions[0]);
    const link = card(page, held!).getByRole("link");
    const title = await link.innerText();
    await link.press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Objective/u });
    const close = dialog.getByRole("button", { name: "Close" });
    const head = dialog.locator(".sheet__head");
    const heading = dialog.getByRole("heading", { name: "Check-ins" });
    await page.getByRole("spinbutton").first().waitFor();
    const atTop = await restingBox(close);
    const headingAtTop = (await restingBox(heading)).y;
    expect(await head.isVisible()).toBe(false);

    const scrollTo = (top: number): Promise<number> =>
      page.locator(".sheet").evaluate((sheet, to) => {
        sheet.scrollTop = to;
        return sheet.scrollTop;
      }, top);
    const scrolled = await scrollTo(400);
    await expect.poll(() => head.isVisible()).toBe(true);
    expect(await head.innerText()).toContain(title);
    const bar = await restingBox(head);
    expect(bar.height).toBeLessThan(64);
    expect(await restingBox(close)).toEqual(atTop);
    expect((await restingBox(heading)).y).toBe(headingAtTop - scrolled);

    // What has focus is never beneath it.
    await dialog.getByRole("button", { name: "Archive this objective" }).focus();
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Shift+Tab");
      const focused = await dialog.locator(":focus").evaluate((element) => ({
        top: element.getBoundingClientRect().top,
        inBar: element.closest(".sheet__bar") !== null,
      }));
      expect(focused.inBar || focused.top >= bar.y + bar.height).toBe(true);
    }
    await scrollTo(0);
    await expect.poll(() => head.isVisible()).toBe(false);
    await close.click();
    await expect.poll(() => dialog.count()).toBe(0);
  },
);
