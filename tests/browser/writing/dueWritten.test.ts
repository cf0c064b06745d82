import type { Locator } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { leaveField, noteWords, openDueSheet, part } from "../../support/dueFieldPage.ts";

const browser = useBrowser();

it("SCR-880: colleagues see a due date that is typed once it is left, and not the dates between; one undo takes it back", async () => {
  const { page, words } = await openDueSheet(browser);
  const before = await words.innerText();
  const colleague = await browser.open(page.url(), { locale: "en-GB" });
  await connectionIs(colleague, "saved");
  const theirs = colleague.locator(".due-field__words");
  await expect.poll(() => theirs.innerText()).toBe(before);
  const seen = await noteWords(colleague);
  await part(page, "day").focus();
  await page.keyboard.type("9/6/2028", { delay: 120 });
  await page.keyboard.press("ArrowDown");
  await leaveField(page);
  await expect.poll(() => theirs.innerText()).toContain("9 Jun 2027");
  expect(await seen()).toHaveLength(2);
  await page.keyboard.press("Control+z");
  await expect.poll(() => theirs.innerText()).toBe(before);

  await part(page, "day").focus();
  await page.keyboard.type("8/6/2028");
  await page.keyboard.press("Enter");
  await expect.poll(() => theirs.innerText()).toContain("8 Jun 2028");
});

const WAYS_TO_PRESS = ["mouse", "keys"] as const;

it.each(WAYS_TO_PRESS)(
  "SCR-902: a date that is typed before a button of its field is used by %s is not written",
  async (by) => {
    const { page, sheet, words, remove, calendar } = await openDueSheet(browser);
    const press = (button: Locator): Promise<void> => (by === "mouse" ? button.click() : button.press("Enter"));
    const undo = page.getByRole("button", { name: "Undo", exact: true, includeHidden: true }).first();
    const typeAndLook = async (): Promise<void> => {
      await part(page, "day").focus();
      await page.keyboard.type("05");
      await press(calendar);
      await page.getByRole("button", { name: "In two weeks" }).waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => hasFocus(calendar)).toBe(true);
    };
    const before = await words.innerText();
    const seen = await noteWords(page);
    await part(page, "day").focus();
    await page.keyboard.type("04");
    await press(remove);
    await remove.waitFor({ state: "detached" });
    expect(await seen()).toEqual([before, ""]);
    await page.keyboard.press("Control+z");
    await expect.poll(() => words.innerText()).toBe(before);
    expect(await undo.isDisabled()).toBe(true);

    await part(page, "day").focus();
    await page.keyboard.type("03");
    await press(calendar);
    await press(page.getByRole("button", { name: "In two weeks" }));
    await expect.poll(seen).toHaveLength(4);
    await page.keyboard.press("Escape");
    await expect.poll(() => hasFocus(calendar)).toBe(true);
    await page.keyboard.press("Control+z");
    await expect.poll(() => words.innerText()).toBe(before);
    expect(await undo.isDisabled()).toBe(true);

    // Where nothing is chosen it is written once all of the field is left.
    await typeAndLook();
    expect(await words.innerText()).toBe(before);
    expect(await part(page, "day").innerText()).toBe("05");
    // Undo means what was typed, not what was done before that.
    await page.keyboard.press("Control+z");
    await expect.poll(() => part(page, "day").innerText(), { timeout: 3000 }).not.toBe("05");
    expect(await words.innerText()).toBe(before);
    await typeAndLook();
    await sheet.getByRole("button", { name: "Close", exact: true }).focus();
    await expect.poll(() => words.innerText()).toMatch(/5 /u);
  },
);

it("SCR-881: a due date that is typed is kept when the sheet is closed meanwhile, if it is whole", async () => {
  const { page, sheet, words } = await openDueSheet(browser);
  const card = page.locator(".card__link").first();
  const ways = [
    { way: "Escape", keys: ["1/6/28"], day: "1 Jun 2028" },
    { way: "Close", keys: ["2/6/28"], day: "2 Jun 2028" },
    { way: "Back", keys: ["3/6/28"], day: "3 Jun 2028" },
    // No February has 31 days: its last is meant.
    { way: "Back", keys: ["31/2/2028"], day: "29 Feb 2028" },
    // No whole date.
    { way: "Back", keys: ["4", "Shift+Tab", "Backspace"], day: "29 Feb 2028" },
    { way: "reload", keys: ["5/6/2028"], day: "5 Jun 2028" },
  ] as const;
  const leaving = {
    Escape: () => page.keyboard.press("Escape"),
    Close: () => sheet.getByRole("button", { name: "Close", exact: true }).click(),
    Back: () => page.goBack(),
    reload: () => page.reload(),
  };
  for (const { way, keys, day } of ways) {
    await part(page, "day").focus();
    for (const key of keys) await (/^[\d/]+$/u.test(key) ? page.keyboard.type(key) : page.keyboard.press(key));
    await leaving[way]();
    if (way !== "reload") {
      await sheet.waitFor({ state: "detached" });
      await card.press("Enter");
    }
    await expect.poll(() => words.innerText(), { message: `${way} ${keys.join()}` }).toContain(day);
  }
});

it("SCR-882: what a colleague does to a due date that is being typed stands beside it, changes nothing under the caret, and is said with the way back", async () => {
  const { page, words, remove } = await openDueSheet(browser);
  const colleague = await browser.open(page.url(), { locale: "en-GB" });
  await connectionIs(colleague, "saved");
  await part(page, "day").focus();
  await page.keyboard.type("15/3/2027");
  await leaveField(page);
  await expect.poll(() => part(colleague, "day").innerText()).toBe("15");
  await part(page, "day").focus();
  await page.keyboard.type("9/");
  await part(colleague, "year").focus();
  await colleague.keyboard.type("2029");
  await colleague.keyboard.press("Enter");
  await expect.poll(() => words.innerText()).toContain("2029");
  const theirs = await words.innerText();
  expect(await page.locator(".due-field__date").innerText()).toMatch(/^\D*09\D+03\D+2027/u);
  expect(await hasFocus(part(page, "month"))).toBe(true);
  await page.keyboard.type("6/2028");
  await leaveField(page);
  await expect.poll(() => words.innerText()).toContain("9 Jun 2028");
  await page.getByText(/^Meanwhile it had been set to 15 Mar 2029/u).waitFor();
  await page.keyboard.press("Control+z");
  await expect.poll(() => words.innerText()).toBe(theirs);

  // Where nothing was typed the field follows.
  await part(page, "day").focus();
  await part(colleague, "year").focus();
  await colleague.keyboard.type("2030");
  await colleague.keyboard.press("Enter");
  await expect.poll(() => part(page, "year").innerText()).toBe("2030");
  expect(await remove.count()).toBe(1);
});
