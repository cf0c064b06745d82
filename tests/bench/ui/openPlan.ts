import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";

import { connectionIs } from "../../support/boardPage.ts";
import { beOwner } from "../../support/beOwner.ts";
import { installProbe } from "./installProbe.ts";

/** A plan on screen, at rest. */
export interface OpenedPlan {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** What comes later than the first picture (fetched ahead, service worker) has come by then. */
export const REST_MS = 2_500;

/** Opens a plan as somebody's first visit, and waits until the page is at rest. */
export async function openPlan(browser: Browser, url: string): Promise<OpenedPlan> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await beOwner(context, url);
  await context.addInitScript(installProbe);
  const page = await context.newPage();
  await page.goto(url);
  await atRest(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  return { context, page, cdp };
}

export async function atRest(page: Page): Promise<void> {
  await connectionIs(page, "saved", 60_000);
  await page.waitForTimeout(REST_MS);
}

/** Milliseconds since the page was made that went into scripts, and into all of its work. */
export async function workOf(cdp: CDPSession): Promise<{ readonly script: number; readonly all: number }> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  const seconds = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { script: seconds("ScriptDuration") * 1_000, all: seconds("TaskDuration") * 1_000 };
}

/** What lies on the page's heap once it was tidied, in MB. */
export async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  return usedSize / 1024 ** 2;
}
