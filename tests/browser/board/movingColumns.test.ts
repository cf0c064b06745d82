import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { MissionId } from "#shared/model/id.ts";

import { cardsOf, connectionIs, missionsOf, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openColleague, openExample, PHONE } from "../../support/examplePage.ts";
import { examplePlanFor } from "../../support/memberPage.ts";
import { swipe } from "../../support/touch.ts";

const browser = useBrowser();

describe("columns", () => {
  it("SCR-112: go where their grip is dragged, and others see it", async () => {
    const { page, url, missions } = await openExample(browser);
    const colleague = await openColleague(browser, url);
    const [a, b, c, ...rest] = missions;
    const grip = await page.getByTestId(`mission-${a}`).getByRole("button", { name: "Move mission" }).boundingBox();
    const target = await page.getByTestId(`mission-${b}`).boundingBox();
    if (!grip || !target) throw new Error("The columns are not on the page.");
    await page.mouse.move(grip.x + 8, grip.y + 8);
    await page.mouse.down();
    await page.mouse.move(target.x + target.width - 20, target.y + 60, { steps: 8 });
    await page.locator(`.column--lands-before[data-column="${c}"]`).waitFor();
    await page.mouse.up();
    await expect.poll(() => missionsOf(page)).toEqual([b, a, c, ...rest]);
    await expect.poll(() => missionsOf(colleague)).toEqual([b, a, c, ...rest]);
    expect(await page.getByRole("menu").count()).toBe(0);
  });

  it("SCR-112: are lifted by Space, moved by arrow keys, dropped by Space; Escape puts back", async () => {
    const { page, missions } = await openExample(browser);
    const [a, b, c, ...rest] = missions;
    const grip = page.getByTestId(`mission-${a}`).getByRole("button", { name: "Move mission" });
    await grip.focus();
    for (const key of ["Space", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    await expect.poll(() => page.getByTestId("spoken").innerText()).toMatch(/, 3 of 5\.$/u);
    await page.keyboard.press("Space");
    await expect.poll(() => missionsOf(page)).toEqual([b, c, a, ...rest]);
    await expect.poll(() => grip.evaluate((element) => element === document.activeElement)).toBe(true);
    for (const key of ["Space", "Home", "Escape"]) await page.keyboard.press(key);
    expect(await missionsOf(page)).toEqual([b, c, a, ...rest]);
    for (const key of ["Space", "Home", "Enter"]) await page.keyboard.press(key);
    await expect.poll(() => missionsOf(page)).toEqual([a, b, c, ...rest]);
  });

  it("SCR-112: are moved by their menu, and on touch by holding the grip", async () => {
    const { page, missions } = await openExample(browser, PHONE);
    const [a, b, ...rest] = missions;
    await page.getByTestId(`mission-${a}`).getByRole("button", { name: "Mission menu" }).tap();
    await page.getByRole("menuitem", { name: "Move right" }).tap();
    await expect.poll(() => missionsOf(page)).toEqual([b, a, ...rest]);
    const grip = page.getByTestId(`mission-${b}`).getByRole("button", { name: "Move mission" });
    await grip.scrollIntoViewIfNeeded();
    const box = await restingBox(grip);
    const touch = await page.context().newCDPSession(page);
    const from = { x: Math.round(box.x + 12), y: Math.round(box.y + 20) };
    // At the edge the board goes on to the next columns.
    const elsewhere = `:is(.column--lands-before:not([data-column="${a}"], [data-column="${b}"]), .column--lands-last)`;
    const stay = { lifts: page.locator(".held-column"), shows: page.locator(elsewhere) };
    await swipe(touch, from, { x: 384, y: from.y + 20 }, stay);
    await expect.poll(async () => (await missionsOf(page))[0]).toBe(a);
  });

  it("SCR-113: a statement is folded away, and stays so on this device", async () => {
    const { page, missions } = await openExample(browser);
    const column = (at: 0 | 1) => page.getByTestId(`mission-${missions[at]}`);
    const fold = column(0).getByRole("button", { name: "Mission statement", exact: true });
    await fold.click();
    await column(0).locator(".column__statement").waitFor({ state: "hidden" });
    expect(await fold.getAttribute("aria-expanded")).toBe("false");
    await page.reload();
    await column(0).locator(".column__statement").waitFor({ state: "hidden" });
    await column(1).locator(".column__statement").waitFor();
    await column(1).getByRole("button", { name: "Mission menu" }).click();
    await page.getByRole("menuitem", { name: "Hide all statements" }).click();
    await expect.poll(() => page.locator(".column__statement:visible").count()).toBe(0);
    await column(1).getByRole("button", { name: "Mission menu" }).click();
    await page.getByRole("menuitem", { name: "Show all statements" }).click();
    await expect.poll(() => page.locator(".column__statement:visible").count()).toBe(5);
  });

  it("SCR-114: a mission says how its cards stand, in shapes, numbers and words", async () => {
    const { page, missions } = await openExample(browser);
    const summary = page.getByTestId(`mission-${missions[0]}`).locator(".mission-summary");
    expect(await summary.locator(".visually-hidden").innerText()).toMatch(/^4 on track, 1 at risk, 2 done\b/u);
    expect(await summary.locator(".mission-summary__count").allInnerTexts()).toEqual(["4", "1", "2"]);
    expect(await summary.locator(".status-shape").count()).toBe(3);
  });

  it("SCR-115: archiving says where the cards go; archived missions are restored from the tray", async () => {
    const { page, missions } = await openExample(browser);
    const [first, ...others] = missions;
    const cards = await cardsOf(page, first);
    const archive = async (at: number): Promise<void> => {
      await page.getByTestId(`mission-${missions[at]}`).getByRole("button", { name: "Mission menu" }).click();
      await page.getByRole("menuitem", { name: /^Archive/ }).click();
    };
    await page.getByTestId(`mission-${first}`).getByRole("button", { name: "Mission menu" }).click();
    await page.getByRole("menuitem", { name: `Archive; its ${cards.length} objectives go to the tray` }).click();
    const tray = page.getByTestId("tray");
    await tray.getByRole("listitem").filter({ hasText: "Services people prefer" }).first().waitFor();
    await archive(1);
    await tray.getByRole("button", { name: /^Restore “Services/u }).click();
    await expect.poll(() => missionsOf(page)).toEqual([first, ...others.slice(1)]);
    await expect.poll(() => cardsOf(page, first)).toEqual(cards);
    await tray.getByRole("button", { name: /^Restore/u }).click();
    await tray.waitFor({ state: "detached" });
    await expect.poll(() => missionsOf(page)).toEqual(missions);

    // A mission without cards leaves none in the tray: a strip keeps the way back.
    await page.getByRole("button", { name: "Add mission" }).click();
    await page.keyboard.type("Short-lived");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Short-lived" }).waitFor();
    const added = (await missionsOf(page)).at(-1)!;
    await page.getByTestId(`mission-${added}`).getByRole("button", { name: "Mission menu" }).click();
    await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
    await tray.getByRole("button", { name: "Tray · 1 archived mission" }).click();
    await tray.getByRole("button", { name: "Restore “Short-lived”" }).click();
    await expect.poll(() => missionsOf(page)).toEqual([...missions, added]);
  });

  it.each(["keys", "a hand"])("SCR-748: one held by %s is let go of where it may not be moved any more", async (by) => {
    const plan = await examplePlanFor(browser);
    const editor = await plan.member("editor", "Ed", { viewport: { width: 1366, height: 768 } });
    const { page } = editor;
    await connectionIs(page, "saved");
    const order = await missionsOf(page);
    const grip = page.getByTestId(`mission-${order[0]}`).getByRole("button", { name: "Move mission" });
    if (by === "keys") {
      await grip.focus();
      for (const key of ["Space", "ArrowRight"]) await page.keyboard.press(key);
    } else await holdColumn(page, order[0]!, order[2]!);
    await page.locator(".column--held").waitFor();
    await editor.give("viewer");
    await page.locator(".column--held").waitFor({ state: "detached" });
    expect(await page.locator(".in-hand").count()).toBe(0);
    await page.mouse.up();
    expect(await missionsOf(page)).toEqual(order);
  });

  it("SCR-748: one in the hand is let go of where the board is left", async () => {
    const { page, missions } = await openExample(browser);
    const board = page.getByTestId("board");
    await page.getByRole("link", { name: /My updates/u }).click();
    await board.waitFor({ state: "detached" });
    await page.goBack();
    await holdColumn(page, missions[0], missions[2]);
    await page.goForward();
    await board.waitFor({ state: "detached" });
    await page.mouse.up();
    await page.goBack();
    expect(await missionsOf(page)).toEqual(missions);
  });
});

/** Takes a column by its grip, and goes with it to where it would land elsewhere. */
async function holdColumn(page: Page, missionId: MissionId, over: MissionId): Promise<void> {
  const grip = page.getByTestId(`mission-${missionId}`).getByRole("button", { name: "Move mission" });
  const from = await restingBox(grip);
  const to = await restingBox(page.getByTestId(`mission-${over}`));
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 100, to.y + 60, { steps: 8 });
  await page.locator(".column--lands-before").waitFor();
}
