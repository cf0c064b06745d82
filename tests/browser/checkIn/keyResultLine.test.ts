import { expect, it } from "vitest";

import { focusIsIn } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled, hasFocus } from "../../support/checkInPage.ts";
import { CountedActions } from "../../support/countedActions.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

it("SCR-272: a key result is two actions and a line; what is understood stands below it, and opens as fields", async () => {
  const { page } = await openExample(browser);
  const { title, card } = await cardCalled(page, /^Let tenants check rent/u);
  await title.click();
  const sheet = page.getByRole("dialog", { name: /^Objective:/u });
  const hand = new CountedActions(page);
  await hand.click(sheet.getByRole("button", { name: "Add key result" }));
  await hand.type("Apprentices in post 0 → 21 people");
  await sheet.getByText("Apprentices in post, 0 → 21 people").waitFor();
  await hand.press("Enter");
  expect(hand.count).toBe(2);
  const list = sheet.locator(".key-results");
  await list.getByText("Apprentices in post").first().waitFor();
  await expect.poll(() => list.getByText("0 → 21 people").count()).toBe(1);

  await page.keyboard.type("calls from 1,200 to 600");
  await sheet.getByRole("button", { name: "Edit as fields" }).click();
  expect(await sheet.getByRole("textbox", { name: "What is measured" }).inputValue()).toBe("Calls");
  expect(await sheet.getByRole("textbox", { name: "From" }).inputValue()).toBe("1200");
  await sheet.getByRole("textbox", { name: "Unit" }).fill("a week");
  await sheet.getByRole("textbox", { name: "To" }).fill("half");
  await page.keyboard.press("Enter");
  await sheet.getByText("Write numbers for both, like 42 or 3.5.").waitFor();
  await sheet.getByRole("textbox", { name: "To" }).fill("600,5");
  await page.keyboard.press("Enter");
  await list.getByText("1,200 → 600.5 a week").waitFor();

  const line = sheet.getByRole("textbox", { name: "New key result" });
  await expect.poll(() => hasFocus(line)).toBe(true);
  await page.keyboard.type("Half a key res");
  await page.keyboard.press("Escape");
  expect(await sheet.count()).toBe(1);
  await sheet.getByRole("button", { name: "Add key result" }).click();
  await expect.poll(() => line.inputValue()).toBe("Half a key res");
  await page.keyboard.press("Escape");

  await list
    .getByRole("button", { name: /^Change/u })
    .first()
    .click();
  await sheet.getByRole("textbox", { name: "To" }).fill("42");
  await page.keyboard.press("Enter");
  await list.getByText("0 → 42 people").waitFor();
  await focusIsIn(sheet);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await card.getByText("0%").waitFor();
});

it("SCR-763: after a key result is added by mouse or touch what is typed next is the next one", async () => {
  for (const options of [{}, PHONE]) {
    const { page } = await openExample(browser, options);
    const { title } = await cardCalled(page, /^Let tenants check rent/u);
    await title.click();
    const sheet = page.getByRole("dialog", { name: /^Objective:/u });
    await sheet.getByRole("button", { name: "Add key result" }).click();
    await page.keyboard.type("Ants 0 → 3");
    const add = sheet.getByRole("button", { name: "Add", exact: true });
    await (options === PHONE ? add.tap() : add.click());
    await expect.poll(() => hasFocus(sheet.getByRole("textbox", { name: "New key result" }))).toBe(true);
    await page.keyboard.type("Bees 1 → 5");
    await page.keyboard.press("Enter");
    await sheet.getByRole("button", { name: "Change Bees" }).waitFor();
  }
});

it("SCR-764: after the last key result that an objective takes focus is on the words that say so, below it", async () => {
  const { page } = await openExample(browser);
  const { title } = await cardCalled(page, /^Let tenants check rent/u);
  await title.click();
  const sheet = page.getByRole("dialog", { name: /^Objective:/u });
  const door = sheet.getByRole("button", { name: "Add key result" });
  const full = sheet.getByText("More than 5 would say less. Archive one to add another.");
  await door.click();
  for (const name of ["Ants", "Bees", "Cats", "Dogs", "Eels"]) {
    expect(await full.count()).toBe(0);
    await page.keyboard.type(`${name} 0 → 3`);
    await page.keyboard.press("Enter");
    await sheet.getByRole("button", { name: `Change ${name}` }).waitFor();
  }
  await expect.poll(() => hasFocus(full)).toBe(true);
  const added = await sheet.getByRole("button", { name: "Archive Eels" }).boundingBox();
  expect((await full.boundingBox())?.y).toBeGreaterThan(added?.y ?? Infinity);
  // The way on: what was just added is before it.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(sheet.getByRole("button", { name: "Archive Dogs" }))).toBe(true);
  await door.waitFor();
});
