import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { examplePlanFor } from "../../support/memberPage.ts";

const browser = useBrowser();
const MEDIA = ["print", "screen"] as const;

it("SCR-785: on paper what a plan is for stands whole, for its editors and for those who may only look", async () => {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const purpose = `${"What we agreed to do first, and why. ".repeat(8)}${"x".repeat(120)}`;
  const plan = await examplePlanFor(browser, { ...file, plan: { ...file.plan, purpose } });
  for (const role of ["editor", "viewer"] as const) {
    const { page } = await plan.member(role, role);
    await page.locator(".plan-header__purpose").waitFor();
    await page.emulateMedia({ media: "print" });
    // The width between the margins of A4, on its end and on its side.
    for (const width of [718, 1046]) {
      await page.setViewportSize({ width, height: 1_000 });
      expect(await cutIn(page), `${role} at ${width}`).toEqual([]);
      expect((await page.locator(".plan-header__purpose").boundingBox())?.height).toBeGreaterThan(40);
    }
  }
});

it.each(MEDIA)("SCR-827: on %s who owns an objective stands where its title begins", async (media) => {
  const plan = await examplePlanFor(browser);
  const { page } = await plan.member("viewer", "viewer");
  await page.locator(".card__owner").first().waitFor();
  await page.emulateMedia({ media });
  const indents = await page.locator(".card").evaluateAll((cards) =>
    cards.map((card) => {
      const [title, owner] = [".card__link", ".card__owner"].map((part) => {
        const words = document.createRange();
        words.selectNodeContents(card.querySelector(part)?.lastChild ?? card);
        return words.getBoundingClientRect().left;
      });
      return Math.round((owner ?? 0) - (title ?? 0));
    }),
  );
  expect(indents.length).toBeGreaterThan(media === "print" ? 20 : 5);
  expect(new Set(indents)).toEqual(new Set([0]));
});

/** The parts of what the plan is for that are wider than the room they have. */
function cutIn(page: Page): Promise<readonly string[]> {
  return page
    .locator(".plan-header__purpose")
    .evaluate((purpose) =>
      [purpose, ...purpose.querySelectorAll(":not(.visually-hidden)")]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
        .map(({ className, scrollWidth, clientWidth }) => `${className}: ${scrollWidth} in ${clientWidth}`),
    );
}
