import { describe, expect, it } from "vitest";

import { restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled, checkInForm, checkInsOn, hasFocus } from "../../support/checkInPage.ts";
import { beAs, openColleague, openExample, PHONE } from "../../support/examplePage.ts";

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

  it("SCR-757: a form whose card others move or archive stays where it is, says who did, and keeps what was typed", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const colleague = await openColleague(browser, url);
    await beAs(colleague, "Head of Delivery");
    const { id, title, card } = await cardCalled(page, BENEFITS);
    await title.focus();
    await page.keyboard.press("u");
    const line = checkInForm(page).getByRole("textbox", { name: /one line/u });
    await line.fill("Half a line");
    const popover = page.locator(".popover--form");
    const before = await restingBox(popover);
    const menu = async (...items: readonly string[]): Promise<void> => {
      await colleague.locator(`#handle-${id}`).click();
      for (const name of items) await colleague.getByRole("menuitem", { name }).click();
    };
    const drawn = await card.elementHandle();
    await menu("Data at the heart of everything", "At the end");
    await page.waitForFunction((was) => !was?.isConnected, drawn);
    expect(await restingBox(popover)).toEqual(before);

    await menu("Archive");
    await checkInForm(page)
      .getByText("Head of Delivery has archived this objective. What you typed is kept until it is restored.")
      .waitFor();
    const { x, y } = await restingBox(popover);
    expect({ x, y }).toEqual({ x: before.x, y: before.y });
    expect(await hasFocus(line)).toBe(true);
    await page.keyboard.press("Enter");
    await checkInForm(page).getByText("is archived. Restore it, then try again.").waitFor();
    await checkInForm(page).getByRole("button", { name: "Close" }).click();
    await page.waitForFunction(() => document.activeElement?.matches("main"));

    await colleague.getByRole("button", { name: "Undo" }).first().click();
    await title.focus();
    await page.keyboard.press("u");
    await checkInForm(page).getByText("You had begun this.").waitFor();
    expect(await line.inputValue()).toBe("Half a line");
  });

  it("SCR-759: a pasted line that is too long is cut nowhere, is said to be, and is recorded once it is shorter", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { id, title, card } = await cardCalled(page, BENEFITS);
    await title.focus();
    await page.keyboard.press("u");
    const line = checkInForm(page).getByRole("textbox", { name: /one line/u });
    await line.focus();
    const text = "Said at length. ".repeat(50).trim();
    await page.keyboard.insertText(text);
    expect(await line.inputValue()).toBe(text);
    const reason = checkInForm(page).getByRole("alert");
    await reason.getByText("That line is over 500 characters.").waitFor();
    await page.keyboard.press("Enter");
    expect(await hasFocus(line)).toBe(true);
    await page.reload();
    await title.focus();
    await page.keyboard.press("u");
    await expect.poll(() => line.inputValue()).toBe(text);
    await line.fill(text.slice(0, 15));
    await expect.poll(() => reason.count()).toBe(0);
    await page.keyboard.press("Enter");
    await card.getByText("Said at length.").waitFor();
    expect((await checkInsOn(page, url, id)).at(-1)?.note).toBe("Said at length.");
  });
});
