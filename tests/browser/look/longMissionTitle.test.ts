import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { PHONE } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { examplePlanFor } from "../../support/memberPage.ts";
import { SIZES } from "../../support/screens/sizes.ts";

const browser = useBrowser();

const LONG = `${"All that the council means to do for everybody ".repeat(4).slice(0, 149)}s`;

/** A plan whose first mission has a title of 150 letters; the last one has no cards, and is called as long where asked. */
async function longTitled(emptyToo = false) {
  const file = planFileOf({ missions: 3, objectives: 6 });
  const [first, second, third] = file.missions;
  const missions = [
    { ...first, title: LONG },
    second,
    third,
    { ...third, id: "none", title: emptyToo ? LONG : "None", placement: { sortKey: "Z", by: null, at: 0 } },
  ];
  return examplePlanFor(browser, { ...file, missions });
}

/** How many lines of the first title are seen, and whether some of it is not. */
async function seenOf(page: Page): Promise<{ readonly lines: number; readonly isCut: boolean }> {
  await page.locator(".card").first().waitFor();
  await page.evaluate("document.fonts.ready");
  return page
    .locator(".column__title [id^='mission-title-']")
    .first()
    .evaluate((title) => {
      const line = Number.parseFloat(getComputedStyle(title).lineHeight);
      const { height } = title.getBoundingClientRect();
      return { lines: Math.round(height / line), isCut: title.scrollHeight > title.clientHeight + 1 };
    });
}

describe("a mission’s title of 150 letters", () => {
  it.each(["laptop", "wall", "phone"] as const)(
    "SCR-944: takes three lines at most on a %s, and is whole while it is written, over the mission’s menu, and over how far it is",
    async (size) => {
      const plan = await longTitled();
      const { page } = await plan.member(
        "editor",
        "Ed",
        size === "phone" ? { ...PHONE, viewport: { width: 320, height: 640 } } : SIZES[size],
      );
      const seen = await seenOf(page);
      expect(seen.lines).toBeLessThanOrEqual(3);
      if (size !== "wall") expect(seen.isCut).toBe(true);
      const cards = () => page.locator(".card").first().boundingBox();
      const before = await cards();
      const title = page.locator(".column__title").first();
      await title.getByRole("button").click();
      const field = page.getByRole("textbox", { name: "mission title" });
      expect(await field.evaluate((text) => text.scrollHeight - text.clientHeight)).toBeLessThanOrEqual(1);
      expect(await cards()).toEqual(before);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Mission menu" }).first().click();
      await page.getByText(LONG).and(page.locator(".menu__about")).waitFor();
      await page.keyboard.press("Escape");
    },
  );

  it("SCR-944: is read whole by who may only look, by a press on how its cards stand, or by scrolling where it has none", async () => {
    const plan = await longTitled(true);
    const { page } = await plan.member("viewer", "Vi", SIZES.laptop);
    expect(await seenOf(page)).toEqual({ lines: 3, isCut: true });
    await page
      .getByRole("button", { name: /how far it is/u })
      .first()
      .press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(LONG).waitFor();
    expect(await dialog.getAttribute("aria-labelledby")).not.toBeNull();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    const empty = page.locator(".column__title").last();
    const high = () =>
      empty.evaluate((box) => ({ box: box.clientHeight, line: Number.parseFloat(getComputedStyle(box).lineHeight) }));
    const { box, line } = await high();
    expect(box).toBeLessThan(4 * line);
    await empty.focus();
    await page.keyboard.press("End");
    await expect.poll(() => empty.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  });
});
