import type { Locator } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs, firstBox, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { checkInForm, hasFocus } from "../../support/checkInPage.ts";
import { beAs } from "../../support/examplePage.ts";
import { planOfFive } from "../../support/planOfFive.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

it("SCR-758: with five key results the buttons and a refusal are at the foot of the form, and what has focus above them", async () => {
  const server = await startServer();
  const phone = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
  for (const size of [{ viewport: { width: 1366, height: 768 } }, { viewport: { width: 1280, height: 620 } }, phone]) {
    const page = await browser.open(`${server.url}/p/${await server.createPlan(planOfFive())}`, size);
    await connectionIs(page, "saved");
    await beAs(page, "Head of Everything");
    await page.locator(".card__check-in").first().click();
    const popover = await restingBox(page.locator(".popover--form"));
    const record = checkInForm(page).getByRole("button", { name: /^(?:Still right|Record check-in)$/u });
    const atFoot = await restingBox(record);
    const edge = Math.min(popover.y + popover.height, size.viewport.height);
    expect(edge - (atFoot.y + atFoot.height)).toBeGreaterThanOrEqual(12);

    const last = checkInForm(page).getByRole("spinbutton", { name: "Measure 5" });
    await last.focus();
    const field = await restingBox(last);
    expect(field.y + field.height).toBeLessThan((await firstBox(page, ".check-in__buttons")).y);
    await last.fill("five");
    await page.keyboard.press("Enter");
    const reason = await restingBox(checkInForm(page).getByRole("alert"));
    expect(reason.y + reason.height).toBeLessThan((await restingBox(record)).y);
    expect(await hasFocus(last)).toBe(true);
    await page.keyboard.press("Escape");
  }
});

it("SCR-761: a key result that is to fall says so and what it was, each once; what corrects the last looks like a button", async () => {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan(planOfFive({ start: 900, target: 600 }))}`;
  const page = await browser.open(url, { viewport: { width: 1366, height: 768 } });
  await connectionIs(page, "saved");
  await beAs(page, "Head of Everything");
  const open = () => page.locator(".card__check-in").first().click();
  await open();
  const field = checkInForm(page).getByRole("spinbutton", { name: "Measure 1" });
  await checkInForm(page).getByText("down to 600 people").first().waitFor();
  await field.fill("800");
  await page.keyboard.press("Enter");
  await checkInForm(page).waitFor({ state: "detached" });
  await open();
  await field.fill("700");
  await checkInForm(page).getByText("down to 600 people, was 800", { exact: true }).waitFor();
  const correct = page.getByRole("button", { name: "Correct your last check-in" });
  const frame = (of: Locator) => of.evaluate((button) => getComputedStyle(button).borderTopColor);
  expect(await frame(correct)).not.toBe("rgba(0, 0, 0, 0)");
});
