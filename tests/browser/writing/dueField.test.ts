import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

/** The sheet of the first objective, which is due at the end of March. */
async function openSheet(options: Parameters<typeof openExample>[1] = {}) {
  const { page } = await openExample(browser, { locale: "en-GB", ...options });
  await page.locator(".card__link").first().press("Enter");
  const sheet = page.getByRole("dialog", { name: /^Objective/u });
  await part(page, "day").waitFor();
  return {
    page,
    remove: sheet.getByRole("button", { name: "Remove the due date" }),
    calendar: sheet.getByRole("button", { name: /^Calendar/u }),
    words: sheet.locator(".due-field__words"),
  };
}

function part(page: Page, name: "day" | "month" | "year") {
  return page.getByRole("spinbutton", { name: new RegExp(name, "u") });
}

it("SCR-772: a due date is removed by Enter, Space, mouse and touch, and focus is on the calendar beside it", async () => {
  const { page, remove, calendar } = await openSheet();
  for (const key of ["Enter", "Space"]) {
    await remove.focus();
    await page.keyboard.press(key);
    await remove.waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(calendar)).toBe(true);
    expect(await part(page, "day").innerText()).toBe("dd");
    await page.keyboard.press("Control+z");
    await remove.waitFor();
  }
  await remove.click();
  await remove.waitFor({ state: "detached" });
  await expect.poll(() => hasFocus(calendar)).toBe(true);

  const phone = await openSheet(PHONE);
  await phone.remove.tap();
  await phone.remove.waitFor({ state: "detached" });
  await expect.poll(() => hasFocus(phone.calendar)).toBe(true);
});
