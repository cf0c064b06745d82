import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openPlan, others } from "../../support/screens/stage.ts";
import type { Stage } from "../../support/screens/stage.ts";
import { holdSync } from "../../support/screens/syncWire.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

/** What Chromium counts as moved without a hand, and where. */
const WATCH = `
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      // A bar that grows in its place counts too, with next to nothing.
      if (!hadRecentInput && value >= 0.0005) window.moved.push(value.toFixed(4) + " " + sources.map(({ node }) => node?.className ?? "?"));
    }
  }).observe({ type: "layout-shift", buffered: true });
`;

async function moved(page: Page): Promise<unknown> {
  await page.waitForTimeout(500);
  return page.evaluate("window.moved");
}

it("SCR-184: nothing moves when a plan opens, when others come and change it, and when the connection is lost", async () => {
  const { url } = await startServer();
  const page = await browser.open(`${url}/p/nosuchplan`, { viewport: { width: 1366, height: 768 } });
  const stage: Stage = { page, url, ends: [] };
  await page.addInitScript(WATCH);
  const wire = await holdSync(page);
  const planId = await openPlan(stage);
  expect(await moved(page)).toEqual([]);

  await others(stage, planId, [{ name: "Head of Delivery", card: 0 }, { name: "Head of Platform" }]);
  const other = await browser.open(`${url}/p/${planId}`);
  await other.locator(".card__check-in").nth(2).click();
  await other.getByRole("button", { name: "Director of ICT" }).click();
  await other.getByRole("radio", { name: "At risk" }).check({ force: true });
  await other.getByRole("button", { name: "Record check-in" }).click();
  await expect.poll(() => page.locator(".card__status").nth(2).innerText()).toContain("At risk");
  await wire.set({ kind: "silent" });
  await connectionIs(page, "offline");
  expect(await moved(page)).toEqual([]);
  for (const end of stage.ends) end();
});

it("SCR-183: the font is there with the first picture, and every request goes to our own host", async () => {
  const { url } = await startServer();
  const page = await browser.open(`${url}/p/nosuchplan`);
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await openPlan({ page, url, ends: [] });
  await page.locator(".card__link").first().click();
  await page.getByRole("dialog", { name: /^Objective:/u }).waitFor();
  expect(await page.evaluate("document.fonts.check('600 15px Inter')")).toBe(true);
  expect([...hosts]).toEqual([new URL(url).host]);
  const html = await (await page.request.get(url)).text();
  expect(html).toMatch(/rel="preload"\s+href="\/assets\/inter-latin-wght-normal-[^"]+\.woff2"/u);
  expect(await (await page.request.get(`${url}/sw.js`)).text()).toContain("inter-latin-wght-normal");
});
