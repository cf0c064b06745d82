import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { allIsDrawn, card, cardsOf, connectionIs, firstBox, missionsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

async function open(body: unknown, viewport = { width: 1366, height: 768 }, touch = false) {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan(body)}`;
  const prepare = (opened: Page) => opened.addInitScript("window.waymarkRenders = { shells: 0, bodies: 0 }");
  const page = await browser.open(url, { viewport, locale: "en-GB", hasTouch: touch, isMobile: touch, prepare });
  await connectionIs(page, "saved");
  const field = page.getByRole("searchbox", { name: "Search objectives" });
  const drawn = () => page.locator("[data-testid^='card-']").count();
  const result = page.getByRole("status", { name: "Search result" });
  return { page, url, field, drawn, result };
}

describe("searching", () => {
  it("SCR-149: / searches text and owner as one types; the count is shown and said; Escape clears and goes back", async () => {
    const { page, field, drawn, result } = await open({ template: "example" });
    const all = await drawn();
    const link = page.locator(".card__link").first();
    await link.focus();
    await page.keyboard.press("/");
    await page.keyboard.type("gazetteer");
    await expect.poll(drawn).toBe(1);
    await result.getByText(`1 of ${all} objectives found.`).waitFor();
    await page.getByText(`1/${all}`).waitFor();
    const heads = await page.locator(".column__count").allInnerTexts();
    expect(heads.filter((text) => text.startsWith("1/"))).toHaveLength(1);
    await page.getByText(/^1 of \d+ objectives found$/u).waitFor({ state: "attached" });
    await field.fill("delivery");
    const others = page.locator(".card").filter({ hasNotText: "delivery" });
    await expect.poll(async () => [(await drawn()) > 0, await others.count()]).toEqual([true, 0]);
    await field.fill("no such thing");
    await result.getByText(`None of ${all} objectives found.`).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(drawn).toBe(all);
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("SCR-149: a card added during a search is shown, and nothing that others write makes a found card vanish", async () => {
    const { page, url, field, drawn } = await open({ template: "example" });
    await field.fill("gazetteer");
    await expect.poll(drawn).toBe(1);
    const found = await page.locator("[data-testid^='card-']").getAttribute("data-testid");
    const id = (found ?? "").replace("card-", "") as ObjectiveId;
    await page
      .getByRole("button", { name: /^Add objective/ })
      .first()
      .click();
    await page.keyboard.type("Something else");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Something else" }).waitFor();
    const colleague = await browser.open(`${url}/o/${id}`);
    const title = colleague.getByRole("textbox", { name: "Title", exact: true });
    await title.fill("Renamed by a colleague");
    await card(page, id).getByText("Renamed by a colleague").waitFor();
  });

  it("SCR-960: the words that were looked for are marked on the cards, also as these are drawn, until the search ends", async () => {
    const { page, field, drawn } = await open({ template: "example" });
    const marked = () =>
      page.evaluate(() =>
        [...(CSS.highlights.get("found") ?? [])].map((range) => (range as Range).toString().toLowerCase()),
      );
    expect(await marked()).toEqual([]);
    await field.fill("gazetteer");
    await expect.poll(drawn).toBe(1);
    await expect.poll(marked).toEqual(["gazetteer"]);
    const ground = () =>
      page
        .locator(".card__link")
        .first()
        .evaluate((link) => getComputedStyle(link, "::highlight(found)").backgroundColor);
    expect(await ground()).not.toBe("rgba(0, 0, 0, 0)");
    await field.fill("delivery");
    await expect.poll(async () => new Set(await marked())).toEqual(new Set(["delivery"]));
    // Every card that is shown says why.
    await expect.poll(async () => (await marked()).length >= (await drawn())).toBe(true);
    await field.fill("");
    await expect.poll(marked).toEqual([]);
    // What could be marked would be styled anew with each change above it.
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  });

  it("SCR-150: of 2,000 cards a search finds one far below at once, and gives the board back", async () => {
    const { page, field, drawn } = await open(planFileOf({ missions: 5, objectives: 2_000 }));
    const [first] = await missionsOf(page);
    await field.focus();
    await allIsDrawn(page);
    const bodies = () => page.evaluate<number>("window.waymarkRenders.bodies");
    const before = await bodies();
    await page.keyboard.insertText("objective 1999");
    await page.getByRole("link", { name: "Objective 1999 of a plan" }).waitFor();
    expect(await drawn()).toBe(1);
    // At once: nothing is drawn on the way there but the card that is found.
    expect((await bodies()) - before).toBe(1);
    await page.keyboard.press("Escape");
    if (first) await expect.poll(async () => (await cardsOf(page, first)).length).toBeGreaterThan(1);
    expect(await drawn()).toBeLessThanOrEqual(150);
  });

  it("SCR-149: on a phone the search opens over the header and moves nothing", async () => {
    const { page, field } = await open({ template: "example" }, { width: 390, height: 844 }, true);
    const link = page.locator(".card__link").first();
    const top = async () => (await link.boundingBox())?.y;
    await page.evaluate("document.fonts.ready");
    const before = await top();
    await field.tap();
    await expect.poll(async () => (await field.boundingBox())?.width).toBeGreaterThan(300);
    expect(await top()).toBe(before);
    await link.tap();
    await page.getByRole("dialog", { name: /^Objective:/ }).waitFor();
  });

  it("SCR-231: on a phone the mission that has what was found comes into view; what others add scrolls nothing", async () => {
    const { page, url, field, drawn } = await open({ template: "example" }, { width: 390, height: 844 }, true);
    const shown = page.locator(".mission-tabs__tab[aria-current='true']");
    await field.fill("gazetteer");
    await expect.poll(drawn).toBe(1);
    await expect.poll(() => shown.getAttribute("aria-label")).toBe("Data at the heart of everything");
    const colleague = await browser.open(url, { viewport: { width: 1366, height: 768 } });
    await colleague
      .getByRole("button", { name: /^Add objective/u })
      .first()
      .click();
    await colleague.keyboard.type("The other gazetteer");
    await colleague.keyboard.press("Enter");
    await expect.poll(drawn).toBe(2);
    expect(await shown.getAttribute("aria-label")).toBe("Data at the heart of everything");
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
    await expect.poll(async () => (await firstBox(page, "[data-testid='nothing-anywhere']")).height).toBeLessThan(160);
    const said = await firstBox(page, "[data-testid='nothing-anywhere']");
    const clear = await firstBox(page, "[data-testid='nothing-anywhere'] button");
    expect([clear.x >= said.x, clear.x + clear.width <= said.x + said.width]).toEqual([true, true]);
  });

  it("SCR-780: Escape, twice, leads back to the card it was begun on, though the search had taken that off the page", async () => {
    const { page, missions } = await openExample(browser);
    const [begun] = await cardsOf(page, missions[0]);
    const link = card(page, begun!).getByRole("link");
    await link.focus();
    await page.keyboard.press("/");
    await page.keyboard.type("nowhere at all");
    await link.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await link.waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("SCR-860: Escape clears the search also on what clears it, and on a card that it found, unless it is meant for something else", async () => {
    const { page } = await openExample(browser);
    const field = page.getByRole("searchbox", { name: "Search objectives" });
    const search = async (text: string) => {
      await page.keyboard.press("/");
      await page.keyboard.type(text);
    };
    await search("nowhere at all");
    await page.keyboard.press("Tab");
    await expect.poll(() => focused(page.getByRole("button", { name: "Clear the search" }))).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => field.inputValue()).toBe("");
    expect(await focused(field)).toBe(true);

    await search("nowhere at all");
    await page.getByRole("button", { name: "Clear search" }).focus();
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(field)).toBe(true);
    expect(await field.inputValue()).toBe("");

    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^\d+ late$/ }).click();
    await search("e");
    const link = page.locator(".card__link").first();
    await link.focus();
    // Chosen, then found, then late: one Escape for each.
    await page.keyboard.press("x");
    const selected = page.getByTestId("selection");
    await selected.waitFor();
    await page.keyboard.press("Escape");
    await selected.waitFor({ state: "detached" });
    expect(await field.inputValue()).toBe("e");
    await page.keyboard.press("Escape");
    await expect.poll(() => field.inputValue()).toBe("");
    expect(await focused(link)).toBe(true);
    const late = page.getByRole("button", { name: /^\d+ late$/, pressed: true });
    expect(await late.count()).toBe(1);
    await page.keyboard.press("Escape");
    await late.waitFor({ state: "detached" });
  });
});

function focused(place: Locator): Promise<boolean> {
  return place.evaluate((element) => element === document.activeElement);
}
