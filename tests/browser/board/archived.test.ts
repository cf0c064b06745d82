import type { Locator } from "playwright-core";
import { expect, it } from "vitest";

import { card, cardsOf, focusIsIn } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { expectOrder } from "../../support/expectOrder.ts";
import { openColleague, openExample } from "../../support/examplePage.ts";

const browser = useBrowser();
const NOUNS = ["objective", "mission"];
const WAYS = ["mouse", "keyboard"];

it("SCR-230: archived objectives are listed in the tray, the last first, found by a search, read and restored", async () => {
  const { page, url, missions } = await openExample(browser);
  const colleague = await openColleague(browser, url);
  const [first] = missions;
  const order = await cardsOf(page, first);
  const columnBefore = await page.getByTestId(`mission-${first}`).boundingBox();
  const titles: string[] = [];
  for (const held of order.slice(0, 2)) {
    titles.push(await card(page, held).locator(".card__link").innerText());
    await page.locator(`#handle-${held}`).click();
    await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
  }
  // The way to the tray takes room that is there already: no column moves, here or on another screen.
  const tray = colleague.getByTestId("tray");
  await tray.getByRole("button", { name: "Tray · 2 archived objectives" }).click();
  expect(await page.getByTestId(`mission-${first}`).boundingBox()).toEqual(columnBefore);

  const listed = tray.getByRole("list").getByRole("link");
  await expect.poll(() => listed.allInnerTexts()).toEqual(titles.toReversed());
  // The list fades at its end: the last entry lies above that.
  const below = await tray.locator(".column__drop").evaluate((list) => {
    const last = [...list.querySelectorAll("button")].at(-1);
    return list.getBoundingClientRect().bottom - (last?.getBoundingClientRect().bottom ?? Number.NaN);
  });
  expect(below).toBeGreaterThanOrEqual(16);
  await colleague.keyboard.press("/");
  await colleague.keyboard.type(titles[0]!);
  await expect.poll(() => listed.allInnerTexts()).toEqual([titles[0]]);
  await colleague.keyboard.press("Escape");
  await tray.getByRole("link", { name: titles[1]! }).click();
  const sheet = colleague.getByRole("dialog", { name: `Objective: ${titles[1]}` });
  await sheet.getByRole("button", { name: "Restore" }).waitFor();
  await focusIsIn(sheet);
  await colleague.keyboard.press("Escape");
  await expect.poll(() => sheet.count()).toBe(0);
  for (const title of titles) await tray.getByRole("button", { name: `Restore “${title}”` }).click();
  await expectOrder(page, first, order);
  await tray.waitFor({ state: "detached" });
});

it.each(NOUNS)("SCR-801: the last %s of the tray, restored by keys, has focus", async (noun) => {
  const { page, missions } = await openExample(browser);
  const [first] = missions;
  const [held] = await cardsOf(page, first);
  if (noun === "objective") await page.locator(`#handle-${held}`).click();
  else await page.getByTestId(`mission-${first}`).getByRole("button", { name: "Mission menu" }).click();
  await page.getByRole("menuitem", { name: /^Archive/u }).click();
  const tray = page.getByTestId("tray");
  if (noun === "objective") await tray.getByRole("button", { name: /^Tray/u }).click();
  await tray.getByRole("button", { name: /^Restore/u }).press("Enter");
  await tray.waitFor({ state: "detached" });
  const restored =
    noun === "objective"
      ? card(page, held!).getByRole("link")
      : page.getByTestId(`mission-${first}`).getByRole("button", { name: "Mission menu" });
  await expect.poll(() => hasFocus(restored), { timeout: 5000 }).toBe(true);
});

it.each(WAYS)(
  "SCR-853: the tray, opened and closed by %s, is in view and has focus, then its strip has",
  async (by) => {
    const { page, missions } = await openExample(browser);
    const press = (button: Locator): Promise<void> => (by === "mouse" ? button.click() : button.press("Enter"));
    const [held] = await cardsOf(page, missions[0]);
    await page.locator(`#handle-${held}`).click();
    await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
    const tray = page.getByTestId("tray");
    const strip = tray.getByRole("button", { name: "Tray · 1 archived objective" });
    const close = tray.getByRole("button", { name: "Close the tray" });
    const seen = async (): Promise<boolean> => {
      const { left, right } = await tray.evaluate((element) => element.getBoundingClientRect().toJSON());
      return left >= 0 && right <= 1366;
    };
    await press(strip);
    await expect.poll(() => hasFocus(close)).toBe(true);
    await expect.poll(seen).toBe(true);
    await press(close);
    await expect.poll(() => hasFocus(strip)).toBe(true);
    await expect.poll(seen).toBe(true);

    // The way there from a search that finds nothing goes with it, too.
    await page.keyboard.press("/");
    await page.keyboard.type("qqqq");
    await press(page.getByRole("button", { name: "Look in the tray" }));
    await expect.poll(() => hasFocus(close)).toBe(true);
    await expect.poll(seen).toBe(true);
  },
);

it("SCR-900: Tab goes through the sheet of an archived objective, on to Restore and round again, and Shift+Tab back", async () => {
  const { page, url, missions } = await openExample(browser);
  const colleague = await openColleague(browser, url);
  const [held] = await cardsOf(page, missions[0]);
  await card(page, held!).getByRole("link").press("Enter");
  const sheet = page.getByRole("dialog", { name: /^Objective/u });
  const close = sheet.getByRole("button", { name: "Close" });
  const restore = sheet.getByRole("button", { name: "Restore" });
  const tabUntil = async (key: string, reached: Locator): Promise<void> => {
    for (let presses = 0; presses < 25 && !(await hasFocus(reached)); presses += 1) await page.keyboard.press(key);
    expect(await hasFocus(reached)).toBe(true);
  };
  await page.getByRole("spinbutton").first().waitFor();
  await colleague.locator(`#handle-${held}`).click();
  await colleague.getByRole("menuitem", { name: "Archive", exact: true }).click();
  await restore.waitFor();
  await close.focus();
  await tabUntil("Tab", restore);
  await page.keyboard.press("Tab");
  expect(await hasFocus(close)).toBe(true);
  await page.keyboard.press("Shift+Tab");
  expect(await hasFocus(restore)).toBe(true);
  await tabUntil("Shift+Tab", page.getByRole("spinbutton").last());

  await tabUntil("Tab", restore);
  await page.keyboard.press("Enter");
  await restore.waitFor({ state: "detached" });
  await close.focus();
  await tabUntil("Tab", sheet.getByRole("button", { name: "Archive this objective" }));
});
