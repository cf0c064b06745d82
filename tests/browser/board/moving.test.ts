import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf, dragBefore, goToItem, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { expectOrder } from "../../support/expectOrder.ts";
import { openExample } from "../../support/examplePage.ts";
import { swipe } from "../../support/touch.ts";
import type { Point } from "../../support/touch.ts";

type Pair<T> = readonly [T, T];

const browser = useBrowser();

describe("moving a card", () => {
  it("SCR-3: goes by mouse to another column and within its own, and others see it there", async () => {
    const { page, url, missions } = await openExample(browser);
    const [first, second] = missions;
    const colleague = await browser.open(url);
    const left = await cardsOf(page, first);
    const right = await cardsOf(page, second);
    const [held, next] = left as unknown as Pair<ObjectiveId>;
    const [, before] = right as unknown as Pair<ObjectiveId>;

    await dragBefore(page, held, before);
    const moved = right.toSpliced(1, 0, held);
    await expectOrder(page, second, moved);
    await expectOrder(colleague, second, moved);
    await expectOrder(colleague, first, left.slice(1));
    expect(await card(colleague, held).getAttribute("data-mission")).toBe(second);

    const [, , third] = left;
    await dragBefore(page, third as ObjectiveId, next);
    await expectOrder(colleague, first, [third as ObjectiveId, next, ...left.slice(3)]);
  });

  it("SCR-3: dropped where it lay it changes nothing and does not open", async () => {
    const { page, url, missions } = await openExample(browser);
    const [first] = missions;
    const order = await cardsOf(page, first);
    const box = await card(page, order[0] as ObjectiveId).boundingBox();
    if (!box) throw new Error("The card is not on the page.");
    await page.mouse.move(box.x + 40, box.y + 15);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 30, { steps: 5 });
    await page.mouse.up();
    expect(await cardsOf(page, first)).toEqual(order);
    expect(page.url()).toBe(url);
    expect(await page.getByRole("button", { name: "Undo", exact: true }).isDisabled()).toBe(true);
  });

  it("SCR-6: others' changes arrive while a card is held, and it lands where the hand is", async () => {
    const { page, url, missions } = await openExample(browser);
    const [first, second] = missions;
    // So high that no card aimed at lies near an edge, where the column would go on scrolling.
    const colleague = await browser.open(url, { viewport: { width: 1366, height: 1_000 } });
    const [held, below, third, ...rest] = (await cardsOf(page, first)) as unknown as readonly [
      ObjectiveId,
      ObjectiveId,
      ObjectiveId,
    ];
    const [aimed] = (await cardsOf(page, second)) as unknown as Pair<ObjectiveId>;
    await card(colleague, held).waitFor();

    const from = await card(page, held).boundingBox();
    const to = await card(page, aimed).boundingBox();
    if (!from || !to) throw new Error("The cards are not on the page.");
    await page.mouse.move(from.x + 40, from.y + 15);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + 8, { steps: 8 });
    // Meanwhile a colleague adds a card, and takes the held one elsewhere in its column.
    const arrives = async (title: string): Promise<void> => {
      await colleague
        .getByTestId(`mission-${second}`)
        .getByRole("button", { name: /add objective/i })
        .click();
      await colleague.keyboard.type(title);
      await colleague.keyboard.press("Enter");
      await colleague.keyboard.press("Escape");
      await page.getByTestId(`mission-${second}`).getByText(title).waitFor();
    };
    await arrives("Added meanwhile");
    await dragBefore(colleague, held, third);
    await expectOrder(colleague, first, [below, held, third, ...rest]);
    await expectOrder(page, first, [below, held, third, ...rest]);
    await page.mouse.up();
    await expect.poll(async () => (await cardsOf(page, second)).slice(0, 2)).toEqual([held, aimed]);
    await expectOrder(colleague, second, await cardsOf(page, second));
  });

  it("SCR-4: is lifted by holding it on touch, and a scroll never drags", async () => {
    const { page, missions } = await openExample(browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const [first] = missions;
    const order = await cardsOf(page, first);
    const [a, b] = order as unknown as Pair<ObjectiveId>;
    const touch = await page.context().newCDPSession(page);
    const from = await holdOf(page, a);
    const to = await holdOf(page, b);

    await swipe(touch, from, { x: from.x, y: from.y - 200 });
    expect(await cardsOf(page, first)).toEqual(order);
    const scroller = page.getByTestId(`mission-${first}`).locator(".column__scroller");
    await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBeGreaterThan(50);
    // What a finger has left glides on: it comes to rest before it is put back.
    await restingBox(card(page, a));
    await scroller.evaluate((element) => element.scrollTo({ top: 0 }));
    await restingBox(card(page, a));

    await swipe(
      touch,
      from,
      { x: to.x, y: to.y + 140 },
      { lifts: page.locator(".card--picture"), shows: page.locator(`[data-row="${order[2]}"].row--lands`) },
    );
    await expectOrder(page, first, [b, a, ...order.slice(2)]);
  });

  it("SCR-9: every place can be chosen from its menu by keyboard, and focus stays with the card", async () => {
    const { page, missions } = await openExample(browser);
    const [first, second] = missions;
    const left = await cardsOf(page, first);
    const right = await cardsOf(page, second);
    const [held] = left as unknown as Pair<ObjectiveId>;
    const [top, before] = right as unknown as Pair<ObjectiveId>;
    const handle = page.locator(`#handle-${held}`);

    await handle.focus();
    await page.keyboard.press("Enter");
    await goToItem(page.getByRole("menuitem", { name: "Down", exact: true }));
    await page.keyboard.press("Enter");
    await expectOrder(page, first, [left[1] as ObjectiveId, held, ...left.slice(2)]);
    await expect.poll(() => handle.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.keyboard.press("Enter");
    const mission = (await page.locator(`#mission-title-${second}`).textContent()) ?? "";
    await goToItem(page.getByRole("menuitem", { name: mission.slice(0, 10) }));
    await page.keyboard.press("ArrowRight");
    const atTheTop = page.getByRole("menuitem", { name: "At the top" });
    await expect.poll(() => hasFocus(atTheTop)).toBe(true);
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expectOrder(page, second, [top, held, before, ...right.slice(2)]);
    await expect.poll(() => handle.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

/** Where a hand takes hold of a card: at its title, because its bar is dragged by itself. */
async function holdOf(page: Page, objectiveId: ObjectiveId): Promise<Point> {
  const box = await card(page, objectiveId).boundingBox();
  if (!box) throw new Error("The card is not on the page.");
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + 16) };
}
