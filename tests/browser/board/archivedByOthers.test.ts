import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf, dragBefore, focusIsInMenu, holdOver, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { expectOrder } from "../../support/expectOrder.ts";
import { openColleague, openExample } from "../../support/examplePage.ts";

const browser = useBrowser();
const OPENED = ["Mission menu", "Progress", "Rhythm"];
const HELD_BY = ["keys", "a hand"];

async function archive(page: Page, objectiveId: ObjectiveId): Promise<void> {
  await page.locator(`#handle-${objectiveId}`).click();
  await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
}

async function archiveMission(page: Page, missionId: MissionId): Promise<void> {
  await page.getByTestId(`mission-${missionId}`).getByRole("button", { name: "Mission menu" }).click();
  await page.getByRole("menuitem", { name: /^Archive/u }).click();
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The colleague has not said who they are. */
function archivedIt(title: string): RegExp {
  return new RegExp(`^Visitor \\d archived “${title}”$`, "u");
}

/** Two windows of one plan, and what the tests are about in it. */
async function openBoth() {
  const { page, url, missions } = await openExample(browser);
  const colleague = await openColleague(browser, url);
  const [held, beside, ...rest] = await cardsOf(page, missions[0]);
  const [aimed] = await cardsOf(page, missions[1]);
  if (!held || !beside || !aimed) throw new Error("The example plan has cards.");
  const link = card(page, beside).getByRole("link");
  return { page, colleague, missions, held, beside, rest, aimed, link };
}

describe("what others archive while it is in one's hand", () => {
  it.each(HELD_BY)("SCR-778: a card held by %s is let go of, and it is said who archived it", async (by) => {
    const { page, colleague, missions, held, beside, rest, aimed, link } = await openBoth();
    const title = await card(page, held).getByRole("link").innerText();
    if (by === "keys") {
      await card(page, held).getByRole("link").focus();
      await press(page, "Space", "ArrowRight");
    } else await holdOver(page, held, aimed);
    await page.locator(".row--lands").waitFor({ state: "attached" });
    await archive(colleague, held);
    await page.getByText(archivedIt(title)).waitFor();
    await expect.poll(() => page.locator(".in-hand, .row--lands, [data-testid=lifted]").count()).toBe(0);
    await expect.poll(() => page.getByTestId("spoken").innerText()).toBe(`Let go of ${title}: it has been archived.`);
    await expect.poll(() => hasFocus(link)).toBe(true);
    await page.mouse.up();
    expect(await page.getByText("Restore it, then try again").count()).toBe(0);
    expect(await hasFocus(link)).toBe(true);
    // The next one can be taken at once.
    await dragBefore(page, beside, aimed);
    await expectOrder(page, missions[0], rest);
  });

  it.each(HELD_BY)("SCR-778: a mission held by %s is let go of, and it is said who archived it", async (by) => {
    const { page, colleague, missions } = await openBoth();
    const [first, second, third] = missions;
    const grip = page.getByTestId(`mission-${first}`).getByRole("button", { name: "Move mission" });
    if (by === "keys") {
      await grip.focus();
      await press(page, "Space", "ArrowRight");
    } else {
      const [from, to] = [await restingBox(grip), await restingBox(page.getByTestId(`mission-${third}`))];
      await page.mouse.move(from.x + 8, from.y + 8);
      await page.mouse.down();
      await page.mouse.move(to.x + 100, to.y + 60, { steps: 8 });
    }
    await page.locator(".column--held").waitFor();
    await archiveMission(colleague, first);
    await page.getByText(/^Visitor \d archived the mission “Services people prefer”$/u).waitFor();
    expect(await page.locator(".in-hand, .column--held, .column--lands-before").count()).toBe(0);
    await expect
      .poll(() => page.getByTestId("spoken").innerText())
      .toBe("Let go of the mission Services people prefer: it has been archived.");
    const beside = page.getByTestId(`mission-${second}`).getByRole("button", { name: "Mission menu" });
    await expect.poll(() => hasFocus(beside)).toBe(true);
    await page.mouse.up();
    expect(await page.getByText("Restore it").count()).toBe(0);
  });
});

describe("where focus goes when others archive what has it", () => {
  it("SCR-779: to the card beside it, which arrows lead on from", async () => {
    const { page, colleague, held, rest, link } = await openBoth();
    await card(page, held).getByRole("link").focus();
    await archive(colleague, held);
    await card(page, held).waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(link)).toBe(true);
    await press(page, "ArrowDown");
    await expect.poll(() => hasFocus(card(page, rest[0]!).getByRole("link"))).toBe(true);
  });
});

describe("what is open beside a card or a mission that others archive", () => {
  it("SCR-800: the menu of a card closes, it is said by whom, and focus is on the card beside it", async () => {
    const { page, colleague, held, rest, link } = await openBoth();
    const title = await card(page, held).getByRole("link").innerText();
    await card(page, held).getByRole("link").focus();
    await press(page, "m");
    await focusIsInMenu(page);
    await archive(colleague, held);
    await page.getByText(archivedIt(title)).waitFor();
    await expect.poll(() => page.getByRole("menu").count()).toBe(0);
    await expect.poll(() => hasFocus(link)).toBe(true);
    await press(page, "ArrowDown");
    await expect.poll(() => hasFocus(card(page, rest[0]!).getByRole("link"))).toBe(true);
  });

  it.each(OPENED)("SCR-800: so it does for a mission: %s", async (name) => {
    const { page, colleague, missions } = await openBoth();
    const column = page.getByTestId(`mission-${missions[0]}`);
    if (name === "Progress") await column.locator(".mission-summary--button").click();
    else await column.getByRole("button", { name: "Mission menu" }).click();
    if (name === "Rhythm") await page.getByRole("menuitem", { name: /^Check in every/u }).click();
    const opened = page.locator(".popover");
    await opened
      .getByRole(name === "Mission menu" ? "menuitem" : "heading")
      .first()
      .waitFor();
    await archiveMission(colleague, missions[0]);
    await page.getByText(/^Visitor \d archived the mission “Services people prefer”$/u).waitFor();
    await expect.poll(() => opened.count()).toBe(0);
    const beside = page.getByTestId(`mission-${missions[1]}`).getByRole("button", { name: "Mission menu" });
    await expect.poll(() => hasFocus(beside)).toBe(true);
  });

  it("SCR-800: the menu of what is selected closes with the last of it", async () => {
    const { page, colleague, held, link } = await openBoth();
    await card(page, held).getByRole("link").focus();
    await press(page, "x", "m");
    await focusIsInMenu(page);
    await archive(colleague, held);
    await expect.poll(() => page.getByRole("menu").count()).toBe(0);
    await expect.poll(() => hasFocus(link)).toBe(true);
  });

  it("SCR-800: a card that goes to the tray with its mission keeps its menu and gets focus back", async () => {
    const { page, colleague, missions, held } = await openBoth();
    await card(page, held).getByRole("link").focus();
    await press(page, "m");
    await focusIsInMenu(page);
    await archiveMission(colleague, missions[0]);
    await page.getByTestId(`mission-${missions[0]}`).waitFor({ state: "detached" });
    await press(page, "Escape");
    await expect.poll(() => page.getByRole("menu").count()).toBe(0);
    await expect.poll(() => hasFocus(page.getByTestId("tray").locator(`#handle-${held}`))).toBe(true);
  });
});
