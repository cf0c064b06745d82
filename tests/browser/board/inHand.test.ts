import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf, dragBefore, holdOver, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { expectOrder } from "../../support/expectOrder.ts";
import { openExample } from "../../support/examplePage.ts";
import type { Point } from "../../support/touch.ts";

type Pair<T> = readonly [T, T];

const browser = useBrowser();

describe("a card in the hand, and where it lands", () => {
  it("SCR-732: what has focus when it is pressed has it still where it was dropped, and nothing scrolls for that", async () => {
    const { page, missions } = await openExample(browser);
    const [first, second] = missions;
    const [held] = (await cardsOf(page, first)) as unknown as Pair<ObjectiveId>;
    const [, before] = (await cardsOf(page, second)) as unknown as Pair<ObjectiveId>;
    await dragBefore(page, held, before);
    await page.getByTestId(`mission-${second}`).getByTestId(`card-${held}`).waitFor();
    await expect.poll(() => hasFocus(card(page, held).getByRole("link"))).toBe(true);
    expect(await page.locator(".column__scroller").evaluateAll((all) => all.map(({ scrollTop }) => scrollTop))).toEqual(
      missions.map(() => 0),
    );
  });

  it("SCR-855: another button of the mouse, pressed meanwhile, neither drops it nor takes focus", async () => {
    const { page, missions } = await openExample(browser);
    const [first, second] = missions;
    const [held] = (await cardsOf(page, first)) as unknown as Pair<ObjectiveId>;
    const order = await cardsOf(page, second);
    const [before] = order as unknown as Pair<ObjectiveId>;
    await card(page, held).getByRole("link").focus();
    await holdOver(page, held, before);
    await page.locator(`[data-row="${before}"].row--lands`).waitFor({ state: "attached" });
    for (const button of ["right", "middle"] as const) {
      await page.mouse.down({ button });
      await page.mouse.up({ button });
    }
    expect(await page.locator(".board--dragging").count()).toBe(1);
    expect(await hasFocus(page.locator("body"))).toBe(false);
    await page.mouse.up();
    await expectOrder(page, second, [held, ...order]);
  });

  it("SCR-640: lands where the hand lets go of it, also when that is before the page has drawn it there", async () => {
    const { page, missions } = await openExample(browser);
    const [first, second] = missions;
    const [held] = (await cardsOf(page, first)) as unknown as Pair<ObjectiveId>;
    const [aimed, last, ...rest] = (await cardsOf(page, second)) as unknown as Pair<ObjectiveId>;
    await holdOver(page, held, aimed);
    await page.locator(`[data-row="${aimed}"].row--lands`).waitFor({ state: "attached" });
    const row = await page.locator(`[data-row="${last}"]`).boundingBox();
    if (!row) throw new Error("The card to drop before is not on the page.");
    await page.evaluate(
      ([clientX = 0, clientY = 0]) => {
        for (const type of ["mousemove", "mouseup"])
          document.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX, clientY }));
      },
      [row.x + row.width / 2, row.y + 8],
    );
    await expectOrder(page, second, [aimed, held, last, ...rest]);
    await page.mouse.up();
  });

  it("SCR-730: the picture of it goes with the hand at once, and is held where it was pressed", async () => {
    const { page, missions } = await openExample(browser);
    const [held] = (await cardsOf(page, missions[0])) as unknown as Pair<ObjectiveId>;
    const from = await card(page, held).boundingBox();
    if (!from) throw new Error("The card is not on the page.");
    const press = { x: from.x + 30, y: from.y + 12 };
    await page.mouse.move(press.x, press.y);
    await page.mouse.down();
    await page.mouse.move(press.x + 7, press.y + 4);
    await page.locator(".in-hand").waitFor();
    // A movement is told, and what is drawn is read, in one go: nothing that is rendered later has come yet.
    const placeAt = (x: number, y: number): Promise<Point> =>
      page.evaluate(
        ([clientX, clientY]) => {
          document.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, cancelable: true, clientX, clientY }));
          const { x: left, y: top } = document.querySelector(".in-hand")!.getBoundingClientRect();
          return { x: left, y: top };
        },
        [x, y] as const,
      );
    for (const [right, down] of [
      [200, 90],
      [-20, 300],
    ] as const) {
      const at = await placeAt(press.x + right, press.y + down);
      expect(at.x).toBeCloseTo(from.x + right, 0);
      expect(at.y).toBeCloseTo(from.y + down, 0);
    }
    await page.keyboard.press("Escape");
    await page.locator(".in-hand").waitFor({ state: "detached" });
    await page.mouse.up();
  });

  it("SCR-734: is in the hand before anything is rendered for the drag, and is dropped where it was let go of sooner", async () => {
    const { page, missions } = await openExample(browser);
    const [first, second] = missions;
    const [held, ...left] = (await cardsOf(page, first)) as unknown as Pair<ObjectiveId>;
    const [above, before, ...rest] = (await cardsOf(page, second)) as unknown as Pair<ObjectiveId>;
    const [from, to] = [await restingBox(card(page, held)), await restingBox(card(page, before))];
    await page.mouse.move(from.x + 30, from.y + 12);
    await page.mouse.down();
    // All in one go: what is rendered between one movement and the next has not come yet.
    const seen = await page.evaluate(
      ([clientX, clientY]) => {
        const tell = (type: string): void => {
          document.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX, clientY }));
        };
        tell("mousemove");
        const inHand = document.querySelectorAll(".in-hand .card--picture").length;
        const rendered = document.querySelectorAll(".row--held").length;
        tell("mouseup");
        return { inHand, rendered };
      },
      [to.x + 30, to.y + 8] as const,
    );
    expect(seen).toEqual({ inHand: 1, rendered: 0 });
    await page.locator(".in-hand").waitFor({ state: "detached" });
    await page.mouse.up();
    await expectOrder(page, first, left);
    await expectOrder(page, second, [above, held, before, ...rest]);
  });

  it("SCR-943: a card, a stack of them and a mission in the hand hide the line where they would land, where they lie over it", async () => {
    const { page, missions } = await openExample(browser, { reducedMotion: "reduce" });
    const [first, second, third] = missions;
    const [held, also] = (await cardsOf(page, first)) as unknown as Pair<ObjectiveId>;
    const [, before] = (await cardsOf(page, second)) as unknown as Pair<ObjectiveId>;
    const layers = (lands: string) =>
      page.locator(lands).evaluate((line) => {
        const [hand] = document.querySelectorAll(".in-hand");
        const layer = (element: Element, pseudo?: string) => Number(getComputedStyle(element, pseudo).zIndex);
        const drawn = [hand!, ...hand!.querySelectorAll(".card, .held-column")];
        const opaque = drawn.every((part) => getComputedStyle(part).opacity === "1");
        return { above: layer(hand!) > layer(line, "::before"), opaque };
      });
    for (const several of [false, true]) {
      if (several) {
        await card(page, held).getByRole("link").focus();
        await page.keyboard.press("x");
        await card(page, also).getByRole("link").focus();
        await page.keyboard.press("x");
      }
      await holdOver(page, held, before);
      expect(await layers(`[data-row="${before}"].row--lands`)).toEqual({ above: true, opaque: true });
      expect(await page.locator(".held-stack").count()).toBe(several ? 1 : 0);
      await page.keyboard.press("Escape");
      await page.mouse.up();
    }
    const grip = await restingBox(page.getByTestId(`mission-${first}`).locator(".column__grip"));
    const to = await restingBox(page.getByTestId(`mission-${third}`));
    await page.mouse.move(grip.x + 5, grip.y + 15);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, grip.y + 15, { steps: 12 });
    expect(await layers(`[data-column="${third}"].column--lands-before`)).toEqual({ above: true, opaque: true });
    await page.keyboard.press("Escape");
    await page.mouse.up();
  });

  it("SCR-749: what others change of a card is drawn also in the hand that holds it", async () => {
    const { page, url, missions } = await openExample(browser);
    const [held] = (await cardsOf(page, missions[0])) as unknown as Pair<ObjectiveId>;
    const colleague = await browser.open(`${url}/o/${held}`);
    const { x, y } = await restingBox(card(page, held));
    await page.mouse.move(x + 30, y + 12);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40, { steps: 3 });
    const picture = page.locator(".in-hand .card__title");
    expect(await picture.count()).toBe(1);
    const title = colleague.getByRole("textbox", { name: "Title" });
    await title.press("End");
    await colleague.keyboard.insertText(" at last");
    await expect.poll(() => picture.textContent()).toMatch(/ at last$/u);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await picture.count()).toBe(0);
  });

  it("SCR-362: a dropped card is seen whole", async () => {
    const { page, missions } = await openExample(browser, { reducedMotion: "reduce" });
    const [held] = await cardsOf(page, missions[0]);
    const before = (await cardsOf(page, missions[1]))[1];
    if (held === undefined || before === undefined) throw new Error("The example has cards.");
    const list = page.getByTestId(`mission-${missions[1]}`).locator(".column__scroller");
    await list.evaluate((element) => element.scrollTo({ top: 150 }));
    const [from, to] = [await card(page, held).boundingBox(), await card(page, before).boundingBox()];
    if (!from || !to) throw new Error("They are drawn.");
    await page.mouse.move(from.x + 100, from.y + 30);
    await page.mouse.down();
    await page.mouse.move(from.x + 120, from.y + 50, { steps: 3 });
    await page.mouse.move(to.x + 100, to.y + 10, { steps: 10 });
    await page.locator(`[data-row="${before}"].row--lands`).waitFor();
    await page.mouse.up();
    await expect.poll(async () => (await cardsOf(page, missions[1]))[1]).toBe(held);
    const [view, dropped] = [await restingBox(list), await restingBox(card(page, held))];
    expect(dropped.y).toBeGreaterThanOrEqual(view.y);
    expect(dropped.y + dropped.height).toBeLessThanOrEqual(view.y + view.height);
  });

  it("SCR-727: what is taken back leaves no gap under the pointer: the cards below close up", async () => {
    const { page, missions } = await openExample(browser);
    const [first, second] = missions;
    const [held] = (await cardsOf(page, first)) as unknown as Pair<ObjectiveId>;
    const order = (await cardsOf(page, second)) as unknown as Pair<ObjectiveId>;
    const { y: top } = await restingBox(card(page, order[0]));
    await dragBefore(page, held, order[0]);
    await expectOrder(page, second, [held, ...order]);
    const { x, y } = await restingBox(card(page, held));
    await page.mouse.move(x + 30, y + 30);
    await page.keyboard.press("Control+z");
    await expectOrder(page, second, order);
    expect((await restingBox(card(page, order[0]))).y).toBeCloseTo(top, 0);
  });

  it("SCR-502: a gap opens where a card would land, what is dropped lies in it, and without motion a line shows it", async () => {
    const { page, missions } = await openExample(browser, { viewport: { width: 1366, height: 900 } });
    const [held, second] = await cardsOf(page, missions[0]);
    const order = await cardsOf(page, missions[1]);
    const [above, aimed] = order;
    if (!held || !second || !above || !aimed) throw new Error("The example plan has cards.");
    const top = async (id: typeof held) => Math.round((await card(page, id).boundingBox())?.y ?? Number.NaN);
    const row = page.locator(`[data-row="${aimed}"]`);
    const before = { aimed: await top(aimed), row: (await row.boundingBox())?.y };
    const height = (await card(page, held).boundingBox())?.height ?? 0;
    const aim = async (id: typeof held): Promise<void> => {
      const from = await card(page, id).boundingBox();
      const to = await row.boundingBox();
      if (!from || !to) throw new Error("The cards are not drawn.");
      await page.mouse.move(from.x + 40, from.y + 16);
      await page.mouse.down();
      await page.mouse.move(to.x + 60, to.y + 20, { steps: 8 });
      await page.locator(`[data-row="${aimed}"].row--lands`).waitFor();
    };

    await aim(held);
    await expect.poll(() => top(aimed)).toBe(Math.round(before.aimed + height + 8));
    // Only its picture has moved.
    expect((await row.boundingBox())?.y).toBe(before.row);
    const places = await Promise.all([above, aimed].map(top));
    await page.mouse.up();
    await expect.poll(() => cardsOf(page, missions[1])).toEqual([above, held, aimed, ...order.slice(2)]);
    expect(await Promise.all([above, aimed].map(top))).toEqual(places);
    expect(await top(held)).toBe(before.aimed);

    await page.emulateMedia({ reducedMotion: "reduce" });
    const still = await top(aimed);
    await aim(second);
    expect(await top(aimed)).toBe(still);
    expect(await row.evaluate((element) => getComputedStyle(element, "::before").height)).toBe("6px");
    await page.mouse.up();
  });
});
