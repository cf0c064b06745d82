import type { Page } from "playwright-core";

import type { MissionId } from "#shared/model/id.ts";

import { connectionIs, missionsOf } from "./boardPage.ts";
import type { TestBrowser } from "./browser.ts";
import { startServer } from "./startServer.ts";

interface ExamplePage {
  readonly page: Page;
  readonly url: string;
  readonly missions: readonly [MissionId, MissionId, MissionId, MissionId, MissionId];
}

const LAPTOP = { width: 1366, height: 768 };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The example plan on a server of its own, open in a window of a laptop's size unless `options` say otherwise. */
export async function openExample(
  browser: TestBrowser,
  options: Parameters<TestBrowser["open"]>[1] = {},
): Promise<ExamplePage> {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
  const page = await browser.open(url, { viewport: LAPTOP, ...options });
  const missions = await missionsOf(page);
  if (!isFive(missions)) throw new Error("The example plan has five missions.");
  await connectionIs(page, "saved");
  return { page, url, missions };
}

/** Counted from Sunday. The example is as of the last one; on each day after it more is late. */
const TUESDAY = 2;

/** The same as it stands on the day of the week that it was drawn up for, whatever day it is: what is late there never differs. */
export async function openExampleOfItsDay(browser: TestBrowser): Promise<Page> {
  const daysSince = (new Date().getUTCDay() + 7 - TUESDAY) % 7;
  const now = Date.now() - daysSince * 86_400_000;
  const server = await startServer({ clock: () => now });
  const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
  const page = await browser.open(url, { viewport: LAPTOP, prepare: (opened) => opened.clock.setFixedTime(now) });
  await connectionIs(page, "saved");
  return page;
}

/** The same in a window of that size, once its type has come. */
export async function exampleAt(browser: TestBrowser, size: Parameters<TestBrowser["open"]>[1]): Promise<Page> {
  const { page } = await openExample(browser, size);
  await page.evaluate("document.fonts.ready");
  return page;
}

/** A colleague's window beside it, with a name of its own. */
export async function openColleague(browser: TestBrowser, url: string): Promise<Page> {
  const colleague = await browser.open(url, { viewport: LAPTOP });
  await connectionIs(colleague, "saved");
  return colleague;
}

/** Says who sits at a window, by a name of the plan. */
export async function beAs(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Who are you?" }).click();
  await page.getByRole("button", { name, exact: true }).click();
  // While the dialog is open nothing beneath it has a role.
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Who are you?" }).waitFor({ state: "detached" });
}

function isFive(missions: readonly MissionId[]): missions is ExamplePage["missions"] {
  return missions.length === 5;
}
