import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { atRest, card, cardsOf, dragBefore, focusIsInMenu } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { expectOrder } from "../../support/expectOrder.ts";
import { openColleague, openExample, PHONE } from "../../support/examplePage.ts";
import { middleOf, swipe } from "../../support/touch.ts";
import type { Point } from "../../support/touch.ts";

const browser = useBrowser();

async function expectSelected(page: Page, objectiveIds: readonly ObjectiveId[]): Promise<void> {
  const selected = () =>
    page.locator(".row--selected").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row")));
  await expect.poll(selected).toEqual(objectiveIds);
  const bar = page.getByRole("region", { name: "Selected objectives" });
  if (objectiveIds.length === 0) await bar.waitFor({ state: "detached" });
  else await bar.getByText(`${objectiveIds.length} selected`).waitFor();
}

describe("selecting several cards", () => {
  it.each([1366, 320])("SCR-804: that a search does not show all of them is said, %i px wide", async (width) => {
    const { page, missions } = await openExample(browser);
    const [a, b] = (await cardsOf(page, missions[0])) as readonly [ObjectiveId, ObjectiveId];
    const title = await card(page, a).getByRole("link").innerText();
    for (const id of [a, b]) await page.locator(`#title-${id}`).click({ modifiers: ["Control"] });
    await expectSelected(page, [a, b]);
    await page.keyboard.press("/");
    await page.keyboard.insertText(title);
    await page.setViewportSize({ width, height: 768 });
    const bar = page.getByRole("region", { name: "Selected objectives" });
    await bar.getByText("2 selected, 1 not shown", { exact: true }).waitFor({ timeout: 5000 });
    const heard = page.getByRole("status", { name: "Not shown" });
    await expect.poll(() => heard.innerText()).toBe("1 of 2 selected objectives not shown.");
    expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  });

  it("SCR-105: by Ctrl click, Shift click and Escape, without opening any", async () => {
    const { page, url, missions } = await openExample(browser);
    const order = await cardsOf(page, missions[0]);
    const [a, b, c] = order as readonly [ObjectiveId, ObjectiveId, ObjectiveId];
    const title = (id: ObjectiveId) => page.locator(`#title-${id}`);
    await title(a).click({ modifiers: ["Control"] });
    await expectSelected(page, [a]);
    await title(c).click({ modifiers: ["Shift"] });
    await expectSelected(page, [a, b, c]);
    await title(b).click({ modifiers: ["Control"] });
    await expectSelected(page, [a, c]);
    expect(page.url()).toBe(url);
    expect(page.context().pages()).toHaveLength(1);
    await page.keyboard.press("Escape");
    await expectSelected(page, []);
  });

  it("SCR-105: by X and Shift with arrows on the keyboard, and each is spoken", async () => {
    const { page, missions } = await openExample(browser);
    const [a, b, c] = (await cardsOf(page, missions[0])) as readonly [ObjectiveId, ObjectiveId, ObjectiveId];
    await page.locator(`#title-${a}`).getByRole("link").focus();
    for (const key of ["x", "ArrowDown", "x", "Shift+ArrowDown"]) await page.keyboard.press(key);
    await expectSelected(page, [a, b, c]);
    await expect.poll(() => page.getByTestId("spoken").innerText()).toContain("selected, 3 selected.");
    await page.keyboard.press("x");
    await expectSelected(page, [a, b]);
    await page.keyboard.press("Escape");
    await expectSelected(page, []);
  });

  it("SCR-107: dragging one of them moves all, in their order, shown as a stack", async () => {
    const { page, url, missions } = await openExample(browser);
    const colleague = await openColleague(browser, url);
    const left = await cardsOf(page, missions[0]);
    const right = await cardsOf(page, missions[1]);
    const [a, , c] = left as readonly [ObjectiveId, ObjectiveId, ObjectiveId];
    for (const id of [c, a]) await page.locator(`#title-${id}`).click({ modifiers: ["Control"] });
    const from = await middleOf(page, a);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 30, from.y + 10, { steps: 3 });
    expect(await page.locator(".held-stack__count").innerText()).toBe("2");
    await expect.poll(() => page.locator(".row--held").count()).toBe(2);
    // Put back, they are still selected; and however late the button is let go of, nothing opens.
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".row--held").count()).toBe(0);
    await page.waitForTimeout(150);
    await page.mouse.up();
    await expectSelected(page, [a, c]);
    expect(await page.locator(".sheet").count()).toBe(0);
    // Held by the second of them: where the first lies is what is said.
    await dragBefore(page, c, right[1]!);
    await expect
      .poll(() => page.getByTestId("spoken").innerText())
      .toContain("Dropped: 2 cards, Data at the heart of everything, 2 of");
    const moved = right.toSpliced(1, 0, a, c);
    await expectOrder(page, missions[1], moved);
    await expectOrder(colleague, missions[1], moved);
    await expectSelected(page, []);
    await page.keyboard.press("Control+z");
    await expectOrder(page, missions[0], left);
  });

  it("SCR-107: lifting one of them by keyboard moves all", async () => {
    const { page, missions } = await openExample(browser);
    const right = await cardsOf(page, missions[1]);
    const [a, b] = (await cardsOf(page, missions[0])) as readonly [ObjectiveId, ObjectiveId];
    await page.locator(`#title-${a}`).getByRole("link").focus();
    for (const key of ["x", "Shift+ArrowDown", "Space", "ArrowRight", "Home", "Space"]) await page.keyboard.press(key);
    await expectOrder(page, missions[1], [a, b, ...right]);
    await expect.poll(() => page.evaluate("document.activeElement?.closest('[data-row]')?.dataset.row")).toBe(b);
  });

  it("SCR-106: the bar moves them by a menu, archives them, and clears, each taken back by one undo", async () => {
    const { page, missions } = await openExample(browser);
    const left = await cardsOf(page, missions[0]);
    const right = await cardsOf(page, missions[1]);
    const [a, b] = left as readonly [ObjectiveId, ObjectiveId];
    const select = async (): Promise<void> => {
      for (const id of [a, b]) await page.locator(`#title-${id}`).click({ modifiers: ["Control"] });
      await expectSelected(page, [a, b]);
    };
    const bar = page.getByRole("region", { name: "Selected objectives" });
    await select();
    await bar.getByRole("button", { name: "Clear" }).click();
    await expectSelected(page, []);

    await select();
    await bar.getByRole("button", { name: "Archive" }).click();
    await expectOrder(page, missions[0], left.slice(2));
    await page.getByRole("status", { name: "Messages" }).getByRole("button", { name: "Undo" }).click();
    await expectOrder(page, missions[0], left);

    await select();
    await page.locator(`#title-${a}`).getByRole("link").focus();
    await page.keyboard.press("m");
    await focusIsInMenu(page);
    await page.getByRole("menuitem").nth(1).press("ArrowRight");
    await page.getByRole("menuitem", { name: "At the end" }).click();
    await expectOrder(page, missions[1], [...right, a, b]);
    await expectSelected(page, []);
    await page.keyboard.press("Control+z");
    await expectOrder(page, missions[1], right);
  });

  it("SCR-105: on touch by holding and letting go, then by tapping; moved it drags", async () => {
    const { page, url, missions } = await openExample(browser, PHONE);
    const order = await cardsOf(page, missions[0]);
    const [a, b] = order as readonly [ObjectiveId, ObjectiveId];
    const touch = await page.context().newCDPSession(page);
    const from = await middleOf(page, a);
    await swipe(touch, from, from, { lifts: page.locator(".card--picture") });
    await expectSelected(page, [a]);
    await card(page, b).locator(".card__title").tap();
    await expectSelected(page, [a, b]);
    expect(page.url()).toBe(url);
    await card(page, a).locator(".card__title").tap();
    await expectSelected(page, [b]);
    await page.getByRole("region", { name: "Selected objectives" }).getByRole("button", { name: "Clear" }).tap();
    await expectSelected(page, []);

    const to = await middleOf(page, b);
    const stay = {
      lifts: page.locator(".card--picture"),
      shows: page.locator(`[data-row="${order[2]}"].row--lands`),
    };
    await swipe(touch, from, { x: to.x, y: to.y + 60 }, stay);
    await expectOrder(page, missions[0], [b, a, ...order.slice(2)]);
    await expectSelected(page, []);
    await card(page, b).locator(".card__title").tap();
    await page.getByRole("dialog", { name: /^Objective:/ }).waitFor();
  });

  it("SCR-747: what a finger holds and flicks away is dropped there and not chosen, also before a movement is drawn", async () => {
    const { page, missions } = await openExample(browser, PHONE);
    const order = await cardsOf(page, missions[0]);
    const [a, b] = order as readonly [ObjectiveId, ObjectiveId];
    const [from, to] = [await middleOf(page, a), await middleOf(page, b)];
    // Movement and release in one go: nothing is rendered between them.
    await page.evaluate(
      async ([down, up]) => {
        const target = document.elementFromPoint(down.x, down.y)!;
        const tell = (type: string, at?: Point): void => {
          const touches = at ? [new Touch({ identifier: 0, target, clientX: at.x, clientY: at.y })] : [];
          target.dispatchEvent(new TouchEvent(type, { bubbles: true, cancelable: true, touches }));
        };
        tell("touchstart", down);
        while (!document.querySelector(".row--held")) await new Promise(requestAnimationFrame);
        tell("touchmove", up);
        tell("touchend");
      },
      [from, { x: to.x, y: to.y + 60 }] as const,
    );
    await expectOrder(page, missions[0], [b, a, ...order.slice(2)]);
    await expectSelected(page, []);
  });

  it("SCR-652: a gap as high as all opens among their own cards, and what is dropped lies in it", async () => {
    const { page, missions } = await openExample(browser, { viewport: { width: 1366, height: 2000 } });
    const order = await cardsOf(page, missions[0]);
    const [a, b, c, d, e] = order as readonly [ObjectiveId, ObjectiveId, ObjectiveId, ObjectiveId, ObjectiveId];
    const top = async (id: ObjectiveId) => Math.round((await card(page, id).boundingBox())?.y ?? Number.NaN);
    const tops = () => Promise.all([b, d, e].map(top));
    const first = await top(a);
    const still = await top(e);
    for (const id of [c, a]) await page.locator(`#title-${id}`).click({ modifiers: ["Control"] });
    const from = await middleOf(page, a);
    const to = await middleOf(page, e);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y - 40, { steps: 8 });
    await page.locator(`[data-row="${e}"].row--lands`).waitFor();
    await expect.poll(() => top(b)).toBe(first);
    await atRest(page);
    expect(await top(e)).toBe(still);
    expect(await page.getByTestId("selection").isVisible()).toBe(false);
    const parted = await tops();
    await page.mouse.up();
    await expectOrder(page, missions[0], [b, d, a, c, e, ...order.slice(5)]);
    expect(await tops()).toEqual(parted);
  });
});
