import { describe, expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { COLLEAGUE, openDuePlan, OWNER } from "../../support/duePlan.ts";
import { beAs, openExampleOfItsDay } from "../../support/examplePage.ts";

const browser = useBrowser();

describe("the head of the board", () => {
  it("SCR-300: says how much is up to date, shows what is late and whose it is, with a search too, and all again", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    const drawn = () => page.locator("[data-testid^='card-']").count();
    await page.getByText("6 of 10 up to date").waitFor();
    const late = page.getByRole("button", { name: "4 late" });
    const missions = page.getByRole("list", { name: "Late, by mission" }).getByRole("listitem");
    const lateOf = () => missions.evaluateAll((items) => items.map((item) => item.textContent));
    expect(await lateOf()).toEqual(["Mission 1 2 late", "Mission 2 1 late", "Mission 3 1 late"]);
    await page.evaluate("document.fonts.ready");
    const top = (await page.getByTestId("board").boundingBox())?.y;
    const left = (await late.boundingBox())?.x;
    await late.focus();
    await page.keyboard.press("Enter");
    await expect.poll(drawn).toBe(4);
    expect(await late.getAttribute("aria-pressed")).toBe("true");
    expect((await late.boundingBox())?.x).toBe(left);
    expect((await page.getByTestId("board").boundingBox())?.y).toBe(top);
    await page
      .getByRole("status", { name: "What is shown" })
      .getByText(`Showing what is late: 4 of 10 objectives; ${COLLEAGUE} 1, ${OWNER} 3.`)
      .waitFor({ state: "attached" });
    const whose = page.getByRole("group", { name: "Whose the late ones are" }).getByRole("button");
    await expect.poll(() => whose.allInnerTexts()).toEqual([`${COLLEAGUE}\n1\nlate`, `${OWNER}\n3\nlate`]);
    await whose.nth(1).click();
    await expect.poll(drawn).toBe(3);
    await page.getByRole("searchbox").fill("Objective 2");
    await expect.poll(drawn).toBe(1);
    await page.getByText("1/10").waitFor();
    await page.getByRole("searchbox").fill("");
    await whose.nth(1).click();
    await expect.poll(drawn).toBe(4);
    await late.click();
    await expect.poll(drawn).toBe(10);
  });

  it("SCR-916: a mission of which nothing is late is not named, and my updates stands out while something waits", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    const missions = page.getByRole("list", { name: "Late, by mission" }).getByRole("listitem");
    const updates = page.getByRole("link", { name: /^My updates/u });
    const ground = () => updates.evaluate((link) => getComputedStyle(link).backgroundColor);
    await page.getByRole("link", { name: "My updates 3 due" }).waitFor();
    const standsOut = await ground();
    const waiting = page.locator("[data-testid^='card-']", { hasText: /late/u }).filter({ hasText: OWNER });
    for (const left of [2, 1, 0]) {
      await waiting
        .first()
        .getByRole("button", { name: /^Still right/u })
        .click();
      await expect.poll(() => waiting.count()).toBe(left);
    }
    await page.getByRole("link", { name: "My updates", exact: true }).waitFor();
    expect(await missions.evaluateAll((items) => items.map((item) => item.textContent))).toHaveLength(1);
    await page.mouse.move(0, 0);
    await expect.poll(ground).not.toBe(standsOut);
  });

  it("SCR-768: that only one person's are shown is read out too, and that all are again", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    const told = page.getByRole("status", { name: "What is shown" });
    await page.getByRole("button", { name: "4 late" }).click();
    const name = page.getByRole("group", { name: "Whose the late ones are" }).getByRole("button", { name: OWNER });
    await name.click();
    await expect.poll(() => told.innerText()).toBe(`Showing what is late of ${OWNER}: 3 of 10 objectives.`);
    await name.click();
    await expect.poll(() => told.innerText()).toMatch(/^Showing what is late: 4 of 10 objectives;/u);
  });

  it("SCR-954: with a search among what is late one count is read out, that of what is found", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    const told = page.getByRole("status", { name: "What is shown" });
    const found = page.getByRole("status", { name: "Search result" });
    await page.getByRole("button", { name: "4 late" }).click();
    await page.getByRole("searchbox").fill("Objective 1");
    await expect.poll(() => found.innerText()).toMatch(/^\d of 10 objectives found, of what is late\.$/u);
    const count = (await page.locator(".search__count").innerText()).split("/")[0] ?? "";
    expect(await found.innerText()).toMatch(new RegExp(`^${count} of 10`, "u"));
    const name = page.getByRole("group", { name: "Whose the late ones are" }).getByRole("button", { name: OWNER });
    await name.click();
    await expect.poll(() => found.innerText()).toContain(` objectives found, of what is late of ${OWNER}.`);
    expect(await told.innerText()).toBe("");
    await page.getByRole("searchbox").fill("");
    await expect.poll(() => told.innerText()).toBe(`Showing what is late of ${OWNER}: 3 of 10 objectives.`);
  });

  it("SCR-767: a laptop has room for all whose the late ones are; on less, focus and the wheel bring the rest in", async () => {
    const page = await openExampleOfItsDay(browser);
    await page.evaluate("document.fonts.ready");
    const late = page.getByRole("button", { name: /^\d+ late$/u });
    await late.click();
    const group = page.getByRole("group", { name: "Whose the late ones are" });
    const last = group.getByRole("button").last();
    const isWhole = (): Promise<boolean> =>
      last.evaluate((name) => {
        const row = name.parentElement?.getBoundingClientRect();
        // At its end the row fades.
        return row !== undefined && name.getBoundingClientRect().right <= row.right - 31;
      });
    await expect.poll(isWhole).toBe(true);
    await page.setViewportSize({ width: 900, height: 768 });
    await expect.poll(isWhole).toBe(false);
    await late.focus();
    const count = await group.getByRole("button").count();
    for (let nth = 0; nth < count; nth += 1) await page.keyboard.press("Tab");
    await expect.poll(() => hasFocus(last)).toBe(true);
    await expect.poll(isWhole).toBe(true);
    await group.hover();
    await page.mouse.wheel(0, -2000);
    await expect.poll(isWhole).toBe(false);
    await page.mouse.wheel(0, 2000);
    await expect.poll(isWhole).toBe(true);
  });

  it("SCR-370: what is late is left by Escape, also from a name, unless that is meant for something else", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    const drawn = () => page.locator("[data-testid^='card-']").count();
    const late = page.getByRole("button", { name: "4 late" });
    await late.click();
    await expect.poll(drawn).toBe(4);
    await page.locator("[data-testid^='card-']").first().getByRole("link").first().focus();
    await page.keyboard.press("x");
    await page.keyboard.press("Escape");
    expect(await drawn()).toBe(4);
    await page
      .getByRole("button", { name: new RegExp(OWNER, "u") })
      .filter({ hasText: "3" })
      .first()
      .click();
    await expect.poll(drawn).toBe(3);
    await page.keyboard.press("Escape");
    await expect.poll(drawn).toBe(10);
    await expect.poll(() => late.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("SCR-371: an objective that was just added makes nothing more up to date, and is said to be new", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    await page.getByText("6 of 10 up to date").waitFor();
    await page.evaluate("document.fonts.ready");
    const late = await page.locator(".board-head__late").boundingBox();
    await page.getByRole("button", { name: "Add objective" }).first().click();
    await page.keyboard.type("Something new");
    await page.keyboard.press("Enter");
    await page.getByText("1 new").waitFor();
    expect(await page.locator(".board-head__count").innerText()).toBe("6 of 10 up to date");
    expect(await page.locator(".board-head__late").boundingBox()).toEqual(late);
  });

  it("SCR-372: a plan on paper says how many objectives are up to date, and on which day it was printed", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    await page.getByText("6 of 10 up to date").waitFor();
    await page.emulateMedia({ media: "print" });
    const shown = page.locator(".board-head > :visible:not([role=status])");
    const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
    // Asked each time anew, because it may be midnight in between.
    const said = async () => (await shown.allInnerTexts()).map((text) => text.replace(day.format(), "today"));
    await expect.poll(said).toEqual(["6 of 10 up to date", "Printed on today"]);
  });

  it("SCR-373: who has not said who they are in the plan is shown by the name they came in by, until they have", async () => {
    const { page, url } = await openDuePlan(browser, {}, 3);
    const stranger = await browser.open(url);
    await page.getByRole("button", { name: /^Also here: Visitor \d$/u }).waitFor();
    await beAs(stranger, COLLEAGUE);
    await page.getByRole("button", { name: `Also here: ${COLLEAGUE}` }).waitFor();
  });

  it("SCR-677: who adds themselves finds the name they came in by in the field, once", async () => {
    const { url } = await openDuePlan(browser, {}, 3);
    const stranger = await browser.open(url);
    const field = stranger.getByRole("textbox", { name: /Add your name/u });
    await stranger.getByRole("button", { name: "Who are you?" }).click();
    await expect.poll(() => field.inputValue()).toMatch(/^Visitor \d$/u);
    await stranger.getByRole("button", { name: "Add me" }).click();
    await stranger.getByRole("button", { name: /^You are: Visitor \d$/u }).click();
    await expect.poll(() => field.inputValue()).toBe("");
  });

  it("SCR-374: the due date in the sheet stands in words too", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    await page.getByRole("link", { name: "Objective 1", exact: true }).click();
    const words = page.getByRole("dialog").getByText("31 Mar 2030", { exact: true });
    const id = await words.getAttribute("id");
    expect(await page.getByRole("group", { name: "Due" }).getAttribute("aria-describedby")).toContain(id);
  });

  it("SCR-301: how often check-ins are asked for is set for the plan, and for a mission that has its own", async () => {
    const { page, url } = await openDuePlan(browser, {}, 3);
    const colleague = await browser.open(url);
    await page.getByRole("button", { name: "Check in every 2 weeks" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Every 4 weeks" }).click();
    await colleague.getByText("10 of 10 up to date").waitFor();
    await page.getByRole("button", { name: "Check in every 4 weeks" }).waitFor();
    await page.getByRole("button", { name: "Mission menu" }).first().click();
    await page.getByRole("menuitem", { name: "Check in every 4 weeks …" }).click();
    const dialog = page.getByRole("dialog", { name: /Mission 1/ });
    expect(await dialog.getByRole("button", { pressed: true }).innerText()).toBe("As the plan, every 4 weeks");
    await dialog.getByRole("spinbutton", { name: "Every so many days" }).fill("10");
    await page.keyboard.press("Enter");
    await colleague.getByText("8 of 10 up to date").waitFor();
    // While it is open the keys are its field's.
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await colleague.getByText("10 of 10 up to date").waitFor();
  });

  it("SCR-302: a mission says on demand how far it is and which objectives that is the average of", async () => {
    const { page } = await openDuePlan(browser);
    await page
      .getByRole("button", { name: /how far it is/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog", { name: "Mission 1 30%" });
    await dialog.getByText("The average of 4 objectives: 30, 30, 30, 30.").waitFor();
    await dialog.getByText(/0 of 4 up to date; asked every 2 weeks/).waitFor();
    await dialog.getByRole("link", { name: "Objective 4" }).click();
    await page.getByRole("dialog", { name: "Objective: Objective 4" }).waitFor();
  });
});
