import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { RenderCounts } from "#client/view/renderCounts.ts";
import type { ObjectiveId, PlanId } from "#shared/model/id.ts";

import { allIsDrawn, card, cardsOf, connectionIs, missionsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

async function openLarge(missions: number, objectives: number): Promise<{ page: Page; url: string }> {
  const server = await startServer();
  const planId: PlanId = await server.createPlan(planFileOf({ missions, objectives }));
  const url = `${server.url}/p/${planId}`;
  const page = await browser.open(url, {
    viewport: { width: 1920, height: 1080 },
    prepare: (opened) => opened.addInitScript("window.waymarkRenders = { shells: 0, bodies: 0 }"),
  });
  await connectionIs(page, "saved");
  await allIsDrawn(page);
  return { page, url };
}

/** What is rendered until the page has come to rest after `act`. */
async function rendersOf(page: Page, act: () => Promise<void>): Promise<RenderCounts> {
  await page.evaluate("Object.assign(waymarkRenders, { shells: 0, bodies: 0 })");
  await act();
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
  return page.evaluate<RenderCounts>("({ ...waymarkRenders })");
}

describe("what is rendered", () => {
  it("SCR-7: picking a card up renders the shell of that card, no other and no bodies", async () => {
    const { page } = await openLarge(5, 300);
    const box = await page.locator("[data-testid^='card-']").first().boundingBox();
    if (!box) throw new Error("There is no card on the page.");
    await page.mouse.move(box.x + 40, box.y + 15);
    const renders = await rendersOf(page, async () => {
      await page.mouse.down();
      await page.mouse.move(box.x + 60, box.y + 25, { steps: 3 });
      await page.locator(".card--picture").waitFor();
    });
    expect(renders).toEqual({ shells: 1, bodies: 0 });
    await page.keyboard.press("Escape");
    await page.mouse.up();
  });

  it("SCR-7: a colleague's edit of one of 300 cards renders one body and no shell", async () => {
    const { page, url } = await openLarge(5, 300);
    const [mission] = await missionsOf(page);
    const [, edited] = (await cardsOf(page, mission as never)) as readonly [ObjectiveId, ObjectiveId];
    const colleague = await browser.open(`${url}/o/${edited}`);
    const title = colleague.getByRole("textbox", { name: "Title" });
    await title.waitFor();
    await connectionIs(colleague, "saved");
    const renders = await rendersOf(page, async () => {
      await title.press("End");
      await colleague.keyboard.insertText("!");
      await card(page, edited).getByText("!").waitFor();
    });
    expect(renders).toEqual({ shells: 0, bodies: 1 });
  });

  it("SCR-8: many short columns draw no more than the cards in view, and print draws all", async () => {
    const { page } = await openLarge(40, 2_000);
    const bodies = page.locator("[data-testid^='card-']");
    expect(await bodies.count()).toBeGreaterThan(20);
    expect(await bodies.count()).toBeLessThanOrEqual(150);
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await bodies.count()).toBe(2_000);
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    await expect.poll(() => bodies.count()).toBeLessThanOrEqual(150);
  });
});
