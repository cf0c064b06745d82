import type { Browser } from "playwright-core";

import type { Figures } from "./figures.ts";
import { installProbe } from "./installProbe.ts";
import { measureDrag, measureSeen } from "./measureDrag.ts";
import { heapOf, REST_MS } from "./openPlan.ts";
import type { OpenedPlan } from "./openPlan.ts";

/** What the plain board costs, in two browsers that have it open: what the libraries take of each figure by themselves. */
export async function measurePlainBoard(
  mine: Browser,
  theirs: Browser,
  url: string,
  back: boolean,
): Promise<Partial<Figures>> {
  const opened = await openPlainBoard(mine, url);
  const { usableAt, longTasks } = await opened.page.evaluate(() => window.waymarkProbe);
  const elements = await opened.page.evaluate(() => document.getElementsByTagName("*").length);
  const heapMb = await heapOf(opened.cdp);
  const drag = await measureDrag(opened, back);
  const other = await openPlainBoard(theirs, url);
  const seen = await measureSeen(opened, other, back);
  await other.context.close();
  await opened.context.close();
  const longTasksOpening = longTasks.reduce((sum, { duration }) => sum + duration, 0);
  return { open: usableAt, longTasksOpening, heapMb, elements, ...drag, ...seen };
}

async function openPlainBoard(browser: Browser, url: string): Promise<OpenedPlan> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await context.addInitScript(installProbe);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => Number.isFinite(window.waymarkProbe.usableAt));
  await page.waitForTimeout(REST_MS);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  return { context, page, cdp };
}
