import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { connectionIs, firstBox, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openExample } from "../../support/examplePage.ts";
import { examplePlanFor } from "../../support/memberPage.ts";

const browser = useBrowser();

async function empty(page: Page): Promise<void> {
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
}

function messages(page: Page) {
  return page.getByRole("status", { name: "Messages" });
}

describe("a name that is needed", () => {
  it("SCR-864: a mission's name that is emptied is said to be needed, moves nothing, and is put back when it is left", async () => {
    const { page } = await openExample(browser);
    const name = page.getByRole("button", { name: /^Services people prefer – mission title: edit/u });
    const lacking = page.getByRole("alert").filter({ hasText: "A mission needs a name." });
    for (const key of ["Enter", "Escape", "Tab"]) {
      await name.click();
      const card = await firstBox(page, ".card");
      await empty(page);
      await lacking.waitFor();
      expect(await firstBox(page, ".card")).toEqual(card);
      await page.keyboard.press(key);
      await name.waitFor();
      await messages(page).getByText("A mission needs a name: it is called “Services people prefer” again").waitFor();
      if (key !== "Tab") expect(await hasFocus(name)).toBe(true);
      await messages(page).getByRole("button", { name: "Dismiss" }).click();
    }
    expect(await lacking.count()).toBe(0);
    await name.click();
    await empty(page);
    await page.keyboard.type("Services");
    await expect.poll(() => lacking.count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Services – mission title: edit/u }).waitFor();
    // Emptying it has left nothing to take back: only the new name.
    await page.keyboard.press("Control+z");
    await name.waitFor();
    expect(await page.getByRole("button", { name: "Undo", exact: true }).first().isDisabled()).toBe(true);
  });

  it("SCR-864: so is an objective's, by Enter, when it is left and when its sheet is closed", async () => {
    const { page } = await openExample(browser);
    const link = page.locator(".card__link").first();
    const title = await link.innerText();
    await link.click();
    const field = page.getByRole("textbox", { name: "Title", exact: true });
    const lacking = page.getByRole("alert").filter({ hasText: "An objective needs a name." });
    for (const key of ["Enter", "Tab", "Escape"]) {
      await field.focus();
      const standing = await restingBox(page.locator(".standing"));
      await empty(page);
      await lacking.waitFor();
      expect(await firstBox(page, ".standing")).toEqual(standing);
      await page.keyboard.press(key);
      await messages(page).getByText(`An objective needs a name: it is called “${title}” again`).waitFor();
      if (key !== "Escape") expect(await field.inputValue()).toBe(title);
      if (key === "Enter") expect(await hasFocus(field)).toBe(true);
      if (key !== "Escape") await messages(page).getByRole("button", { name: "Dismiss" }).click();
    }
    await expect.poll(() => link.innerText()).toBe(title);
  });

  it("SCR-892: also where the page is loaded anew meanwhile; whoever may write no more is told what it was", async () => {
    const plan = await examplePlanFor(browser);
    const { page, give } = await plan.member("editor", "Head of Delivery");
    const name = page.getByRole("button", { name: /^Services people prefer – mission title: edit/u });
    const lacking = page.getByRole("alert").filter({ hasText: "A mission needs a name." });
    await name.click();
    await empty(page);
    await lacking.waitFor();
    await page.reload();
    await name.waitFor();

    await name.click();
    await empty(page);
    await lacking.waitFor();
    await connectionIs(page, "saved");
    await give("viewer");
    await expect.poll(() => lacking.count()).toBe(0);
    await page.keyboard.press("Enter");
    await messages(page).getByText("A mission was called “Services people prefer”").waitFor();
  });

  it("SCR-865: Enter in an empty field for a new objective or mission says beside it what it lacks, once, and moves nothing", async () => {
    const { page } = await openExample(browser);
    for (const [button, word] of [
      [/^Add objective/u, "Write what you want to achieve."],
      [/^Add mission/u, "Write what the mission is called."],
    ] as const) {
      await page.getByRole("button", { name: button }).first().click();
      const field = page.getByRole("textbox", { name: /^New /u });
      await field.waitFor();
      const done = await firstBox(page, ".add-form__buttons");
      await page.keyboard.press("Enter");
      const lacking = page.getByRole("alert").filter({ hasText: word });
      await lacking.waitFor();
      expect(await firstBox(page, ".add-form__buttons")).toEqual(done);
      expect(await field.getAttribute("aria-invalid")).toBe("true");
      expect(await hasFocus(field)).toBe(true);
      await page.keyboard.type("A");
      await expect.poll(() => lacking.count()).toBe(0);
      expect(await field.getAttribute("aria-invalid")).toBe(null);
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Escape");
    }
  });
});
