import { describe, expect, it } from "vitest";

import { STATUS_WORDS, parseStatus } from "#shared/model/status.ts";

import { connectionIs, focusIsInMenu } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample } from "../../support/examplePage.ts";
import { installProbe } from "../../bench/ui/installProbe.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
/** Milliseconds: longer than a page that shows what it has to show is left alone. */
const LATE = 4_000;

describe("the screens", () => {
  it("SCR-1: columns and cards carry what outside checks read", async () => {
    const server = await startServer();
    const page = await browser.open(`${server.url}/p/${await server.createPlan({ template: "example" })}`);
    await connectionIs(page, "saved");
    const titles = await page.locator("[data-testid^='mission-'] h2").allInnerTexts();
    expect(titles.map((title) => title.split("\n")[0])).toEqual([
      "Services people prefer",
      "Data at the heart of everything",
      "Internet-era ways of working",
      "Simple, secure re-usable technology",
      "A curious expert team",
    ]);
    const cards = await page.locator("[data-testid^='card-']").evaluateAll((elements) =>
      elements.map((element) => ({
        mission: element.getAttribute("data-mission"),
        column: element.closest("[data-testid^='mission-']")?.getAttribute("data-testid"),
        status: element.getAttribute("data-status"),
        progress: element.getAttribute("data-progress"),
      })),
    );
    expect(cards.length).toBeGreaterThan(20);
    for (const { mission, column, status, progress } of cards) {
      expect(`mission-${mission}`).toBe(column);
      expect(parseStatus(status)).toBeDefined();
      expect(progress).toMatch(/^(\d{1,3})?$/u);
    }
    expect(await page.getByTestId("connection").count()).toBe(1);
  });

  it("SCR-2: a card says all that is to be known at a glance", async () => {
    // A Sunday: how old a check-in of the example is depends on the day of the week.
    const server = await startServer({ clock: () => Date.parse("2026-11-22T12:00:00Z") });
    const page = await browser.open(`${server.url}/p/${await server.createPlan({ template: "example" })}`);
    const first = page.locator("[data-testid^='card-']").first();
    await first.waitFor();
    const text = (await first.innerText()).replaceAll(/\s+/gu, " ");
    expect(text).toContain("Move repairs contact online, end to end");
    expect(text).toContain(STATUS_WORDS.onTrack);
    expect(text).toContain("49");
    expect(text).toContain("Half of repairs contact now needs no call back.");
    expect(text).toContain("Head of Digital Services");
    expect(text).toMatch(/\b8 days\b/u);
    // A late one stands out by its colour, which a button does not take by itself.
    const colours = await page.locator(".card__check-in").evaluateAll((ages) =>
      ages.map((age) => {
        const [own, around] = [age, age.closest(".card__age") ?? age].map((part) => getComputedStyle(part).color);
        return { own, around };
      }),
    );
    expect(new Set(colours.map(({ own }) => own)).size).toBeGreaterThan(1);
    expect(colours.filter(({ own, around }) => own !== around)).toEqual([]);
    const shapes = page.locator(".card__status");
    const drawn = await shapes.evaluateAll(
      (statuses) =>
        new Set(
          statuses.map((status) => {
            const { clipPath, backgroundImage } = getComputedStyle(status, "::before");
            return `${clipPath} ${backgroundImage}`;
          }),
        ).size,
    );
    const shown = await page
      .locator("[data-testid^='card-']")
      .evaluateAll((cards) => new Set(cards.map((card) => card.getAttribute("data-status"))).size);
    expect(drawn).toBe(shown);
  });

  it("SCR-221: a card is made of few elements", async () => {
    const server = await startServer();
    const page = await browser.open(`${server.url}/p/${await server.createPlan({ template: "example" })}`);
    const rows = page.locator("[data-row]");
    await rows.first().waitFor();
    const counts = await rows.evaluateAll((all) => all.map((row) => row.getElementsByTagName("*").length + 1));
    expect(Math.max(...counts)).toBeLessThanOrEqual(20);
  });

  it("SCR-223: what only later times need is not fetched before the cards are on screen", async () => {
    const server = await startServer();
    const page = await browser.open(server.url, { serviceWorkers: "allow" });
    await page.addInitScript(installProbe);
    await page.goto(`${server.url}/p/${await server.createPlan({ template: "example" })}`);
    await page.locator("[data-row]").first().waitFor();
    await expect.poll(() => page.evaluate(() => window.waymarkProbe.scripts.length)).toBeGreaterThan(0);
    const early = await page.evaluate(() => window.waymarkProbe.scripts);
    expect(early.filter((path) => /workbox|ObjectivePanel|Menu/u.test(path))).toEqual([]);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  });

  it("SCR-223: nor where the plan is long on its way", async () => {
    const server = await startServer();
    const page = await browser.open(`${server.url}/p/${await server.createPlan({ template: "example" })}`, {
      serviceWorkers: "allow",
      prepare: async (opened) => {
        await opened.addInitScript(installProbe);
        await opened.routeWebSocket(/\/sync\//u, (socket) => {
          socket.connectToServer().onMessage((message) => void setTimeout(() => socket.send(message), LATE));
        });
      },
    });
    await page.locator("[data-row]").first().waitFor();
    await expect.poll(() => page.evaluate(() => window.waymarkProbe.scripts.length)).toBeGreaterThan(0);
    const early = await page.evaluate(() => window.waymarkProbe.scripts);
    expect(early.filter((path) => /workbox|ObjectivePanel|Menu/u.test(path))).toEqual([]);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  });

  it("SCR-490: who is signed in is asked once, before the script that wants to know has come", async () => {
    const server = await startServer();
    let asked = 0;
    const page = await browser.open(`${server.url}/p/${await server.createPlan({ template: "example" })}`, {
      prepare: async (opened) => {
        opened.on("request", (request) => {
          if (request.url().endsWith("/api/session")) asked += 1;
        });
        const question = opened.waitForRequest("**/api/session");
        await opened.route(/\/assets\/index-[^/]*\.js$/u, async (route) => {
          await question;
          await route.continue();
        });
      },
    });
    await page.locator("[data-row]").first().waitFor();
    expect(asked).toBe(1);
  });

  it("SCR-16: every beginning and every dead end says what to do next", async () => {
    const server = await startServer();
    const page = await browser.open(server.url);
    await page.getByRole("heading", { name: "No plan yet" }).waitFor();
    await page.getByRole("textbox").fill("Autumn");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("heading", { name: "This plan has no missions yet" }).waitFor();
    await page.getByRole("heading", { level: 1, name: "Autumn" }).waitFor();
    await page.getByRole("button", { name: "Add mission" }).click();
    await page.keyboard.type("Services");
    await page.keyboard.press("Enter");
    await page.getByText("No objectives yet.").waitFor();

    await page.goto(`${server.url}/p/nosuchplan`);
    await page.getByRole("heading", { name: "There is no such plan here" }).waitFor();
    await connectionIs(page, "notfound");
    await page.getByRole("link", { name: "Go to all plans" }).click();
    await page.getByRole("link", { name: /Autumn/ }).waitFor();

    await page.goto(`${server.url}/p/a/nowhere`);
    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
  });

  it("SCR-19: nothing but the board scrolls sideways at 320 pixels", async () => {
    const server = await startServer();
    const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
    const page = await browser.open(url, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
    const width = (): Promise<number> => page.evaluate("document.documentElement.scrollWidth");
    const column = page.locator("[data-testid^='mission-']").first();
    await column.waitFor();
    expect(await width()).toBe(320);
    expect((await column.boundingBox())?.width).toBeGreaterThan(250);
    await page.locator(".card__link").first().click();
    await page.getByRole("dialog", { name: /^Objective:/ }).waitFor();
    await expect.poll(width).toBe(320);
    await page.goto(server.url);
    await page.getByRole("button", { name: "Create" }).waitFor();
    await expect.poll(width).toBe(320);
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
    await focusIsInMenu(page);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await expect.poll(() => scrolls(".dialog")).toBe(false);
  });
});
