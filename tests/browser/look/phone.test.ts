import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { firstBox, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { openPlan, others } from "../../support/screens/stage.ts";
import type { Stage } from "../../support/screens/stage.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

/** What lies under another thing at its middle, so that it cannot be pressed. */
function covered(page: Page, selector: string): Promise<readonly string[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      if (width === 0 || x < 0 || x > window.innerWidth) return [];
      const over = document.elementFromPoint(x, y);
      return element.contains(over) ? [] : [`${element.textContent}: ${over?.className}`];
    }),
  );
}

it("SCR-232: messages and bars leave free what is pressed along the foot of the board", async () => {
  const { page, url } = await openExample(browser);
  const phone = await browser.open(url, { ...PHONE, reducedMotion: "reduce" });
  for (const window of [page, phone]) {
    await window.getByRole("button", { name: "Move and more" }).first().click();
    await window.getByRole("menuitem", { name: "Archive", exact: true }).click();
    await window.getByRole("status", { name: "Messages" }).getByRole("button", { name: "Undo" }).waitFor();
    await expect.poll(() => covered(window, ".column__add, .mission-tabs__tab")).toEqual([]);
    await window.locator(".card__link").first().focus();
    await window.keyboard.press("x");
    await window.getByTestId("selection").waitFor();
    await expect.poll(() => covered(window, ".toast__button, .mission-tabs__tab, .board-bar button")).toEqual([]);
    expect(await window.locator(".toast__button").count()).toBeGreaterThan(0);
  }
  await expect.poll(() => covered(phone, ".column__add")).toEqual([]);
  const list = phone.locator(".column__scroller").first();
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const end = await restingBox(list.locator(".card").last());
  expect(end.y + end.height).toBeLessThanOrEqual((await restingBox(phone.getByTestId("selection"))).y);
});

it("SCR-19: with only what is late the page is no wider than the phone, and undo is at its foot", async () => {
  const { page } = await openExample(browser, PHONE);
  await page.getByRole("button", { name: /late/u }).first().tap();
  await page.getByRole("group", { name: "Whose the late ones are" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width);
  const { x, y, width, height } = await restingBox(page.getByRole("group", { name: "Undo and redo" }));
  expect([x + width, y + height]).toEqual([PHONE.viewport.width, PHONE.viewport.height]);
});

it("SCR-678: the field in which a mission's title or statement is written lies whole over what is around it", async () => {
  const { page, url } = await openExample(browser);
  const phone = await browser.open(url, PHONE);
  const wall = await browser.open(url, SIZES.wall);
  for (const folded of [phone, wall]) {
    await folded.getByRole("button", { name: "Mission statement", expanded: false }).first().click();
  }
  for (const window of [page, phone, wall]) {
    for (const part of ["mission title", "mission statement"]) {
      await window
        .getByRole("button", { name: new RegExp(`${part}: edit`, "u") })
        .first()
        .click();
      const field = window.getByRole("textbox", { name: part });
      await restingBox(field);
      const shown = await field.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const corners = [left + 4, right - 4].flatMap((x) => [top + 4, bottom - 4].map((y) => ({ x, y })));
        return corners.filter(({ x, y }) => document.elementFromPoint(x, y) === element).length;
      });
      expect(shown, part).toBe(4);
      const summary = await restingBox(window.locator(".column__line--summary").first());
      const { y, height } = await restingBox(field);
      const overlap = Math.min(y + height, summary.y + summary.height) - Math.max(y, summary.y);
      expect(overlap, part).toBeLessThan(1);
      await field.press("Escape");
    }
  }
});

it("SCR-233: on a phone statements are folded until opened, and menus come up whole from the bottom edge", async () => {
  const { page } = await openExample(browser, { ...PHONE, reducedMotion: "reduce" });
  const statement = page.getByText("Digital services so good").first();
  expect(await statement.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Mission statement" }).first().tap();
  await statement.waitFor();
  await page.reload();
  await statement.waitFor();
  await page.getByRole("button", { name: "Move and more" }).first().tap();
  await page.getByRole("menuitem", { name: "Data at the heart of everything" }).tap();
  await page.getByRole("menuitem", { name: "At the top" }).waitFor();
  for (const menu of await page.locator(".popover").all()) {
    const box = await restingBox(menu);
    expect(box).toMatchObject({ x: 0, width: PHONE.viewport.width });
    expect(box.y + box.height).toBe(PHONE.viewport.height);
  }
  await page.getByRole("menuitem", { name: "At the top" }).tap();
  await expect.poll(() => page.locator(".popover").count()).toBe(0);
});

it("SCR-506: on the narrowest phone a calendar shows all seven days of its weeks", async () => {
  const { page } = await openExample(browser, { ...PHONE, viewport: { width: 320, height: 640 } });
  await page.locator(".card__link").first().tap();
  await page.getByRole("button", { name: /Calendar/u }).tap();
  const dialog = page.getByRole("dialog", { name: "Choose the due date" });
  await dialog.waitFor();
  await expect.poll(() => dialog.locator("th").count()).toBe(7);
  const edges = await dialog.locator("th").evaluateAll((days) => {
    const popover = days[0]?.closest(".popover")?.getBoundingClientRect();
    return days.map((day) => day.getBoundingClientRect().right - (popover?.right ?? 0));
  });
  expect(Math.max(...edges)).toBeLessThanOrEqual(0);
});

/** Words of the two heads that are cut, by an ellipsis or by the edge of the page. */
function cutWords(page: Page): Promise<readonly string[]> {
  const words = ".board-head :is(p, a, button), .board-head__count .board-head__words";
  return page.locator(`.connection__word, ${words}`).evaluateAll((all) =>
    all
      .filter((one) => {
        const { right, width } = one.getBoundingClientRect();
        return right > window.innerWidth || width < 2 || (one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1);
      })
      .map((one) => `${one.className}: ${one.textContent}`),
  );
}

it("SCR-740: on the narrowest phone, too, the head of a plan is one row, and no word of it is cut, with or without a network", async () => {
  const expected = /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/u;
  for (const width of [320, 360]) {
    const viewport = { width, height: 640 };
    const { page } = await openExample(browser, { ...PHONE, viewport, serviceWorkers: "allow", expected });
    await page.evaluate("document.fonts.ready");
    const heights = async () => {
      const [plan, board] = [await firstBox(page, ".plan-header"), await firstBox(page, ".board-head")];
      return [plan.height <= 72, board.height <= 56, board.y - plan.y - plan.height];
    };
    expect(await heights()).toEqual([true, true, 0]);
    expect(await cutWords(page)).toEqual([]);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.context().setOffline(true);
    await page.locator(".connection--cut").waitFor();
    expect(await heights()).toEqual([true, true, 0]);
    expect(await cutWords(page)).toEqual([]);
    await page.context().setOffline(false);
  }
});

it("SCR-740: the head of a plan is as high with a short name and nobody beside it as with others", async () => {
  const { url } = await startServer();
  const page = await browser.open(`${url}/p/nosuchplan`, PHONE);
  const stage: Stage = { page, url, ends: [] };
  const planId = await openPlan(stage, { template: "empty", title: "Autumn plan 2019" });
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate("document.fonts.ready");
    const places = async () => [(await firstBox(page, ".plan-header")).height, await firstBox(page, ".you-are")];
    const alone = await places();
    await others(stage, planId, [{ name: "Ada" }, { name: "Grace" }, { name: "Mary" }]);
    expect(await places()).toEqual(alone);
    for (const end of stage.ends.splice(0)) end();
    await page.getByRole("button", { name: /^Also here/u }).waitFor({ state: "detached" });
  }
});

it.each([PHONE.viewport, { width: 844, height: 390 }])(
  "SCR-852: on a phone of $width by $height a swipe past the first column stays on the board",
  async (viewport) => {
    const { page } = await openExample(browser, { ...PHONE, viewport });
    // Chromium's own way back by a swipe needs a window that is shown: the style decides whether it is taken.
    const board = page.getByTestId("board");
    expect(await board.evaluate((element) => getComputedStyle(element).overscrollBehaviorX)).toBe("contain");
  },
);

it("SCR-861: on a phone on its side the search has room for a few words, and nothing is cut of what it says while empty", async () => {
  const { page } = await openExample(browser, { ...PHONE, viewport: { width: 844, height: 390 } });
  const field = page.getByRole("searchbox", { name: "Search objectives" });
  const room = () =>
    field.evaluate((element) => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      return element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    });
  expect(await room()).toBeGreaterThan(80);
  const pressed = page.locator(".plan-header :is(a, button:not(.search__clear, .edit-in-place)):visible");
  const places = () => pressed.evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  const before = await places();
  await field.tap();
  await field.fill("common data");
  await page
    .getByText(/^\d+\/\d+$/u)
    .first()
    .waitFor();
  expect(await room()).toBeGreaterThan(120);
  expect(await places()).toEqual(before);
  expect(await covered(page, ".search__clear")).toEqual([]);
});

it("SCR-862: the bars of what is lifted and of what is selected are whole on the narrowest phone, with a gap between their parts", async () => {
  const { page } = await openExample(browser, { ...SIZES.phone, reducedMotion: "reduce" });
  await page.getByRole("link", { name: /^A new council website/u }).focus();
  await page.keyboard.press(" ");
  const lifted = await restingBox(page.getByTestId("lifted"));
  const what = await restingBox(page.locator(".board-bar__what"));
  expect(what.x + what.width).toBeLessThanOrEqual(lifted.x + lifted.width);
  expect(await page.locator(".board-bar__what").evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(
    0,
  );
  await page.keyboard.press("Escape");

  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  const bar = await restingBox(page.getByTestId("selection"));
  const parts = await page.getByTestId("selection").evaluate((section) =>
    [...section.querySelectorAll(":scope > :not(.visually-hidden)")].map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      const { left, right } = range.getBoundingClientRect();
      return { left, right };
    }),
  );
  const gaps = parts.slice(1).map(({ left }, at) => left - (parts[at]?.right ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(8);
  const last = await restingBox(page.getByTestId("selection").getByRole("button").last());
  expect(last.x + last.width).toBeLessThanOrEqual(bar.x + bar.width);
});

it("SCR-863: the tab of the mission that is shown is whole beside undo on the narrowest phone", async () => {
  const { page } = await openExample(browser, { ...SIZES.phone, reducedMotion: "reduce" });
  const tabs = page.getByRole("navigation", { name: "Missions" });
  for (const at of [4, 0]) {
    await page
      .locator("[data-testid='board'] > .column")
      .nth(at)
      .evaluate((column) => column.scrollIntoView());
    const tab = tabs.getByRole("button").nth(at);
    await expect.poll(() => tab.getAttribute("aria-current")).toBe("true");
    const around = await restingBox(tabs);
    const { x, width } = await restingBox(tab);
    expect([x >= around.x, x + width <= around.x + around.width]).toEqual([true, true]);
  }
});
