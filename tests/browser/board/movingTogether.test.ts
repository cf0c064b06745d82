import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { atRest, card, cardsOf, connectionIs, dragBefore, missionsOf, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { expectOrder } from "../../support/expectOrder.ts";
import { beAs, openColleague, openExample, PHONE } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";
import { middleOf, swipe } from "../../support/touch.ts";

const browser = useBrowser();

/** Moves a card with the keyboard, which needs no pointer in that window. */
async function moveByKeys(page: Page, objectiveId: ObjectiveId, ...keys: readonly string[]): Promise<void> {
  await page.locator(`#title-${objectiveId}`).getByRole("link").focus();
  for (const key of ["Space", ...keys, "Space"]) await page.keyboard.press(key);
}

async function topOf(page: Page, objectiveId: ObjectiveId): Promise<number> {
  await atRest(page);
  return (await card(page, objectiveId).boundingBox())?.y ?? Number.NaN;
}

describe("two who move at once", () => {
  it("SCR-111: while one drags, cards come and go in the column and nothing moves under the pointer", async () => {
    const { page, url, missions } = await openExample(browser);
    const colleague = await openColleague(browser, url);
    const [first, second, third] = missions;
    const [held] = await cardsOf(page, first);
    const right = await cardsOf(page, second);
    const aimed = right[1]!;
    const from = await middleOf(page, held!);
    const to = await card(page, aimed).boundingBox();
    if (!to) throw new Error("The card is not on the page.");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x + 60, to.y + 10, { steps: 8 });
    await page.locator(`[data-row="${aimed}"].row--lands`).waitFor();
    const top = await topOf(page, aimed);

    // The card above leaves the column, and another comes above; then the column loses one below.
    await moveByKeys(colleague, right[0]!, "ArrowRight");
    await expect.poll(async () => (await cardsOf(page, second)).includes(right[0]!)).toBe(false);
    await expect.poll(async () => Math.abs((await topOf(page, aimed)) - top)).toBeLessThanOrEqual(1);
    const [coming] = await cardsOf(colleague, third);
    await moveByKeys(colleague, coming!, "ArrowLeft", "Home");
    await expect.poll(async () => (await cardsOf(page, second))[0]).toBe(coming);
    await expect.poll(async () => Math.abs((await topOf(page, aimed)) - top)).toBeLessThanOrEqual(1);
    await moveByKeys(colleague, right.at(-1)!, "ArrowRight");
    await expect.poll(async () => (await cardsOf(page, second)).includes(right.at(-1)!)).toBe(false);
    await expect.poll(async () => Math.abs((await topOf(page, aimed)) - top)).toBeLessThanOrEqual(1);
    await page.locator(`[data-row="${aimed}"].row--lands`).waitFor();

    await page.mouse.up();
    await expect.poll(async () => (await cardsOf(page, second)).slice(0, 3)).toEqual([coming, held, aimed]);
    await expectOrder(colleague, second, await cardsOf(page, second));
    // As soon as the pointer leaves the column, nothing of the room that was made is left.
    await page.mouse.move(5, 5);
    const list = page.getByTestId(`mission-${second}`).locator(".column__drop");
    await expect.poll(() => list.evaluate((element) => element.getAttribute("style") ?? "")).not.toContain("margin");
  });

  it("SCR-109: the later drop wins, and the other is told who moved the card and where to", async () => {
    const { page, url, missions } = await openExample(browser);
    const colleague = await openColleague(browser, url);
    await beAs(colleague, "Head of Delivery");
    const [first, second, third] = missions;
    const [held] = await cardsOf(page, first);
    const aims = [(await cardsOf(page, second))[0]!, (await cardsOf(page, third))[0]!] as const;
    // Both hold it at once.
    const start = async (hand: Page, aim: ObjectiveId): Promise<void> => {
      const from = await middleOf(hand, held!);
      const to = await card(hand, aim).boundingBox();
      if (!to) throw new Error("The card is not on the page.");
      await hand.mouse.move(from.x, from.y);
      await hand.mouse.down();
      await hand.mouse.move(to.x + 60, to.y + 8, { steps: 8 });
      await hand.locator(`[data-row="${aim}"].row--lands`).waitFor();
    };
    await start(page, aims[0]);
    await start(colleague, aims[1]);
    await page.mouse.up();
    await expect.poll(() => card(page, held!).getAttribute("data-mission")).toBe(second);
    await connectionIs(page, "saved");
    await expect.poll(() => colleague.getByText(/^Visitor \d moved “/u).count()).toBe(1);
    await colleague.mouse.up();
    for (const window of [page, colleague]) {
      await expect.poll(() => card(window, held!).getAttribute("data-mission")).toBe(third);
      await expect.poll(async () => (await cardsOf(window, third))[0]).toBe(held);
    }
    await page.getByText(/^Head of Delivery moved “.+” to Internet-era ways of working, 1 of 5$/u).waitFor();
  });

  it("SCR-110: a card that others move glides to its place, and does not where motion is unwanted", async () => {
    const { page, url, missions } = await openExample(browser);
    const calm = await browser.open(url, { viewport: { width: 1366, height: 768 }, reducedMotion: "reduce" });
    const colleague = await openColleague(browser, url);
    await connectionIs(calm, "saved");
    const watch = `window.glides = 0; new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.className === "gliding-card") window.glides += 1;
    }).observe(document.body, { childList: true });`;
    for (const window of [page, calm]) await window.evaluate(watch);
    const [held] = await cardsOf(page, missions[0]);
    await dragBefore(colleague, held!, (await cardsOf(colleague, missions[1]))[0]!);
    for (const window of [page, calm]) {
      await expect.poll(() => card(window, held!).getAttribute("data-mission")).toBe(missions[1]);
    }
    await expect.poll(() => page.evaluate("window.glides")).toBe(1);
    expect(await calm.evaluate("window.glides")).toBe(0);
    // Nothing of it stays.
    await expect.poll(() => page.locator(".gliding-card, .row--gliding").count()).toBe(0);
    // The dragger's own card was where the hand was already.
    expect(await colleague.locator(".gliding-card").count()).toBe(0);
  });
});

describe("dragging far", () => {
  it("SCR-108: a held card scrolls its column and the board near the edges, there and back", async () => {
    const server = await startServer();
    const planId = await server.createPlan(planFileOf({ missions: 9, objectives: 90 }));
    const page = await browser.open(`${server.url}/p/${planId}`, { viewport: { width: 1366, height: 768 } });
    await connectionIs(page, "saved");
    const missions = await missionsOf(page);
    const [held] = await cardsOf(page, missions[0]!);
    const from = await middleOf(page, held!);
    const board = page.getByTestId("board");
    const scroller = page.getByTestId(`mission-${missions[0]}`).locator(".column__scroller");
    const scrolled = async (): Promise<readonly [number, number]> => [
      await board.evaluate((element) => Math.round(element.scrollLeft)),
      await scroller.evaluate((element) => Math.round(element.scrollTop)),
    ];
    // By its title: in the middle lies the bar, which a mouse drags by itself.
    const start = { x: from.x, y: ((await card(page, held!).boundingBox())?.y ?? 0) + 16 };
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x, 700, { steps: 10 });
    await expect.poll(async () => (await scrolled())[1]).toBeGreaterThan(200);
    const top = (await scroller.boundingBox())?.y ?? 0;
    await page.mouse.move(start.x, top + 10, { steps: 10 });
    await expect.poll(async () => (await scrolled())[1]).toBe(0);
    await page.mouse.move(1_340, 450, { steps: 10 });
    await expect.poll(async () => (await scrolled())[0]).toBeGreaterThan(500);
    await page.mouse.move(20, 450, { steps: 10 });
    await expect.poll(async () => (await scrolled())[0]).toBe(0);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    // Its column was out of view, where nothing is drawn.
    await expect.poll(async () => (await cardsOf(page, missions[0]!))[0]).toBe(held);
  });

  it("SCR-108: a column without cards takes a drop", async () => {
    const { page, missions } = await openExample(browser, { viewport: { width: 1920, height: 1080 } });
    await page.getByRole("button", { name: "Add mission" }).click();
    await page.keyboard.type("Empty so far");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Empty so far" }).waitFor();
    const empty = (await missionsOf(page)).at(-1)!;
    const [held] = await cardsOf(page, missions[4]);
    const from = await middleOf(page, held!);
    const column = await restingBox(page.getByTestId(`mission-${empty}`));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(column.x + column.width / 2, column.y + 500, { steps: 8 });
    await page.getByTestId(`mission-${empty}`).locator(".rows--lands-last").waitFor({ state: "attached" });
    await page.mouse.up();
    await expectOrder(page, empty, [held!]);
  });

  it("SCR-108: on a phone a held card takes the board to the next column", async () => {
    const { page, missions } = await openExample(browser, PHONE);
    const [held] = await cardsOf(page, missions[0]);
    const touch = await page.context().newCDPSession(page);
    const from = await middleOf(page, held!);
    const elsewhere = `.column:not([data-column="${missions[0]}"]) :is(.row--lands, .rows--lands-last)`;
    const stay = { lifts: page.locator(".card--picture"), shows: page.locator(elsewhere).first() };
    await swipe(touch, from, { x: 384, y: from.y }, stay);
    await expect.poll(() => card(page, held!).getAttribute("data-mission")).not.toBe(missions[0]);
  });

  it("SCR-670: on a phone the board turns column by column, ends with the last, and shows the one of the drop", async () => {
    const { page, missions } = await openExample(browser, PHONE);
    const [held] = await cardsOf(page, missions[0]);
    const touch = await page.context().newCDPSession(page);
    const finger = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: { x: number; y: number }[]) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints });
    const from = await middleOf(page, held!);
    await finger("touchStart", from);
    await page.locator(".card--picture").waitFor();
    await finger("touchMove", { x: 384, y: from.y });
    const tab = page.getByRole("navigation", { name: "Missions" }).getByRole("button").nth(4);
    await expect.poll(() => tab.getAttribute("aria-current")).toBe("true");
    const last = page.getByTestId(`mission-${missions[4]}`);
    await restingBox(last);
    await finger("touchMove", { x: 200, y: from.y });
    await last.locator(".row--lands, .rows--lands-last").first().waitFor({ state: "attached" });
    await finger("touchEnd");
    await expect.poll(() => card(page, held!).getAttribute("data-mission")).toBe(missions[4]);
    const { x, width } = await restingBox(last);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(PHONE.viewport.width);
  });
});
