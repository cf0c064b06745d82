import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import type { PlanFile } from "#shared/exchange/planFile.ts";

import { ask } from "../../support/ask.ts";
import { useBrowser } from "../../support/browser.ts";
import { fewCards } from "../../support/screens/fewCards.ts";
import { PARTS } from "../../support/screens/screens.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { startServer } from "../../support/startServer.ts";
import type { StartedServer } from "../../support/startServer.ts";

const browser = useBrowser();
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A fault of these is never serious; they cost more than most that may be. */
const NEVER_SERIOUS = { region: { enabled: false } };
/** What is held is drawn faint where it was; the picture under the pointer, or the bar, has it in full. */
const IN_HAND = ".row--held, .column--held";
/** Where the whole example is looked at, card by card. Behind all else two of its cards in each mission are enough. */
const WHOLE = "board";
const CARDS_BEHIND = 2;
/** Screens at a time: one waits more than it works. */
const HANDS = 2;
/** Milliseconds: some twenty screens, each looked at twice. */
const A_WHILE = 900_000;

it.each(Object.entries(PARTS))(
  "SCR-187: axe finds nothing serious in any state of %s, in light at a desk and in dark on a phone",
  async (_part, screens) => {
    const server = await startServer({ limits: { newPlansPerMinute: 1_000 } });
    const { url } = server;
    const few = await exampleWithFewCards(server);
    const faults: string[] = [];
    const waiting = Object.entries(screens).values();
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
        await show({ page, url, ends, ...(name !== WHOLE && { plan: few }) }).catch((error: unknown) =>
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

async function exampleWithFewCards({ url, createPlan }: StartedServer): Promise<PlanFile> {
  const planId = await createPlan({ template: "example" });
  return fewCards((await ask(`${url}/api/plans/${planId}/export`)).json() as PlanFile, CARDS_BEHIND);
}

async function faultsOf(page: Page, where: string): Promise<readonly string[]> {
  // It is there from the first look on; to put it there anew takes as long as it works on a small screen.
  const isThere = await page.evaluate(() => "axe" in window);
  // Without legacy mode each look opens a second page to put the frames' results together: there are no frames.
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: "undefined" }) })
    .exclude(IN_HAND)
    .setLegacyMode()
    .options({ runOnly: TAGS, resultTypes: ["violations"], rules: NEVER_SERIOUS });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`);
}
