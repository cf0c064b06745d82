import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, it, onTestFinished } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { SCREENS } from "../../support/screens/screens.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.each(Object.keys(SCREENS))("SCR-187: axe finds nothing serious in “%s”", async (name) => {
    const { url } = await startServer();
    const size = colorScheme === "light" ? SIZES.laptop : SIZES.phone;
    const page = await browser.open(`${url}/p/nosuchplan`, {
      ...size,
      colorScheme,
      reducedMotion: "reduce",
      serviceWorkers: "block",
      // States of failure are looked at as well.
      expected: /WebSocket|Failed to load resource|IndexedDB/u,
    });
    const ends: (() => void)[] = [];
    onTestFinished(() => ends.forEach((end) => end()));
    await SCREENS[name]?.({ page, url, ends });
    // What appears and goes again within the check would be measured half-way.
    await page.waitForTimeout(250);
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
  });
});
