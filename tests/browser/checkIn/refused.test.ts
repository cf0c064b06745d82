import { describe, expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { cardCalled, checkInForm, checkInsOn, hasFocus } from "../../support/checkInPage.ts";
import { beAs, openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();
const BENEFITS = /^Benefits we can demonstrate/u;

describe("a check-in that is refused", () => {
  it("SCR-756: says why in its form, whole and in sight, and keeps focus and what is in it", async () => {
    for (const size of [{}, PHONE]) {
      const { page, url } = await openExample(browser, size);
      await beAs(page, "Director of ICT");
      // On a phone one mission is shown at a time.
      const { id, title } = await cardCalled(page, size === PHONE ? /^Move repairs contact online/u : BENEFITS);
      const before = await checkInsOn(page, url, id);
      await title.focus();
      await page.keyboard.press("u");
      const number = checkInForm(page).getByRole("spinbutton").first();
      await number.fill("");
      await page.keyboard.press("Enter");
      const reason = checkInForm(page).getByRole("alert");
      await reason.getByText("There is nothing to record yet.").waitFor();
      const isOnTop = (element: Element): boolean => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      };
      await expect.poll(() => reason.evaluate(isOnTop)).toBe(true);
      expect(await page.getByRole("status", { name: "Messages" }).innerText()).toBe("");
      expect(await hasFocus(number)).toBe(true);
      expect(await checkInsOn(page, url, id)).toEqual(before);
    }
  });
});
