import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf, connectionIs, missionsOf, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { expectOrder } from "../../support/expectOrder.ts";
import { openColleague, openExample } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

async function focusOn(page: Page, objectiveId: ObjectiveId): Promise<void> {
  await page.locator(`#title-${objectiveId}`).getByRole("link").focus();
}

/** Whether one of a card's three buttons has focus. */
async function expectFocus(page: Page, objectiveId: ObjectiveId): Promise<void> {
  await expect
    .poll(() => page.evaluate("document.activeElement?.closest('[data-row]')?.dataset.row"))
    .toBe(objectiveId);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function said(page: Page): Promise<string> {
  return (await page.getByTestId("spoken").innerText()).trim();
}

describe("moving by keyboard", () => {
  it("SCR-100: Space lifts a card, arrows choose the place, Space drops it there, and focus stays on it", async () => {
    const { page, url, missions } = await openExample(browser);
    const colleague = await openColleague(browser, url);
    const [, second] = missions;
    const left = await cardsOf(page, missions[0]);
    const right = await cardsOf(page, second);
    const held = left[1]!;
    await focusOn(page, held);
    await press(page, "Space", "ArrowRight");
    // Nothing has moved yet, here or elsewhere: the gap is shown.
    expect(await cardsOf(page, missions[0])).toEqual(left);
    await page.locator(`[data-row="${right[1]}"].row--lands`).waitFor();
    await press(page, "ArrowDown", "Space");
    await expectOrder(page, second, right.toSpliced(2, 0, held));
    await expectOrder(colleague, second, right.toSpliced(2, 0, held));
    await expectFocus(page, held);

    // From the handle too, and to the ends; Enter drops as well.
    await page.locator(`#handle-${held}`).focus();
    await press(page, "Space", "Home", "Enter");
    await expectOrder(page, second, [held, ...right]);
    await expectFocus(page, held);
    expect(await page.getByRole("menu").count()).toBe(0);
    await press(page, "Space", "End", "Space");
    await expectOrder(page, second, [...right, held]);
    await expectFocus(page, held);
  });

  it("SCR-101: each step is spoken with title, mission and place", async () => {
    const { page, missions } = await openExample(browser);
    const [held] = await cardsOf(page, missions[0]);
    const title = await page.locator(`#title-${held}`).innerText();
    const mission = (at: 0 | 1) => page.locator(`#mission-title-${missions[at]}`).innerText();
    const names = [await mission(0), await mission(1)].map((name) => name.replace(/\s+–.*$/su, "").trim());
    const counts = [(await cardsOf(page, missions[0])).length, (await cardsOf(page, missions[1])).length + 1];
    await focusOn(page, held!);
    await press(page, "Space");
    await expect.poll(() => said(page)).toContain(`Lifted ${title}, ${names[0]}, 1 of ${counts[0]}.`);
    await press(page, "ArrowDown");
    await expect.poll(() => said(page)).toBe(`${title}, ${names[0]}, 2 of ${counts[0]}`);
    expect(await page.getByTestId("lifted").innerText()).toContain(`2 of ${counts[0]}`);
    await press(page, "ArrowRight");
    await expect.poll(() => said(page)).toBe(`${title}, ${names[1]}, 2 of ${counts[1]}`);
    await press(page, "Space");
    await expect.poll(() => said(page)).toBe(`Dropped ${title}, ${names[1]}, 2 of ${counts[1]}.`);
  });

  it("SCR-100: Escape puts it back, and so does leaving it", async () => {
    const { page, missions } = await openExample(browser);
    const order = await cardsOf(page, missions[0]);
    await focusOn(page, order[0]!);
    await press(page, "Space", "ArrowDown", "Escape");
    await expectFocus(page, order[0]!);
    await expect.poll(() => said(page)).toContain("Put back");
    await press(page, "Space", "ArrowDown", "Tab");
    await page.getByTestId("lifted").waitFor({ state: "detached" });
    expect(await cardsOf(page, missions[0])).toEqual(order);
    expect(await page.getByRole("button", { name: "Undo", exact: true }).isDisabled()).toBe(true);
  });

  it("SCR-102: others' changes leave the chosen place where it is, and the card in hand", async () => {
    const { page, url, missions } = await openExample(browser);
    const colleague = await openColleague(browser, url);
    const [first, second] = missions;
    const [held] = await cardsOf(page, first);
    const right = await cardsOf(page, second);
    await focusOn(page, held!);
    await press(page, "Space", "ArrowRight", "ArrowDown", "ArrowDown");
    const aimed = right[2]!;
    await page.locator(`[data-row="${aimed}"].row--lands`).waitFor();
    // A card comes above; then the very card goes before which it would land; then the held card itself is moved.
    await focusOn(colleague, right[4] ?? right[3]!);
    await press(colleague, "Space", "Home", "Space");
    await expect.poll(async () => (await cardsOf(page, second))[0]).toBe(right[4] ?? right[3]);
    await focusOn(colleague, aimed);
    await press(colleague, "Space", "ArrowRight", "Space");
    await expect.poll(async () => (await cardsOf(page, second)).includes(aimed)).toBe(false);
    await focusOn(colleague, held!);
    await press(colleague, "Space", "End", "Space");
    // What comes after it has come: where the held card lies has, too.
    const third = colleague.getByTestId(`mission-${missions[2]}`);
    await third.getByRole("button", { name: /add objective/i }).click();
    await colleague.keyboard.type("Added afterwards");
    await colleague.keyboard.press("Enter");
    await page.getByTestId(`mission-${missions[2]}`).getByText("Added afterwards").waitFor();
    await expectFocus(page, held!);
    const order = await cardsOf(page, second);
    await press(page, "Space");
    await expectOrder(page, second, order.toSpliced(order.indexOf(right[1]!) + 1, 0, held!));
    await expectFocus(page, held!);
  });

  it("SCR-103: without a lift arrows go from card to card, and Enter opens it", async () => {
    const { page, url, missions } = await openExample(browser);
    const left = await cardsOf(page, missions[0]);
    const right = await cardsOf(page, missions[1]);
    await focusOn(page, left[0]!);
    await press(page, "ArrowDown");
    await expectFocus(page, left[1]!);
    await press(page, "ArrowRight");
    await expectFocus(page, right[1]!);
    await press(page, "End");
    await expectFocus(page, right.at(-1)!);
    await press(page, "Home", "ArrowLeft");
    await expectFocus(page, left[0]!);
    await press(page, "Enter");
    await page.getByRole("dialog", { name: /^Objective:/ }).waitFor();
    await expect.poll(() => page.url()).toBe(`${url}/o/${left[0]}`);
  });

  it("SCR-104: focus and lift reach cards that are not drawn, in columns out of view", async () => {
    const server = await startServer();
    const planId = await server.createPlan(planFileOf({ missions: 12, objectives: 2_000 }));
    const page = await browser.open(`${server.url}/p/${planId}`, { viewport: { width: 1366, height: 768 } });
    await connectionIs(page, "saved");
    const missions = await missionsOf(page);
    const [held] = await cardsOf(page, missions[0]!);
    await focusOn(page, held!);
    await press(page, "End");
    await expect
      .poll(() => page.evaluate("document.activeElement?.closest('[data-row]')?.dataset.row ?? ''"))
      .not.toMatch(new RegExp(`^(?:${held})?$`, "u"));
    await press(page, "Home");
    await expectFocus(page, held!);
    await press(page, "Space", ...Array.from({ length: 11 }, () => "ArrowRight"), "End");
    const target = page.getByTestId(`mission-${missions[11]}`);
    await expect.poll(async () => (await target.boundingBox())?.x ?? 9_999).toBeLessThan(1_366);
    await expect.poll(() => target.locator(".rows--lands-last").count()).toBe(1);
    await press(page, "Space");
    await expectFocus(page, held!);
    await expect.poll(() => card(page, held!).getAttribute("data-mission")).toBe(missions[11]);
    await expect.poll(async () => (await cardsOf(page, missions[11]!)).at(-1)).toBe(held);
    const box = await restingBox(card(page, held!));
    expect(box.x > 0 && box.x < 1_366 && box.y > 0 && box.y < 768).toBe(true);
  });

  it("SCR-364: what the keyboard has lifted shows on the line where it would land", async () => {
    const { page } = await openExample(browser);
    const title = page.locator(".card__link").first();
    await title.focus();
    await page.keyboard.press("Space");
    for (const key of ["ArrowDown", "End", "ArrowRight"]) {
      await page.keyboard.press(key);
      const landing = page.locator(".landing");
      await expect.poll(() => landing.innerText()).toBe(await title.innerText());
      await expect
        .poll(() =>
          landing.evaluate((line) => {
            const { top, bottom } = line.getBoundingClientRect();
            const list = line.closest(".column__scroller")?.getBoundingClientRect();
            return list !== undefined && top + bottom > 2 * list.top && top + bottom < 2 * list.bottom;
          }),
        )
        .toBe(true);
    }
  });

  it("SCR-777: before the first card of a column title and line are whole too", async () => {
    const { page, missions } = await openExample(browser);
    const [held] = await cardsOf(page, missions[0]);
    await focusOn(page, held!);
    await press(page, "Space", "ArrowRight");
    const row = page.getByTestId(`mission-${missions[1]}`).locator(".row--lands");
    const { list, title, line } = await row.evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      return {
        list: element.closest(".column__scroller")!.getBoundingClientRect().top,
        title: element.querySelector(".landing__title")!.getBoundingClientRect().top,
        line: top + Number.parseFloat(getComputedStyle(element, "::before").top),
      };
    });
    expect(title).toBeGreaterThanOrEqual(list);
    expect(line).toBeGreaterThanOrEqual(list);
  });

  it("SCR-825: the rim of the first card of a column is whole where it has focus, and where it is lifted", async () => {
    const { page, missions } = await openExample(browser);
    const [held] = await cardsOf(page, missions[0]);
    await focusOn(page, held!);
    /** How much of a rim is cut off above the list of the column, and beside it, in pixels. */
    const cut = (selector: string, pseudo?: string) =>
      page.locator(selector).evaluate((element, drawn) => {
        const { outlineWidth, outlineOffset, outlineStyle } = getComputedStyle(element, drawn);
        // What a link draws over its card lies within the card's edge.
        const { top, left } = element.closest(".card")!.getBoundingClientRect();
        const inside = drawn === undefined ? 0 : 1;
        const out = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset) - inside;
        const list = element.closest(".column__scroller")!.getBoundingClientRect();
        return { outlineStyle, above: list.top - (top - out) > 0, beside: list.left - (left - out) > 0 };
      }, pseudo);
    const whole = { outlineStyle: "solid", above: false, beside: false };
    expect(await cut(`[data-row="${held}"] .card__link`, "::after")).toEqual(whole);
    await press(page, "Space");
    expect(await cut(`.row--lifted .card`)).toEqual(whole);
  });
});
