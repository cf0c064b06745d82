import { describe, expect, it } from "vitest";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf, connectionIs, dragBefore, missionsOf } from "../support/boardPage.ts";
import { useBrowser } from "../support/browser.ts";
import { planFileOf } from "../support/largePlan.ts";
import { startServer } from "../support/startServer.ts";

describe("a plan of 2,000 cards", () => {
  const browser = useBrowser({ serviceWorkers: "allow" });

  it("JRN-3: opens and drags with no more than 150 card bodies on the page", async () => {
    const server = await startServer();
    const planId = await server.createPlan(planFileOf({ missions: 5, objectives: 2_000 }));
    const page = await browser.open(`${server.url}/p/${planId}`, { viewport: { width: 1920, height: 1080 } });
    await connectionIs(page, "saved");
    const bodies = (): Promise<number> => page.locator("[data-testid^='card-']").count();
    expect(await bodies()).toBeGreaterThan(10);
    expect(await bodies()).toBeLessThanOrEqual(150);

    const [first, second] = (await missionsOf(page)) as [MissionId, MissionId];
    const [held] = (await cardsOf(page, first)) as [ObjectiveId];
    const [, before] = (await cardsOf(page, second)) as [ObjectiveId, ObjectiveId];
    await dragBefore(page, held, before);
    await expect.poll(() => card(page, held).getAttribute("data-mission")).toBe(second);
    await expect.poll(async () => (await cardsOf(page, second)).slice(1, 3)).toEqual([held, before]);
    await connectionIs(page, "saved");

    const scroller = page.getByTestId(`mission-${second}`).locator(".column__scroller");
    await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await expect.poll(async () => (await cardsOf(page, second)).includes(before)).toBe(false);
    expect(await bodies()).toBeLessThanOrEqual(150);
  });
});
