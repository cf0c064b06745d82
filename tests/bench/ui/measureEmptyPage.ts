import type { Browser } from "playwright-core";

import type { Figures } from "./figures.ts";
import { installProbe } from "./installProbe.ts";
import { heapOf } from "./openPlan.ts";

/** What a page with React costs that shows one line and fetches nothing: no board can be opened sooner. */
export async function measureEmptyPage(browser: Browser, url: string): Promise<Pick<Figures, "open" | "heapMb">> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  try {
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => Number.isFinite(window.waymarkProbe.usableAt));
    const open = await page.evaluate(() => window.waymarkProbe.usableAt);
    const cdp = await context.newCDPSession(page);
    return { open, heapMb: await heapOf(cdp) };
  } finally {
    await context.close();
  }
}
