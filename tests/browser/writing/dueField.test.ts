import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

/** The sheet of the first objective, which is due at the end of March. */
async function openSheet(options: Parameters<typeof openExample>[1] = {}) {
  const { page } = await openExample(browser, { locale: "en-GB", ...options });
  await page.locator(".card__link").first().press("Enter");
  const sheet = page.getByRole("dialog", { name: /^Objective/u });
  // Its parts have names in the reader's language.
  await page.getByRole("spinbutton").first().waitFor();
  return {
    page,
    sheet,
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

it("SCR-775: in a due date a separator leads to the next part, and a year of two digits is one of this century", async () => {
  const typed = [
    { locale: "en-GB", keys: ["1/6/28", "01/06/2028"], day: new Date(2028, 5, 1) },
    { locale: "en-US", keys: ["1/6/2028"], day: new Date(2028, 0, 6) },
    { locale: "de-DE", keys: ["1.6.28"], day: new Date(2028, 5, 1) },
    { locale: "sv-SE", keys: ["2028-1-6", "28-1-6"], day: new Date(2028, 0, 6) },
  ];
  for (const { locale, keys, day } of typed) {
    const expected = day.toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
    const { page, remove, words } = await openSheet({ locale });
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
  const { page, remove, words } = await openSheet();
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

/** What is typed is left, and so is the field with its buttons. */
async function leaveField(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close", exact: true }).focus();
}

/** Nothing of the words between is missed: they are written down as often as they change. */
async function noteWords(page: Page): Promise<() => Promise<readonly string[]>> {
  const seen = await page.evaluateHandle(() => {
    const words: string[] = [];
    const note = (): void => {
      const text = document.querySelector(".due-field__words")?.textContent ?? "";
      if (words.at(-1) !== text) words.push(text);
    };
    note();
    new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
    return words;
  });
  return () => seen.evaluate((words) => [...words]);
}

it("SCR-880: colleagues see a due date that is typed once it is left, and not the dates between; one undo takes it back", async () => {
  const { page, words } = await openSheet();
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
    const { page, sheet, words, remove, calendar } = await openSheet();
    const press = (button: Locator): Promise<void> => (by === "mouse" ? button.click() : button.press("Enter"));
    const undo = page.getByRole("button", { name: "Undo", exact: true, includeHidden: true }).first();
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
    await part(page, "day").focus();
    await page.keyboard.type("05");
    await press(calendar);
    await page.getByRole("button", { name: "In two weeks" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => hasFocus(calendar)).toBe(true);
    expect(await words.innerText()).toBe(before);
    expect(await part(page, "day").innerText()).toBe("05");
    // Undo means what was typed, not what was done before that.
    await page.keyboard.press("Control+z");
    await expect.poll(() => part(page, "day").innerText(), { timeout: 3000 }).not.toBe("05");
    expect(await words.innerText()).toBe(before);
    await part(page, "day").focus();
    await page.keyboard.type("05");
    await press(calendar);
    await page.getByRole("button", { name: "In two weeks" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => hasFocus(calendar)).toBe(true);
    await sheet.getByRole("button", { name: "Close", exact: true }).focus();
    await expect.poll(() => words.innerText()).toMatch(/5 /u);
  },
);

it("SCR-881: a due date that is typed is kept when the sheet is closed meanwhile, if it is whole", async () => {
  const { page, sheet, words } = await openSheet();
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
  const { page, words, remove } = await openSheet();
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

it("SCR-869: of a due date what has focus has one ring", async () => {
  const { page, calendar } = await openSheet();
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
