import type { Locator, Page } from "playwright-core";

/** A person at a page whose actions are counted: clicks, taps, keys. Typing text is none. */
export class CountedActions {
  readonly #page: Page;
  count = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async click(target: Locator): Promise<void> {
    this.count += 1;
    await target.click();
  }

  async tap(target: Locator): Promise<void> {
    this.count += 1;
    await target.tap();
  }

  async press(key: string): Promise<void> {
    this.count += 1;
    await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }
}
