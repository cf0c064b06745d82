import { expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { COLLEAGUE, openDuePlan, shownTitle } from "../../support/duePlan.ts";
import { beAs } from "../../support/examplePage.ts";

const browser = useBrowser();

it("SCR-769: what was begun and waits no more is named at the end, one press from where it is gone on with", async () => {
  const { page, url } = await openDuePlan(browser, {}, 2);
  const colleague = await browser.open(url);
  await connectionIs(colleague, "saved");
  await beAs(colleague, COLLEAGUE);
  await page.goto(`${url}/my-updates`);
  const line = page.getByRole("textbox", { name: "In one line (optional)" });
  await line.fill("Half a line");
  const theirs = colleague.locator("[data-testid^='card-']", { hasText: "Objective 2" });
  await theirs.getByRole("button", { name: "Still right" }).click();
  await page.getByText(`${COLLEAGUE} has checked in meanwhile`).waitFor();
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await expect.poll(() => shownTitle(page)).toBe("Objective 1");
  await page.keyboard.press("y");
  await page.getByText("You had begun this and not recorded it.").waitFor();
  await expect.poll(() => hasFocus(page.getByRole("button", { name: "Copy as text" }))).toBe(true);
  const begun = page.getByRole("button", { name: "Go on with “Objective 2”" });
  await begun.click();
  await expect.poll(() => shownTitle(page)).toBe("Objective 2");
  expect(await line.inputValue()).toBe("Half a line");
  await line.press("Enter");
  await page.getByText("Nothing is due.").waitFor();
  expect(await begun.count()).toBe(0);
  await theirs.getByText("Half a line").waitFor();
});

it("SCR-770: the list of keys says of Escape what it does, on a card and in my updates, and calls undo and redo so", async () => {
  const { page } = await openDuePlan(browser, {}, 2);
  await page.getByRole("link", { name: /^My updates/u }).click();
  await expect.poll(() => hasFocus(page.getByRole("spinbutton").first())).toBe(true);
  await page.keyboard.type("99");
  await page.keyboard.press("Escape");
  await page.getByText("1 to go, 1 put off").waitFor();
  await page.getByRole("button", { name: "Keys", exact: true }).click();
  const escape = (group: string): Promise<readonly string[]> =>
    page
      .locator(".key-list", { has: page.getByRole("heading", { name: group }) })
      .locator(".key-list__key", { has: page.getByText("Escape", { exact: true }) })
      .locator("dt")
      .allInnerTexts();
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  expect(await escape("In a check-in")).toEqual(["Close without saving, except in my updates"]);
  expect(await escape("In my updates")).toEqual(["Skip this one until the end; what you typed is kept"]);
  const anywhere = page.locator(".key-list", { has: page.getByRole("heading", { name: "Anywhere" }) });
  expect(await anywhere.locator("dt").allInnerTexts()).toEqual(expect.arrayContaining(["Undo", "Redo"]));
});
