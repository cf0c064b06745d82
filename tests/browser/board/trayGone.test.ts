import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openColleague, openExample } from "../../support/examplePage.ts";

const browser = useBrowser();
const STRIP = "Tray · 1 archived objective";
const WAIT = { timeout: 5000 };
const PLACES = ["Close the tray", STRIP];

async function archive(page: Page, objectiveId: ObjectiveId): Promise<void> {
  await page.locator(`#handle-${objectiveId}`).click();
  await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
}

it.each(PLACES)("SCR-910: the last of the tray, back by an undo with focus on “%s”, has focus", async (place) => {
  const { page, missions } = await openExample(browser);
  const [held] = await cardsOf(page, missions[0]);
  await archive(page, held!);
  const tray = page.getByTestId("tray");
  if (place !== STRIP) await tray.getByRole("button", { name: STRIP }).press("Enter");
  await tray.getByRole("button", { name: place }).focus();
  await page.keyboard.press("Control+z");
  await tray.waitFor({ state: "detached" });
  await expect.poll(() => hasFocus(card(page, held!).getByRole("link")), WAIT).toBe(true);
});

it("SCR-910: so where a colleague takes it back, a card or a mission; what stays in the tray keeps focus", async () => {
  const { page, url, missions } = await openExample(browser);
  const colleague = await openColleague(browser, url);
  const [held] = await cardsOf(page, missions[0]);
  await archive(colleague, held!);
  const tray = page.getByTestId("tray");
  await tray.getByRole("button", { name: STRIP }).focus();
  await colleague.keyboard.press("Control+z");
  await tray.waitFor({ state: "detached" });
  await expect.poll(() => hasFocus(card(page, held!).getByRole("link")), WAIT).toBe(true);

  // The strip gives way to the tray, which has cards then.
  await archive(colleague, held!);
  await tray.getByRole("button", { name: STRIP }).focus();
  const menu = (of: Page) => of.getByTestId(`mission-${missions[1]}`).getByRole("button", { name: "Mission menu" });
  await menu(colleague).click();
  await colleague.getByRole("menuitem", { name: /^Archive/u }).click();
  await expect.poll(() => tray.evaluate((element) => element.contains(document.activeElement)), WAIT).toBe(true);
  await tray
    .getByRole("button", { name: /^Restore/u })
    .last()
    .focus();
  await colleague.keyboard.press("Control+z");
  await expect.poll(() => hasFocus(tray.getByRole("button", { name: STRIP })), WAIT).toBe(true);
  await colleague.keyboard.press("Control+z");
  await tray.waitFor({ state: "detached" });
  await expect.poll(() => hasFocus(card(page, held!).getByRole("link")), WAIT).toBe(true);
});

it("SCR-911: the tray that has closed with its last card is a strip again when there is one again", async () => {
  const { page, missions } = await openExample(browser);
  const [held] = await cardsOf(page, missions[0]);
  await archive(page, held!);
  const tray = page.getByTestId("tray");
  await tray.getByRole("button", { name: STRIP }).click();
  await tray.getByRole("button", { name: /^Restore/u }).click();
  await tray.waitFor({ state: "detached" });
  await archive(page, held!);
  await tray.waitFor();
  expect(await tray.getByRole("button", { name: STRIP }).count()).toBe(1);
});
