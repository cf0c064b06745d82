import type { Locator } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled, checkInForm, hasFocus } from "../../support/checkInPage.ts";
import { beAs, openExample } from "../../support/examplePage.ts";
import { planOfFive } from "../../support/planOfFive.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

/** What a field is described by, and whether that stands right beneath it. */
async function problemOf(field: Locator): Promise<string> {
  const problem = field.page().getByRole("alert").filter({ hasText: "is no number" });
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
  const shown = await problem.evaluateAll(
    (all, ids) => all.filter(({ id }) => ids.includes(id)).map(({ textContent }) => textContent),
    (await field.getAttribute("aria-describedby"))?.split(" ") ?? [],
  );
  const [above, below] = [await restingBox(field), await restingBox(problem.filter({ hasText: shown[0]! }))];
  expect(below.y - (above.y + above.height)).toBeLessThan(16);
  return shown.join();
}

it("SCR-926: what is wrong with a number stands beneath its field, which has focus, until it is changed", async () => {
  const { page } = await openExample(browser);
  await beAs(page, "Director of ICT");
  const { title } = await cardCalled(page, /^Benefits we can demonstrate/u);
  await title.focus();
  await page.keyboard.press("u");
  const progress = checkInForm(page).getByRole("spinbutton", { name: "Progress", exact: true });
  await progress.fill("half");
  await checkInForm(page)
    .getByRole("textbox", { name: /one line/u })
    .focus();
  await page.keyboard.press("Enter");
  expect(await problemOf(progress)).toBe("“half” is no number. Write digits, like 42 or 3.5.");
  expect(await hasFocus(progress)).toBe(true);
  await page.keyboard.type("40");
  await expect.poll(() => progress.getAttribute("aria-invalid")).toBe("false");
  expect(await checkInForm(page).getByRole("alert").count()).toBe(0);
});

it("SCR-926: each key result says what is wrong with its own, and the first of them has focus", async () => {
  const server = await startServer();
  const page = await browser.open(`${server.url}/p/${await server.createPlan(planOfFive())}`);
  await connectionIs(page, "saved");
  await beAs(page, "Head of Everything");
  await page.locator(".card__check-in").first().click();
  const [second, fourth] = [2, 4].map((at) => checkInForm(page).getByRole("spinbutton", { name: `Measure ${at}` }));
  await second!.fill("two");
  await fourth!.fill("four");
  await page.keyboard.press("Enter");
  expect(await problemOf(second!)).toMatch(/^“two” is no number/u);
  expect(await problemOf(fourth!)).toMatch(/^“four” is no number/u);
  expect(await hasFocus(second!)).toBe(true);
});
