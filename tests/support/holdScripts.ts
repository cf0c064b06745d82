import type { Page } from "playwright-core";

/** The scripts that can show a plan; another one opens it. */
export const SCREENS = /\/assets\/(libraries|index)-.*\.js$/u;

/** Keeps those scripts from arriving until the promise has settled. */
export async function holdScripts(page: Page, scripts: RegExp, until: () => Promise<void>): Promise<void> {
  await page.route(scripts, async (route) => {
    await until();
    await route.continue();
  });
}
