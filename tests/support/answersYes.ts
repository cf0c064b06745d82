import type { Page } from "playwright-core";

/** Milliseconds between two questions. */
const PAUSE = 50;

/** Waits until a page answers a question with yes that takes it a while; `waitForFunction` takes any promise for a yes. */
export async function answersYes<Arg>(
  page: Page,
  question: (argument: Arg) => Promise<boolean>,
  argument: Arg,
): Promise<void> {
  // oxlint-disable-next-line typescript/no-explicit-any -- Playwright types what goes to a page by conditional types
  while (!(await page.evaluate<boolean, any>(question, argument))) await page.waitForTimeout(PAUSE);
}
