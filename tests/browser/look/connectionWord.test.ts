import { expect, it } from "vitest";

import { connectionIs, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

it("SCR-856: what the connection's word means, and what to do, is read by touch in the plan's menu, live", async () => {
  const { page } = await openExample(browser, {
    ...PHONE,
    viewport: { width: 320, height: 640 },
    serviceWorkers: "allow",
    expected: /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/u,
  });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.getByRole("button", { name: "Plan menu" }).tap();
  const menu = page.locator(".popover", { has: page.getByRole("menu", { name: "Plan menu" }) });
  await menu.getByText("Saved: Everything you changed is on the server’s disk").waitFor();
  await page.context().setOffline(true);
  const said = menu.getByText("Offline, kept: There is no connection. Go on working: changes are kept on this device");
  await said.waitFor();
  const { x, y, width, height } = await restingBox(said);
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(320);
  expect(y).toBeGreaterThanOrEqual(0);
  const last = await restingBox(menu.getByRole("menuitem").last());
  expect(last.y).toBeGreaterThan(y + height);
  expect(last.y + last.height).toBeLessThanOrEqual(640);
  await page.context().setOffline(false);
  await menu.getByText(/^Saved: /u).waitFor();
  await menu.getByRole("menuitem", { name: "Settings" }).tap();
  await connectionIs(page, "saved");
});
