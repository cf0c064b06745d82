import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { atRest, cardsOf, connectionIs, holdOver, missionsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

/** What Chromium notes of its work: of a recalculation of styles, how many elements it was for. */
interface Noted {
  readonly name: string;
  readonly args: { readonly beginData?: { readonly frame?: string }; readonly elementCount?: number };
}

/** How many elements were styled at most at once while `act` ran. */
async function mostStyledAtOnce(page: Page, act: () => Promise<void>): Promise<number> {
  const ofPage = await page.context().newCDPSession(page);
  const { frameTree } = await ofPage.send("Page.getFrameTree");
  const cdp = await page.context().browser()!.newBrowserCDPSession();
  const noted: Noted[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) => void noted.push(...(value as unknown as Noted[])));
  const complete = new Promise<void>((resolve) => cdp.once("Tracing.tracingComplete", () => resolve()));
  await cdp.send("Tracing.start", { traceConfig: { includedCategories: ["devtools.timeline"] } });
  await act();
  await cdp.send("Tracing.end");
  await complete;
  const counts = noted
    .filter(({ name, args }) => name === "UpdateLayoutTree" && args.beginData?.frame === frameTree.frame.id)
    .map(({ args }) => args.elementCount ?? 0);
  expect(counts).not.toHaveLength(0);
  return Math.max(...counts);
}

describe("what is styled", () => {
  it("SCR-728: a card that comes over another mission has no card there styled anew", async () => {
    const server = await startServer();
    const planId = await server.createPlan(planFileOf({ missions: 3, objectives: 30 }));
    const page = await browser.open(`${server.url}/p/${planId}`);
    await connectionIs(page, "saved");
    const [mine, theirs] = await missionsOf(page);
    const [held, over] = [(await cardsOf(page, mine!))[0]!, (await cardsOf(page, theirs!))[1]!];
    // What the one mission closes and what the other opens may fall into one frame.
    const inCards = await page
      .locator(`:is([data-column="${mine!}"], [data-column="${theirs!}"]) [data-row] *`)
      .count();
    expect(inCards).toBeGreaterThan(300);
    // Held over its own mission first: what shows that it is in the hand is made then.
    await holdOver(page, held, (await cardsOf(page, mine!))[2]!);
    await atRest(page);
    const styled = await mostStyledAtOnce(page, async () => {
      const box = await page.getByTestId(`card-${over}`).boundingBox();
      await page.mouse.move(box!.x + 40, box!.y + 4, { steps: 5 });
      await page.locator(`[data-row="${over}"].row--lands`).waitFor({ state: "attached" });
      await atRest(page);
    });
    expect(styled).toBeLessThan(inCards / 3);
    await page.keyboard.press("Escape");
    await page.mouse.up();
  });

  it("SCR-729: what the style sheet draws needs no image, and each thing has a shape of its own", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await browser.open(`${server.url}/p/${planId}`);
    await connectionIs(page, "saved");
    const drawn = await page.evaluate(() =>
      [...document.querySelectorAll(".drawn-icon, .status-shape, .status")].map((element) => {
        const { clipPath, backgroundImage, maskImage } = getComputedStyle(element, "::before");
        return { shape: clipPath, fill: backgroundImage.replaceAll(/rgb\([^)]*\)/gu, "ink"), maskImage };
      }),
    );
    expect(drawn.filter(({ fill, maskImage }) => maskImage !== "none" || fill.includes("url("))).toEqual([]);
    expect(drawn.filter(({ shape, fill }) => shape === "none" && fill === "none")).toEqual([]);
    const looks = new Set(drawn.map(({ shape, fill }) => `${shape} ${fill.replaceAll(/[\d.]+px/gu, "")}`));
    // Six statuses; date, handle, grip, menu and the two ways of folding.
    expect(looks.size).toBeGreaterThan(9);
    expect(looks.size).toBeLessThanOrEqual(12);
  });
});
