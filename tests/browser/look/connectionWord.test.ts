import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";
import { connectionScreens } from "../../support/screens/connectionScreens.ts";
import { startServer } from "../../support/startServer.ts";

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
  await menu.getByText("Saved: All your changes are saved").waitFor();
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

it("SCR-958: what the connection's word means is read once, and is a hint under the pointer", async () => {
  const { page } = await openExample(browser);
  await connectionIs(page, "saved");
  const read = await page.getByTestId("connection").ariaSnapshot();
  expect(read.match(/All your changes are saved/gu)).toHaveLength(1);
  expect(read.match(/Saved/gu)).toHaveLength(1);
  const hint = page.getByTitle("All your changes are saved, and everybody here sees them.");
  await hint.getByText("Saved", { exact: true }).waitFor();
});

it("SCR-950: on a first visit neither a newer server nor one that makes the page wait is said to lose changes", async () => {
  const server = await startServer();
  const planId = await server.createPlan({ template: "example" });
  const refusedWith = (code: number): Promise<Page> =>
    browser.open(`${server.url}/p/${planId}`, {
      expected: /WebSocket/u,
      prepare: (page) => page.routeWebSocket(/\/sync\//u, (socket) => void socket.close({ code, reason: "" })),
    });
  const old = await refusedWith(4426);
  const notice = old.locator(".connection-notice");
  await notice.getByText("Reload it to open the plan.").waitFor();
  await notice.getByRole("button", { name: "Reload" }).waitFor();
  expect(await old.locator("body").innerText()).not.toMatch(/keep changes|nothing is lost/u);

  const busy = await refusedWith(4529);
  await busy.getByRole("heading", { name: "This plan opens in a moment" }).waitFor();
  await busy.getByRole("main").getByText("Too much at once came from this device.").waitFor();
  expect(await busy.locator("body").innerText()).not.toMatch(/no connection|not kept|online/u);
});

it("SCR-953: commands for the server are folded away at the sign-in and where a plan is damaged, and opened by keyboard", async () => {
  const { url } = await startServer();
  const door = await browser.open(url, { signedIn: false });
  await door.getByRole("button", { name: "Continue", exact: true }).waitFor({ timeout: 9_000 });
  const page = await browser.open(`${url}/p/nosuchplan`);
  await connectionScreens["damaged"]?.({ page, url, ends: [] });
  for (const [shown, command] of [
    [door, "node server/main.ts token"],
    [page, "node server/main.ts verify"],
  ] as const) {
    const fold = shown.getByText("For whoever runs the server", { exact: true });
    await fold.waitFor({ timeout: 9_000 });
    expect(await shown.getByText(command).isVisible()).toBe(false);
    await fold.focus();
    await shown.keyboard.press("Enter");
    await shown.getByText(command).waitFor();
  }
});
