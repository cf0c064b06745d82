import { describe, expect, it } from "vitest";

import { closeCodes } from "#shared/protocol/closeCodes.ts";

import { connectionIs, isOnDevice } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled, checkInForm, checkInsOn, hasFocus } from "../../support/checkInPage.ts";
import { beAs, openColleague, openExample } from "../../support/examplePage.ts";
import { holdSync } from "../../support/screens/syncWire.ts";

const browser = useBrowser();
const BENEFITS = /^Benefits we can demonstrate/u;

describe("a check-in that is begun", () => {
  it("SCR-265: survives a colleague's change, a reload and being offline; recorded offline, it arrives later", async () => {
    const { page, url } = await openExample(browser, {
      serviceWorkers: "allow",
      expected: /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/u,
    });
    await beAs(page, "Director of ICT");
    const { id, door, card, title } = await cardCalled(page, BENEFITS);
    const line = checkInForm(page).getByRole("textbox", { name: /one line/u });
    await door.click();
    await expect.poll(() => hasFocus(checkInForm(page).getByRole("spinbutton"))).toBe(true);
    await line.pressSequentially("Half a li");
    const colleague = await openColleague(browser, url);
    await beAs(colleague, "Head of Delivery");
    const theirs = await cardCalled(colleague, BENEFITS);
    await theirs.door.click();
    await expect.poll(() => hasFocus(checkInForm(colleague).getByRole("spinbutton"))).toBe(true);
    await checkInForm(colleague).getByText("On track").click();
    await colleague.keyboard.press("Enter");
    await expect.poll(() => card.getAttribute("data-status")).toBe("onTrack");
    expect(await line.inputValue()).toBe("Half a li");
    await expect.poll(() => checkInForm(page).getByRole("radio", { name: "On track" }).isChecked()).toBe(true);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await isOnDevice(page);

    await page.context().setOffline(true);
    await connectionIs(page, "offline");
    await page.reload();
    await connectionIs(page, "offline");
    await door.click();
    await checkInForm(page).getByText("You had begun this.").waitFor();
    expect(await line.inputValue()).toBe("Half a li");
    await line.fill("Half a line, and the other half.");
    await page.keyboard.press("Enter");
    await card.getByText("and the other half.").waitFor();
    await page.context().setOffline(false);
    await theirs.card.getByText("and the other half.").waitFor();
    expect((await checkInsOn(page, url, id)).at(-1)?.note).toBe("Half a line, and the other half.");
    await title.focus();
    await page.keyboard.press("u");
    expect(await line.inputValue()).toBe("");
    expect(await checkInForm(page).getByText("You had begun this.").count()).toBe(0);
  });

  it("SCR-265: Escape in another field of the sheet leaves a check-in that is begun there alone", async () => {
    const { page } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { title } = await cardCalled(page, BENEFITS);
    await title.click();
    const sheet = page.getByRole("dialog", { name: /^Objective:/u });
    await sheet.getByRole("button", { name: "Check in" }).click();
    const line = checkInForm(page).getByRole("textbox", { name: /one line/u });
    await line.fill("Half a line");
    await sheet.getByRole("button", { name: "Add notes" }).click();
    await expect.poll(() => hasFocus(sheet.getByRole("textbox", { name: "Notes" }))).toBe(true);
    await page.keyboard.type("1");
    await page.keyboard.press("Escape");
    await sheet.getByRole("button", { name: /notes$/u }).waitFor();
    expect(await line.inputValue()).toBe("Half a line");
    await line.press("Escape");
    await expect.poll(() => line.count()).toBe(0);
    expect(await sheet.count()).toBe(1);
  });

  it("SCR-271: a device whose clock is weeks ahead, or is put further ahead meanwhile, shows the ages that all others show", async () => {
    const { page, url } = await openExample(browser);
    const wrong = await browser.open(url, {
      viewport: { width: 1366, height: 768 },
      prepare: (opened) => opened.clock.install({ time: Date.now() + 45 * 86_400_000 }),
    });
    await wrong.locator(".card__age").first().waitFor();
    // Asked together: at midnight all of them change.
    const ages = () => Promise.all([page, wrong].map((on) => on.locator(".card__age").allInnerTexts()));
    await expect.poll(async () => new Set((await ages()).map(String)).size).toBe(1);

    const askedAnew = wrong.waitForEvent("websocket");
    await wrong.clock.setSystemTime(Date.now() + 90 * 86_400_000);
    await askedAnew;
    await connectionIs(wrong, "saved");
    await expect.poll(async () => new Set((await ages()).map(String)).size).toBe(1);
  });

  it("SCR-274: who may only read sees how old everything is, and nothing to press that would do nothing", async () => {
    const { page } = await openExample(browser);
    const wire = await holdSync(page);
    await page.reload();
    await connectionIs(page, "saved");
    await beAs(page, "Director of ICT");
    const { card, title } = await cardCalled(page, BENEFITS);
    const age = await card.locator(".card__check-in").innerText();
    await wire.set({ kind: "closed", code: closeCodes.signedOut.code });
    await connectionIs(page, "signedout");
    await expect.poll(() => card.getByRole("button").count()).toBe(0);
    expect(await card.locator(".card__age").innerText()).toContain(age);
    await title.focus();
    await page.keyboard.press("y");
    await page.keyboard.press("u");
    expect(await checkInForm(page).count()).toBe(0);
    expect(await card.locator(".progress--drag").count()).toBe(0);
  });
});
