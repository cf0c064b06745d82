import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { SCREENS } from "../../support/screens/screens.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

const THEMES = ["light", "dark"] as const;
/** What is pressed and has a frame, and the page it stands on. */
const FRAMED = [
  { screen: "board", what: [".card__status--open", ".card__tick"] },
  { screen: "check-in", what: [".choice"] },
  { screen: "my-updates", what: [".choice"] },
] as const;

/** How far the frames stand out from what they lie on, the faintest: 1 is not at all, 21 black on white. */
async function faintest(page: Page, selector: string): Promise<number> {
  await page.locator(selector).first().waitFor();
  return page.locator(selector).evaluateAll((elements) => {
    const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const light = (colour: string): number => {
      if (!pen) throw new Error("There is no canvas.");
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (element: Element | null): string => {
      if (!element) return "white";
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === "rgba(0, 0, 0, 0)" ? groundOf(element.parentElement) : backgroundColor;
    };
    const ratios = elements.map((element) => {
      const [frame, ground] = [light(getComputedStyle(element).borderTopColor), light(groundOf(element.parentElement))];
      return (Math.max(frame, ground) + 0.05) / (Math.min(frame, ground) + 0.05);
    });
    return Math.min(...ratios);
  });
}

describe("frames of what is pressed", () => {
  it.each(THEMES)("SCR-946: stand out by 3 : 1 (%s)", async (colorScheme) => {
    const server = await startServer({ limits: { newPlansPerMinute: 1_000 } });
    const found: Record<string, number> = {};
    for (const { screen, what } of FRAMED) {
      const page = await browser.open(server.url, {
        ...SIZES.laptop,
        colorScheme,
        reducedMotion: "reduce",
        expected: /WebSocket|Failed/u,
      });
      const ends: (() => void)[] = [];
      await SCREENS[screen]?.({ page, url: server.url, ends });
      for (const selector of what) found[`${screen} ${selector}`] = await faintest(page, selector);
      for (const end of ends) end();
      await page.close();
    }
    expect(Object.entries(found).filter(([, ratio]) => ratio < 3)).toEqual([]);
  });
});
