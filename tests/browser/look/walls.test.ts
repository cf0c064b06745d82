import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import type { PlanFile } from "#shared/exchange/planFile.ts";

import { restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { exampleAt, openExample } from "../../support/examplePage.ts";
import { fewCards } from "../../support/screens/fewCards.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { openPlan } from "../../support/screens/stage.ts";

const browser = useBrowser();

const WALLS = ["wall", "wall4k"] as const;

it.each(WALLS)(
  "SCR-733: on a %s that is touched the age stands beside the status, Still right beside the owner",
  async (size) => {
    const page = await exampleAt(browser, { ...SIZES[size], hasTouch: true });
    await expect.poll(() => page.locator(".card__tick").count()).toBeGreaterThan(10);
    const lines = await page.locator(".card:has(.card__tick)").evaluateAll((all) =>
      all.map((element) => {
        const box = (part: string): DOMRect => element.querySelector(part)!.getBoundingClientRect();
        const middle = ({ top, bottom }: DOMRect): number => (top + bottom) / 2;
        const off = (one: string, other: string): number => Math.abs(middle(box(one)) - middle(box(other)));
        return {
          age: off(".card__check-in", ".card__status"),
          tick: off(".card__tick", ".card__owner"),
          overlaps:
            box(".card__tick").right > box(".card__fact").left || box(".card__owner").right > box(".card__tick").left,
          seen: getComputedStyle(element.querySelector(".card__tick")!).opacity,
        };
      }),
    );
    const all = lines.map(({ age, tick, overlaps, seen }) => [age < 3, tick < 3, overlaps, seen].join());
    expect([...new Set(all)]).toEqual(["true,true,false,1"]);
  },
);

it.each(WALLS)("SCR-503: a %s shows every card of the example whole, in large type", async (size) => {
  const page = await exampleAt(browser, SIZES[size]);
  await expect.poll(() => page.locator(".card").count()).toBe(27);
  const cards = await page.locator(".card").evaluateAll((all) =>
    all.map((element) => {
      const list = element.closest(".column__scroller")?.getBoundingClientRect();
      const { top, bottom, height } = element.getBoundingClientRect();
      const title = element.querySelector(".card__title");
      const inks = [...element.querySelectorAll("*")].map((part) => Number.parseFloat(getComputedStyle(part).fontSize));
      return {
        whole: list !== undefined && top >= list.top && bottom <= list.bottom && height > 0,
        title: title ? (Number.parseFloat(getComputedStyle(title).fontSize) / window.innerHeight) * 1080 : 0,
        words: (element.textContent ?? "").trim() !== "" && Math.min(...inks) > 8,
      };
    }),
  );
  expect(cards).toHaveLength(27);
  expect(cards.filter(({ whole, title, words }) => !whole || title < 15.9 || !words)).toEqual([]);
  const tick = page.locator(".card__tick").first();
  await page.locator(".card", { has: tick }).first().hover();
  await expect.poll(() => tick.evaluate((element) => getComputedStyle(element).opacity)).toBe("1");
  expect(await tick.innerText()).toBe("Still right");
});

/** Of each column of cards: which of its cards show what was said, how high that is in lines, and whether all is in view. */
function saidIn(page: Page) {
  return page.locator(".column[data-column]").evaluateAll((columns) =>
    columns.map((column) => {
      const list = column.querySelector(".column__scroller")!;
      const lines = [...column.querySelectorAll(".card__said")].map((said) => {
        const { lineHeight } = getComputedStyle(said);
        return Math.round(said.getBoundingClientRect().height / Number.parseFloat(lineHeight));
      });
      const statement = column.querySelector(".column__statement")?.checkVisibility() ?? false;
      return {
        lines: [...new Set(lines)].toSorted((a, b) => a - b),
        statement,
        whole: list.scrollHeight <= list.clientHeight,
      };
    }),
  );
}

it.each(WALLS)(
  "SCR-941: on a %s cards of all columns show what was said, alike, and statements where there is room",
  async (size) => {
    const { page, url } = await openExample(browser, SIZES[size]);
    await page.evaluate("document.fonts.ready");
    const full = await saidIn(page);
    expect(full.map(({ lines, statement, whole }) => [lines, statement, whole])).toEqual(
      full.map(() => [[1], false, true]),
    );

    const file: PlanFile = await (await page.request.get(url.replace("/p/", "/api/plans/").concat("/export"))).json();
    await openPlan({ page, url: new URL(url).origin, ends: [] }, fewCards(file, 4));
    await page.locator(".card").nth(15).waitFor();
    const few = await saidIn(page);
    expect(few.map(({ statement, whole }) => [statement, whole])).toEqual(few.map(() => [true, true]));
    expect(few.some(({ lines }) => lines.includes(2))).toBe(true);
  },
);

it.each(WALLS)(
  "SCR-630: on a %s Still right comes over neither status, age, number nor due date, and a sheet begins as elsewhere",
  async (size) => {
    const page = await exampleAt(browser, SIZES[size]);
    const covered = await page.locator(".card").evaluateAll((cards) =>
      cards.flatMap((card) => {
        const over = card.querySelector(".card__tick")?.getBoundingClientRect();
        return [...card.querySelectorAll(".card__title, .card__status, .card__check-in, .card__number, .card__fact")]
          .filter((part) => {
            const { left, right, top, bottom } = part.getBoundingClientRect();
            // A pixel of its frame may stand between two lines of type.
            return over && left < over.right && right > over.left && top + 2 < over.bottom && bottom - 2 > over.top;
          })
          .map((part) => `${part.className}: ${part.textContent}`);
      }),
    );
    expect(covered).toEqual([]);
    await page.locator(".card__link").first().click();
    const [status, progress] = [page.locator(".standing .card__status"), page.locator(".standing__progress")];
    await status.waitFor();
    const [left, right] = [await restingBox(status), await restingBox(progress)];
    expect(right.x).toBeGreaterThan(left.x + left.width);
  },
);
