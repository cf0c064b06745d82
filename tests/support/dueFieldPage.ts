import type { Page } from "playwright-core";

import type { TestBrowser } from "./browser.ts";
import { openExample } from "./examplePage.ts";

/** The sheet of the first objective, which is due at the end of March. */
export async function openDueSheet(browser: TestBrowser, options: Parameters<typeof openExample>[1] = {}) {
  const { page } = await openExample(browser, { locale: "en-GB", ...options });
  await page.locator(".card__link").first().press("Enter");
  const sheet = page.getByRole("dialog", { name: /^Objective/u });
  // Its parts have names in the reader's language.
  await page.getByRole("spinbutton").first().waitFor();
  return {
    page,
    sheet,
    remove: sheet.getByRole("button", { name: "Remove the due date" }),
    calendar: sheet.getByRole("button", { name: /^Calendar/u }),
    words: sheet.locator(".due-field__words"),
  };
}

export function part(page: Page, name: "day" | "month" | "year") {
  return page.getByRole("spinbutton", { name: new RegExp(name, "u") });
}

/** What is typed is left, and so is the field with its buttons. */
export async function leaveField(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close", exact: true }).focus();
}

/** Nothing of the words between is missed: they are written down as often as they change. */
export async function noteWords(page: Page): Promise<() => Promise<readonly string[]>> {
  const seen = await page.evaluateHandle(() => {
    const words: string[] = [];
    const note = (): void => {
      const text = document.querySelector(".due-field__words")?.textContent ?? "";
      if (words.at(-1) !== text) words.push(text);
    };
    note();
    new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
    return words;
  });
  return () => seen.evaluate((words) => [...words]);
}
