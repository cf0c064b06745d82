import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";

import { card, cardsOf, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { beAs, openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

function messages(page: Page) {
  return page.getByRole("status", { name: "Messages" }).locator(".toast");
}

async function box(page: Page, selector: string) {
  const found = await page.locator(selector).first().boundingBox();
  if (!found) throw new Error(`${selector} is not drawn.`);
  return found;
}

it("SCR-360: at 200 % on a laptop a card is in view, and the page scrolls as one", async () => {
  const { page } = await openExample(browser, { viewport: { width: 683, height: 384 } });
  const first = await box(page, ".card");
  expect(384 - first.y).toBeGreaterThan(100);
  expect(await page.getByText("Digital services so good").first().isVisible()).toBe(false);
  await page.mouse.move(first.x + 40, first.y + 40);
  await page.mouse.wheel(0, 200);
  await expect.poll(async () => Math.round((await box(page, ".plan-header")).y)).toBe(-200);
  expect(Math.round((await box(page, ".card")).y)).toBe(Math.round(first.y) - 200);
});

it("SCR-361: each added objective is seen whole above the field, and read out", async () => {
  const { page, missions } = await openExample(browser);
  const column = page.getByTestId(`mission-${missions[0]}`);
  await column.getByRole("button", { name: /^Add objective/ }).click();
  for (const title of ["One more thing", "Another thing"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    const added = column.locator(".row", { hasText: title });
    await expect
      .poll(async () => {
        const [row, field] = [await added.boundingBox(), await column.locator(".add-form").boundingBox()];
        const list = await column.locator(".column__scroller").boundingBox();
        if (!row || !field || !list) return "not drawn";
        return row.y >= list.y && row.y + row.height <= field.y && field.y - row.y - row.height < 40;
      })
      .toBe(true);
    await expect
      .poll(() => page.getByTestId("spoken").innerText())
      .toMatch(new RegExp(`Added “${title}” to Services people prefer, \\d+ of \\d+\\.`, "u"));
  }
});

it("SCR-366: pasted lines are shown before they are added", async () => {
  const { page, missions } = await openExample(browser);
  const column = page.getByTestId(`mission-${missions[0]}`);
  await column.getByRole("button", { name: /^Add objective/ }).click();
  await page.evaluate(
    `document.activeElement.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true,
      clipboardData: (() => { const c = new DataTransfer(); c.setData("text/plain", "- first\\n- second"); return c; })() }))`,
  );
  const asked = column.getByRole("group", { name: "2 lines were pasted" });
  await expect.poll(() => asked.getByRole("listitem").allInnerTexts()).toEqual(["first", "second"]);
  await asked.getByRole("button", { name: "Add 2 objectives" }).click();
  await column.getByRole("link", { name: "second" }).waitFor();
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

it("SCR-365: undo of a move says where the card lies again, and offers to do it anew", async () => {
  const { page, missions } = await openExample(browser);
  const [held] = await cardsOf(page, missions[0]);
  await page.locator(".card__link").first().focus();
  for (const key of ["Space", "ArrowDown", "Space"]) await page.keyboard.press(key);
  await expect.poll(async () => (await cardsOf(page, missions[0]))[1]).toBe(held);
  await page.keyboard.press("Control+z");
  const said = messages(page).filter({ hasText: /^“Move repairs.*” is back in Services people prefer, 1 of 7/u });
  await said.getByRole("button", { name: "Redo" }).click();
  await expect.poll(async () => (await cardsOf(page, missions[0]))[1]).toBe(held);
});

it("SCR-363: messages lie beside an open sheet, and leave when a lift, a check-in or a search begins", async () => {
  const { page } = await openExample(browser);
  const archiveFirst = async (): Promise<void> => {
    await page.getByRole("button", { name: "Move and more" }).first().click();
    await page.getByRole("menuitem").last().click();
    await messages(page).waitFor();
  };
  await archiveFirst();
  await page.locator(".card__link").first().click();
  await page.locator(".sheet").waitFor();
  await expect
    .poll(async () => {
      const [toast, sheet] = [await box(page, ".toast"), await box(page, ".sheet")];
      return toast.x + toast.width <= sheet.x;
    })
    .toBe(true);
  await page.keyboard.press("Escape");
  const title = page.locator(".card__link").first();
  await expect.poll(() => hasFocus(title)).toBe(true);
  await page.keyboard.press("Space");
  await expect.poll(() => messages(page).count()).toBe(0);
  await page.keyboard.press("Escape");
  await archiveFirst();
  await page.keyboard.press("/");
  await page.keyboard.type("tenant");
  await expect.poll(() => messages(page).count()).toBe(0);
  await page.keyboard.press("Escape");
  await archiveFirst();
  await page.locator(".card__check-in").first().click();
  await page.getByRole("dialog").waitFor();
  await expect.poll(() => messages(page).count()).toBe(0);
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

it("SCR-367: a search that finds nothing says so once, with the ways on", async () => {
  const { page } = await openExample(browser);
  await page.keyboard.press("/");
  await page.keyboard.type("nowhere at all");
  await page.getByText("No objective matches “nowhere at all”.").waitFor();
  expect(await page.getByText("Nothing here matches").count()).toBe(0);
  expect(await page.getByRole("button", { name: "Look in the tray" }).count()).toBe(0);
  await page.getByRole("button", { name: "Clear search" }).click();
  await page.locator(".card").first().waitFor();

  await page.setViewportSize({ width: 320, height: 640 });
  await page.keyboard.press("/");
  await page.keyboard.type("nowhere at all");
  await expect.poll(async () => (await box(page, "[data-testid='nothing-anywhere']")).height).toBeLessThan(160);
  const said = await box(page, "[data-testid='nothing-anywhere']");
  const clear = await box(page, "[data-testid='nothing-anywhere'] button");
  expect([clear.x >= said.x, clear.x + clear.width <= said.x + said.width]).toEqual([true, true]);
});

it("SCR-368: going offline moves nothing that is pressed; on a phone the head is one row, and undo lies at the foot", async () => {
  const expected = /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/u;
  const { page: desk } = await openExample(browser, { expected });
  const { page: phone } = await openExample(browser, { ...PHONE, expected });
  for (const page of [desk, phone]) {
    const pressed = page.locator(".plan-header :is(a, input, button:not(.edit-in-place))");
    const places = () => pressed.evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
    const rim = () => page.locator(".connection").evaluate((one) => getComputedStyle(one).borderTopColor);
    expect(await rim()).toBe("rgba(0, 0, 0, 0)");
    await page.evaluate("document.fonts.ready");
    // Without a network it could not be fetched, and says so.
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const calm = await places();
    await page.context().setOffline(true);
    await page.locator(".connection--cut").waitFor();
    await expect.poll(rim).not.toBe("rgba(0, 0, 0, 0)");
    expect(await places()).toEqual(calm);
  }
  expect((await box(phone, ".plan-header")).height).toBeLessThanOrEqual(80);
  expect((await box(phone, ".undo")).y).toBeGreaterThan(PHONE.viewport.height - 60);
});

it("SCR-369: the menu of a card has its title above and Archive last, and fits; so does the list of keys", async () => {
  const { page } = await openExample(browser);
  await page.getByRole("button", { name: "Move and more" }).first().click();
  const menu = page.getByRole("menu");
  expect(await page.locator(".menu__about").innerText()).toBe("Move repairs contact online, end to end");
  expect(await menu.getByRole("menuitem").last().innerText()).toBe("Archive");
  const scrolls = (selector: string) =>
    page.locator(selector).evaluate((element) => element.scrollHeight > element.clientHeight + 1);
  await expect.poll(() => scrolls(".menu")).toBe(false);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await expect.poll(() => scrolls(".dialog")).toBe(false);
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

it("SCR-504: on a phone a sheet ends above messages, and the plan's menu begins with what the plan is for", async () => {
  const { page } = await openExample(browser, PHONE);
  await page.getByRole("button", { name: "Plan menu" }).tap();
  await page.getByRole("menu", { name: "Plan menu" }).waitFor();
  expect(await page.locator(".menu__about").innerText()).toMatch(
    /^ICT work plan, autumn 2019 – The objectives our management team agreed/u,
  );
  await page.keyboard.press("Escape");
  await beAs(page, "Director of ICT");
  await page.locator(".card__link").first().tap();
  const sheet = page.locator(".sheet");
  await sheet.waitFor();
  await expect.poll(async () => (await box(page, ".sheet")).height).toBe(844);
  await sheet.getByRole("button", { name: "Check in", exact: true }).tap();
  await sheet.getByRole("button", { name: "Still right", exact: true }).tap();
  await messages(page).waitFor();
  const ends = async (): Promise<number> => {
    const { y, height } = await box(page, ".sheet");
    return (await box(page, ".toast")).y - (y + height);
  };
  await expect.poll(ends).toBeGreaterThanOrEqual(0);
  expect(await sheet.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  // What they offer is pressed there, and the sheet stays.
  await messages(page).getByRole("button", { name: "Undo" }).tap();
  await messages(page).getByText("Check-in taken back").waitFor();
  await messages(page).getByRole("button", { name: "Dismiss" }).tap();
  await expect.poll(async () => (await box(page, ".sheet")).height).toBe(844);
});

it("SCR-634: what goes when it is pressed leaves focus beside it", async () => {
  const { page } = await openExample(browser);
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) return "nothing";
      return (activeElement.getAttribute("aria-label") ?? activeElement.textContent ?? "").trim();
    });
  const menuOf = async (button: Locator, item: string | RegExp): Promise<void> => {
    await button.click();
    await page.getByRole("menuitem", { name: item }).press("Enter");
  };
  const press = async (within: Page | Locator, name: string | RegExp): Promise<void> =>
    within.getByRole("button", { name }).first().press("Enter");
  await press(page, "Who are you?");
  await press(page.getByRole("dialog"), "Director of ICT");
  await expect.poll(focused).toMatch(/You are: Director of ICT$/u);
  const titles = await page.locator(".card__link").allInnerTexts();

  await menuOf(page.getByRole("button", { name: "Move and more" }).first(), "Archive");
  await expect.poll(focused).toBe(titles[1]);
  await press(messages(page), "Undo");
  await expect.poll(focused).toBe(titles[1]);
  await page.keyboard.press("Enter");
  await press(page, "Archive this objective");
  await expect.poll(focused).toBe(titles[2]);
  for (const key of ["x", "Shift+ArrowDown"]) await page.keyboard.press(key);
  await press(page.getByTestId("selection"), "Archive");
  await expect.poll(focused).toBe(titles[4]);

  const missions = page.getByRole("button", { name: "Mission menu" });
  await menuOf(missions.first(), /^Check in every/u);
  await press(page.getByRole("dialog"), "Every week");
  await expect.poll(focused).toBe("Mission menu");
  await menuOf(missions.nth(1), /^Archive/u);
  await expect.poll(focused).toBe("Mission menu");
  await press(page.getByTestId("tray"), /^Restore/u);
  await expect.poll(focused).toMatch(/^Tray/u);

  await page.locator(".card__link").first().press("Enter");
  const sheet = page.getByRole("dialog");
  await press(sheet, "Add key result");
  for (const title of ["One", "Two"]) {
    await page.keyboard.type(`${title} 0 → 5 things`);
    await page.keyboard.press("Enter");
    await sheet.getByRole("button", { name: `Change ${title}` }).waitFor();
  }
  await page.keyboard.press("Escape");
  await expect.poll(focused).toBe("Add key result");
  await press(sheet, "Change One");
  await page.keyboard.press("Escape");
  await expect.poll(focused).toBe("Change One");
  await press(sheet, "Archive One");
  await expect.poll(focused).toBe("Archive Two");
  await sheet.getByRole("textbox", { name: "Address of a page or person" }).fill("example.org");
  await page.keyboard.press("Enter");
  await press(sheet, "Remove the link https://example.org/");
  await expect.poll(focused).toBe("Add link");
  await press(sheet, "Check in");
  await page.keyboard.press("Enter");
  await press(sheet, /^Take back/u);
  await expect.poll(focused).toContain("taken back");
});

it("SCR-656: a menu that a key opens has focus on its first entry, each time", async () => {
  const { page } = await openExample(browser);
  const handle = page.getByRole("button", { name: "Move and more" }).first();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  for (let time = 0; time < 3; time += 1) {
    await handle.press("Enter");
    await expect.poll(focused).toBe("Open");
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
  }
  await handle.press("Enter");
  await expect.poll(focused).toBe("Open");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: /^Objective:/u }).waitFor();
});
