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

it("SCR-761: a key result says where it began and is to go, and what it was, each once; what corrects the last looks like a button", async () => {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan(planOfFive({ start: 900, target: 600 }))}`;
  const page = await browser.open(url, { viewport: { width: 1366, height: 768 } });
  await connectionIs(page, "saved");
  await beAs(page, "Head of Everything");
  const open = () => page.locator(".card__check-in").first().click();
  await open();
  const field = checkInForm(page).getByRole("spinbutton", { name: "Measure 1" });
  await checkInForm(page).getByText("from 900 to 600 people", { exact: true }).first().waitFor();
  await field.fill("800");
  await page.keyboard.press("Enter");
  await checkInForm(page).waitFor({ state: "detached" });
  await open();
  await field.fill("700");
  await checkInForm(page).getByText("from 900 to 600 people, was 800", { exact: true }).waitFor();
  const correct = page.getByRole("button", { name: "Correct your last check-in" });
  const frame = (of: Locator) => of.evaluate((button) => getComputedStyle(button).borderTopColor);
  expect(await frame(correct)).not.toBe("rgba(0, 0, 0, 0)");
});

it("SCR-952: at 320 px where a key result began, is to go and was is one line, and nothing moves for what it was", async () => {
  const server = await startServer();
  const path = `${server.url}/p/${await server.createPlan(planOfFive({ start: 31, target: 70 }))}`;
  const page = await browser.open(path, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await connectionIs(page, "saved");
  await beAs(page, "Head of Everything");
  const words = page.locator(".value-field__unit").first();
  const field = page.getByRole("spinbutton", { name: "Measure 1" });
  const checkIn = async (value: string): Promise<void> => {
    await page.locator(".card__check-in").first().click();
    await field.fill(value);
    await page.keyboard.press("Enter");
    await checkInForm(page).waitFor({ state: "detached" });
  };
  await checkIn("40");
  for (const open of [
    () => page.locator(".card__check-in").first().click(),
    async () => {
      await page
        .getByRole("link", { name: /^Objective/u })
        .first()
        .click();
      await page.getByRole("dialog").getByRole("button", { name: "Check in", exact: true }).click();
    },
  ]) {
    await open();
    await field.waitFor();
    const before = await restingBox(words);
    await field.fill("50");
    await expect.poll(() => words.innerText()).toBe("from 31 to 70 people, was 40");
    expect((await restingBox(words)).height).toBe(before.height);
    expect(before.height).toBeLessThan(24);
    await page.keyboard.press("Escape");
  }
});
