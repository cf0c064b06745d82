import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs, firstBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";
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
  await expect.poll(() => page.evaluate("document.fonts.check('600 15px Inter')")).toBe(true);
  expect([...hosts]).toEqual([new URL(url).host]);
  const html = await (await page.request.get(url)).text();
  expect(html).toMatch(/rel="preload"\s+href="\/assets\/inter-latin-wght-normal-[^"]+\.woff2"/u);
  expect(await (await page.request.get(`${url}/sw.js`)).text()).toContain("inter-latin-wght-normal");
});

it("SCR-368: going offline moves nothing that is pressed; on a phone the head is one row, and undo lies at the foot", async () => {
  const expected = /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/u;
  const { page: desk } = await openExample(browser, { serviceWorkers: "allow", expected });
  const { page: phone } = await openExample(browser, { ...PHONE, serviceWorkers: "allow", expected });
  for (const page of [desk, phone]) {
    const pressed = page.locator(".plan-header :is(a, input, button:not(.edit-in-place))");
    const places = () => pressed.evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
    const rim = () => page.locator(".connection").evaluate((one) => getComputedStyle(one).borderTopColor);
    expect(await rim()).toBe("rgba(0, 0, 0, 0)");
    await page.evaluate("document.fonts.ready");
    // Without a network it could not be fetched, and says so.
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const calm = await places();
    await page.context().setOffline(true);
    await page.locator(".connection--cut").waitFor();
    await expect.poll(rim).not.toBe("rgba(0, 0, 0, 0)");
    expect(await places()).toEqual(calm);
  }
  expect((await firstBox(phone, ".plan-header")).height).toBeLessThanOrEqual(80);
  expect((await firstBox(phone, ".undo")).y).toBeGreaterThan(PHONE.viewport.height - 60);
});
