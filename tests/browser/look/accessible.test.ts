import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { SCREENS } from "../../support/screens/screens.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What is held is drawn faint where it was; the picture under the pointer, or the bar, has it in full. */
const IN_HAND = ".row--held, .column--held";
/** Screens at a time: one waits more than it works. */
const HANDS = 2;
/** Milliseconds: more than a hundred screens, each looked at twice. */
const A_WHILE = 600_000;

it(
  "SCR-187: axe finds nothing serious on any screen and in any state, in light at a desk and in dark on a phone",
  async () => {
    const { url } = await startServer({ limits: { newPlansPerMinute: 1_000 } });
    const faults: string[] = [];
    const waiting = Object.entries(SCREENS).values();
    const look = async (): Promise<void> => {
      // One window for many screens: the browser has the page's files and their code then.
      const window = await browser.open(url, {
        viewport: SIZES.laptop.viewport,
        reducedMotion: "reduce",
        serviceWorkers: "block",
        // States of failure are looked at as well.
        expected: /WebSocket|Failed to load resource|IndexedDB/u,
      });
      for (const [name, show] of waiting) {
        const page = await browser.openBeside(window, "about:blank");
        const ends: (() => void)[] = [];
        await show({ page, url, ends }).catch((error: unknown) =>
          faults.push(`${name} is not reached: ${String(error)}`),
        );
        // The same page twice: what is to be seen has been brought about already.
        faults.push(...(await faultsOf(page, `${name}, light`)));
        await page.emulateMedia({ colorScheme: "dark" });
        await page.setViewportSize(SIZES.phone.viewport);
        faults.push(...(await faultsOf(page, `${name}, dark, narrow`)));
        for (const end of ends) end();
        await page.close();
      }
    };
    await Promise.all(Array.from({ length: HANDS }, look));
    expect(faults).toEqual([]);
  },
  A_WHILE,
);

async function faultsOf(page: Page, where: string): Promise<readonly string[]> {
  // Without legacy mode each look opens a second page to put the frames' results together: there are no frames.
  const axe = new AxeBuilder({ page })
    .exclude(IN_HAND)
    .setLegacyMode()
    .options({ runOnly: TAGS, resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`);
}
