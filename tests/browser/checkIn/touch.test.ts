import { describe, expect, it } from "vitest";

import { restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled, checkInForm, checkInsOn } from "../../support/checkInPage.ts";
import { CountedActions } from "../../support/countedActions.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";
import { swipe } from "../../support/touch.ts";

const browser = useBrowser();
const TENANTS = /^Let tenants check rent/u;

describe("a check-in by touch", () => {
  it("SCR-264: one tap on the tick, three for a whole one; no field takes focus unless it is touched", async () => {
    const { page, url } = await openExample(browser, PHONE);
    await page.getByRole("button", { name: "Who are you?" }).tap();
    await page.getByRole("button", { name: "Director of ICT", exact: true }).tap();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const { id, tick, door, card } = await cardCalled(page, TENANTS);
    const before = (await checkInsOn(page, url, id)).length;
    const hand = new CountedActions(page);
    await hand.tap(tick);
    expect(hand.count).toBe(1);
    await card.getByText("today", { exact: true }).waitFor();

    const whole = new CountedActions(page);
    await whole.tap(door);
    const form = checkInForm(page);
    await form.waitFor();
    const typing = () =>
      page.evaluate(() => document.activeElement?.matches("input:not([type=radio], [type=range])") ?? false);
    expect(await typing()).toBe(false);
    await whole.tap(form.getByText("At risk"));
    // In place of typing a number.
    await form.getByRole("button", { name: "More: Progress" }).tap();
    await expect.poll(() => form.getByRole("spinbutton", { name: "Progress" }).inputValue()).toBe("65");
    expect(await typing()).toBe(false);
    await whole.tap(form.getByRole("button", { name: "Record check-in" }));
    expect(whole.count).toBe(3);
    await expect.poll(() => card.getAttribute("data-status")).toBe("atRisk");
    expect((await checkInsOn(page, url, id)).slice(before)).toMatchObject([{}, { status: "atRisk", progress: 65 }]);

    await door.tap();
    await form.getByText("On track").tap();
    await form.getByRole("button", { name: "Cancel" }).tap();
    await form.waitFor({ state: "detached" });
    expect(await checkInsOn(page, url, id)).toHaveLength(before + 2);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(390);
  });

  it("SCR-268: a finger that rests on the bar drags it; a scroll that begins there never does", async () => {
    const { page, url } = await openExample(browser, PHONE);
    await page.getByRole("button", { name: "Who are you?" }).tap();
    await page.getByRole("button", { name: "Director of ICT", exact: true }).tap();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const { id, bar, card } = await cardCalled(page, TENANTS);
    const before = (await checkInsOn(page, url, id)).length;
    await bar.scrollIntoViewIfNeeded();
    const touch = await page.context().newCDPSession(page);
    const at = async (part: number) => {
      // A swipe glides on, and may take it out of view.
      await restingBox(bar);
      await bar.scrollIntoViewIfNeeded();
      const box = await restingBox(bar);
      return { x: Math.round(box.x + box.width * part), y: Math.round(box.y + 2) };
    };
    const from = await at(0.6);
    await swipe(touch, from, { x: from.x - 120, y: from.y });
    await swipe(touch, await at(0.6), { ...(await at(0.6)), y: from.y - 200 });
    await bar.scrollIntoViewIfNeeded();
    expect(await card.getAttribute("data-progress")).toBe("60");
    expect(await page.locator(".card--picture, .row--selected").count()).toBe(0);
    await swipe(touch, await at(0.6), await at(0.9), { lifts: page.locator(".progress--held") });
    await expect.poll(() => card.getAttribute("data-progress")).toBe("90");
    expect(await page.locator(".card--picture, .row--selected").count()).toBe(0);
    const [line, toast] = [page.getByRole("form", { name: "A line about it" }), page.locator(".toast")];
    await expect
      .poll(async () => {
        const [below, above] = [await restingBox(line), await restingBox(toast)];
        return below.y - (above.y + above.height);
      })
      .toBeGreaterThan(0);
    expect((await checkInsOn(page, url, id)).slice(before)).toMatchObject([{ progress: 90 }]);
  });
});
