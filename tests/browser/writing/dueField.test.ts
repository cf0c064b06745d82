import { expect, it } from "vitest";

import { restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { leaveField, openDueSheet, part } from "../../support/dueFieldPage.ts";
import { PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

it("SCR-772: a due date is removed by Enter, Space, mouse and touch, and focus is on the calendar beside it", async () => {
  const { page, remove, calendar } = await openDueSheet(browser);
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

  const phone = await openDueSheet(browser, PHONE);
  await phone.remove.tap();
  await phone.remove.waitFor({ state: "detached" });
  await expect.poll(() => hasFocus(phone.calendar)).toBe(true);
});

it("SCR-775: in a due date a separator leads to the next part, and a year of two digits is one of this century", async () => {
  const typed = [
    { locale: "en-GB", keys: ["1/6/28", "01/06/2028"], day: new Date(2028, 5, 1) },
    { locale: "en-US", keys: ["1/6/2028"], day: new Date(2028, 0, 6) },
    { locale: "de-DE", keys: ["1.6.28"], day: new Date(2028, 5, 1) },
    { locale: "sv-SE", keys: ["2028-1-6", "28-1-6"], day: new Date(2028, 0, 6) },
  ];
  for (const { locale, keys, day } of typed) {
    const expected = day.toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
    const { page, remove, words } = await openDueSheet(browser, { locale });
    const first = page.getByRole("spinbutton").first();
    for (const text of keys) {
      await first.focus();
      await page.keyboard.type(text);
      await leaveField(page);
      await expect.poll(() => words.innerText(), { message: `${locale} ${text}` }).toContain(expected);
      expect(await page.locator(".due-field__date").innerText()).toContain("2028");
      await remove.press("Enter");
      await remove.waitFor({ state: "detached" });
    }
    // Without a former date, and with Enter in place of leaving.
    await first.focus();
    await page.keyboard.type(keys[0] ?? "");
    await page.keyboard.press("Enter");
    await expect.poll(() => words.innerText()).toContain(expected);
  }
});

it("SCR-776: what is not taken over of a typed due date is said beside it; a year nobody means is put back, and nothing moves", async () => {
  const { page, remove, words } = await openDueSheet(browser);
  const notes = page.getByRole("heading", { name: "Notes" });
  const problem = page.locator(".due-field__head").getByRole("alert");
  const before = await words.innerText();
  const year = await part(page, "year").innerText();
  const { y } = await restingBox(notes);
  await part(page, "year").focus();
  await page.keyboard.type("7");
  await page.keyboard.press("Tab");
  await expect.poll(() => problem.innerText()).toBe("A year has four digits");
  await expect.poll(() => part(page, "year").innerText()).toBe(year);
  expect((await restingBox(notes)).y).toBe(y);
  await part(page, "day").focus();
  await expect.poll(() => words.innerText()).toBe(before);

  await remove.press("Enter");
  await remove.waitFor({ state: "detached" });
  await part(page, "day").focus();
  await page.keyboard.type("1/6");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect.poll(() => problem.innerText()).toBe("A part is missing");
  expect((await restingBox(notes)).y).toBe(y);
});

it("SCR-869: of a due date what has focus has one ring", async () => {
  const { page, calendar } = await openDueSheet(browser);
  const control = page.locator(".due-field__control");
  const isRinged = () => control.evaluate((element) => getComputedStyle(element).outlineStyle !== "none");
  await part(page, "day").focus();
  expect(await isRinged()).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect.poll(() => hasFocus(calendar)).toBe(true);
  expect(await isRinged()).toBe(false);
  expect(await calendar.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe("none");
});
