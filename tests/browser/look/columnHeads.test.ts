import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { examplePlanFor } from "../../support/memberPage.ts";
import { SIZES } from "../../support/screens/sizes.ts";

const browser = useBrowser();
const WINDOWS = ["laptop", "tablet", "wall", "wall4k"] as const;

/** Where the titles of all columns begin, the lines on how their cards stand, the statements that are shown, and the cards. */
async function linesOf(page: Page): Promise<readonly (readonly number[])[]> {
  await page.locator(".card").nth(20).waitFor();
  await page.evaluate("document.fonts.ready");
  const parts = [".column__title", ".column__line--summary", ".column__statement:not([hidden])", ".column__scroller"];
  return page.locator(".board").evaluate(
    (board, selectors) =>
      selectors.map((selector) => {
        const tops = [...board.querySelectorAll(selector)].map((part) => Math.round(part.getBoundingClientRect().top));
        return [...new Set(tops)];
      }),
    parts,
  );
}

describe("the heads of columns", () => {
  it.each(WINDOWS)("SCR-942: share their lines on a %s, for an editor and for a viewer", async (size) => {
    const plan = await examplePlanFor(browser);
    for (const role of ["editor", "viewer"] as const) {
      const { page } = await plan.member(role, `The ${role}`, SIZES[size]);
      const lines = await linesOf(page);
      const statements = size.startsWith("wall") ? 0 : 1;
      expect(
        lines.map(({ length }) => length),
        role,
      ).toEqual([1, 1, statements, 1]);
    }
  });
});
