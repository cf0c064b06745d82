import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { checkInForm, hasFocus } from "../../support/checkInPage.ts";
import { beAs, openColleague, openExample } from "../../support/examplePage.ts";

const browser = useBrowser();
const ARCHIVED = /^Head of Delivery (?:has )?archived this objective/u;

/** The sheet of an objective, and a colleague who archives and restores it. */
async function openSheet() {
  const { page, url, missions } = await openExample(browser);
  await beAs(page, "Director of ICT");
  const colleague = await openColleague(browser, url);
  await beAs(colleague, "Head of Delivery");
  const [held] = await cardsOf(page, missions[0]);
  if (!held) throw new Error("The example plan has cards.");
  await card(page, held).getByRole("link").press("Enter");
  const sheet = page.getByRole("dialog", { name: /^Objective/u });
  await sheet.getByRole("button", { name: "Check in", exact: true }).waitFor();
  return { page, sheet, colleague, held, news: sheet.getByRole("status", { name: "News" }) };
}

async function archive(colleague: Page, objectiveId: ObjectiveId): Promise<void> {
  await colleague.locator(`#handle-${objectiveId}`).click();
  await colleague.getByRole("menuitem", { name: "Archive", exact: true }).click();
}

async function restore(colleague: Page): Promise<void> {
  await colleague.getByRole("button", { name: "Undo" }).first().click();
}

/** What is written in the sheet: the button that opens it, and the field in it. */
const FORMS: readonly { readonly opener: string; readonly field: (sheet: Locator) => Locator }[] = [
  { opener: "Check in", field: (sheet) => sheet.getByRole("textbox", { name: /one line/u }) },
  { opener: "Add key result", field: (sheet) => sheet.getByRole("textbox", { name: "New key result" }) },
  { opener: "Add a link", field: (sheet) => sheet.getByRole("textbox", { name: /^Address/u }) },
];

describe("what is open in the sheet of an objective that others archive", () => {
  it.each(FORMS)(
    "SCR-920: $opener keeps focus and takes letters, also once it is restored; Escape leaves it",
    async (form) => {
      const { page, sheet, colleague, held, news } = await openSheet();
      await sheet.getByRole("button", { name: form.opener, exact: true }).press("Enter");
      const field = form.field(sheet);
      await field.focus();
      await page.keyboard.type("Half");
      await archive(colleague, held);
      await news.getByText(ARCHIVED).waitFor();
      await page.keyboard.type(" a line");
      expect(await hasFocus(field)).toBe(true);
      await restore(colleague);
      await expect.poll(() => news.innerText()).toBe("");
      await page.keyboard.type(" more");
      expect(await field.inputValue()).toBe("Half a line more");

      await archive(colleague, held);
      await news.getByText(ARCHIVED).waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => field.count()).toBe(0);
      expect(await sheet.locator(":focus").count()).toBe(1);
      await page.keyboard.press("Escape");
      await expect.poll(() => sheet.count()).toBe(0);
      await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).not.toBe("body");
    },
  );

  it("SCR-920: focus on a button that takes no press any more goes to what says why", async () => {
    const { sheet, colleague, held, news } = await openSheet();
    for (const name of ["Check in", "Add key result", "Archive this objective"]) {
      await sheet.getByRole("button", { name, exact: true }).focus();
      await archive(colleague, held);
      await news.getByText(ARCHIVED).waitFor();
      await expect.poll(() => hasFocus(news)).toBe(true);
      await restore(colleague);
      await expect.poll(() => news.innerText()).toBe("");
    }
  });

  it("SCR-921: it is told once; a check-in is refused in its form, and recorded after the objective is restored", async () => {
    const { page, sheet, colleague, held, news } = await openSheet();
    await sheet.getByRole("button", { name: "Check in", exact: true }).press("Enter");
    await sheet.getByRole("textbox", { name: /one line/u }).focus();
    await page.keyboard.type("Said while it was archived");
    await archive(colleague, held);
    await news.getByText(ARCHIVED).waitFor();
    await checkInForm(page).getByRole("button", { name: "Close" }).waitFor();
    expect(await sheet.getByText(ARCHIVED).count()).toBe(1);
    expect(await checkInForm(page).getByRole("alert").count()).toBe(0);
    await page.keyboard.press("Enter");
    await checkInForm(page).getByText("is archived. Restore it, then try again.").waitFor();
    await restore(colleague);
    await expect.poll(() => checkInForm(page).getByRole("alert").count()).toBe(0);
    await page.keyboard.press("Enter");
    await sheet.getByText("Said while it was archived").first().waitFor();
    expect(await checkInForm(page).count()).toBe(0);
  });
});
