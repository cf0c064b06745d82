import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled, checkInForm, checkInsOn, hasFocus } from "../../support/checkInPage.ts";
import { CountedActions } from "../../support/countedActions.ts";
import { beAs, openColleague, openExample } from "../../support/examplePage.ts";

const browser = useBrowser();

function messages(page: Page) {
  return page.getByRole("status", { name: "Messages" });
}

async function attributes(page: Page, title: RegExp): Promise<readonly (string | null)[]> {
  const { card } = await cardCalled(page, title);
  return Promise.all(["data-status", "data-progress"].map((name) => card.getAttribute(name)));
}

const TENANTS = /^Let tenants check rent/u;
const BENEFITS = /^Benefits we can demonstrate/u;

describe("a check-in on the card", () => {
  it("SCR-261: still right is one press of the tick or one key, can be taken back, and is not said twice a day", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const tenants = await cardCalled(page, TENANTS);
    const before = (await checkInsOn(page, url, tenants.id)).length;
    const hand = new CountedActions(page);
    await hand.click(tenants.tick);
    expect(hand.count).toBe(1);
    await messages(page).getByText("still right").waitFor();
    await tenants.card.getByText("today", { exact: true }).waitFor();
    const said = await checkInsOn(page, url, tenants.id);
    expect(said).toHaveLength(before + 1);
    expect(Object.keys(said.at(-1) ?? {}).toSorted()).toEqual(["after", "at", "by", "id", "objectiveId"]);
    await tenants.tick.click();
    await messages(page)
      .getByText(/^You have checked in/u)
      .waitFor();
    expect(await checkInsOn(page, url, tenants.id)).toHaveLength(before + 1);

    const benefits = await cardCalled(page, BENEFITS);
    await benefits.title.focus();
    const keys = new CountedActions(page);
    await keys.press("y");
    expect(keys.count).toBe(1);
    await benefits.card.getByText("today", { exact: true }).waitFor();
    expect(await hasFocus(benefits.title)).toBe(true);
    await page.keyboard.press("Control+z");
    await benefits.card.getByText("today", { exact: true }).waitFor({ state: "detached" });
  });

  it("SCR-260: U opens it with the number in focus, Enter records it, Escape leaves no trace, and focus is back", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { id, title, card, door } = await cardCalled(page, BENEFITS);
    const before = (await checkInsOn(page, url, id)).length;
    await title.focus();
    const hand = new CountedActions(page);
    await hand.press("u");
    const number = checkInForm(page).getByRole("spinbutton", { name: "Progress" });
    await expect.poll(() => hasFocus(number)).toBe(true);
    expect(await checkInForm(page).getByRole("radio", { name: "At risk" }).isChecked()).toBe(true);
    await hand.type("65");
    await hand.press("Alt+Digit2");
    await expect.poll(() => number.inputValue()).toBe("65");
    expect(await checkInForm(page).getByRole("radio", { name: "On track" }).isChecked()).toBe(true);
    await hand.press("Enter");
    expect(hand.count).toBe(3);
    await messages(page)
      .getByText(/On track, 65%$/u)
      .waitFor();
    await expect.poll(() => attributes(page, BENEFITS)).toEqual(["onTrack", "65"]);
    await expect.poll(() => hasFocus(title)).toBe(true);
    expect((await checkInsOn(page, url, id)).at(-1)).toMatchObject({ status: "onTrack", progress: 65 });

    await page.keyboard.press("u");
    await expect.poll(() => hasFocus(number)).toBe(true);
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => number.inputValue()).toBe("70");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("4");
    expect(await checkInForm(page).getByRole("radio", { name: "Off track" }).isChecked()).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => checkInForm(page).count()).toBe(0);
    await expect.poll(() => hasFocus(title)).toBe(true);
    expect(await attributes(page, BENEFITS)).toEqual(["onTrack", "65"]);

    const mouse = new CountedActions(page);
    await mouse.click(door);
    await checkInForm(page).waitFor();
    await expect.poll(() => number.inputValue()).toBe("65");
    expect(await checkInForm(page).getByText("You had begun this.").count()).toBe(0);
    expect((await new AxeBuilder({ page }).include(".popover").analyze()).violations.map((found) => found.id)).toEqual(
      [],
    );
    await expect.poll(() => hasFocus(number)).toBe(true);
    await mouse.type("seven");
    await mouse.click(checkInForm(page).getByRole("button", { name: "Record check-in" }));
    await page.getByRole("alert").getByText("“seven” is no number").waitFor();
    await number.fill("70");
    await mouse.press("Enter");
    expect(mouse.count).toBe(3);
    await card.getByText("70%").waitFor();
    expect(await checkInsOn(page, url, id)).toHaveLength(before + 2);
  });

  it("SCR-633: a status that is pressed leaves focus in the number, and Tab leads from there to the line", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { id, door, card } = await cardCalled(page, BENEFITS);
    await door.click();
    const form = checkInForm(page);
    await expect.poll(() => hasFocus(form.getByRole("spinbutton", { name: "Progress" }))).toBe(true);
    await form.getByText("Off track").click();
    await page.keyboard.type("45");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Nobody has answered yet.");
    await page.keyboard.press("Enter");
    await card.getByText("Nobody has answered yet.").waitFor();
    expect((await checkInsOn(page, url, id)).at(-1)).toMatchObject({
      status: "offTrack",
      progress: 45,
      note: "Nobody has answered yet.",
    });
  });

  it("SCR-263: each key result has a field of its own, and what they come to is shown while they are typed", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Head of Delivery");
    const { id, door, card } = await cardCalled(page, /^Twenty-one digital apprentices/u);
    await door.click();
    const field = checkInForm(page).getByRole("spinbutton", { name: /^Apprentices who finish/u });
    await expect.poll(() => hasFocus(field)).toBe(true);
    await page.keyboard.type("21");
    await expect.poll(() => checkInForm(page).locator("output").innerText()).toBe("100%");
    await field.press("ArrowDown");
    expect(await field.inputValue()).toBe("20");
    await expect.poll(() => checkInForm(page).locator("output").innerText()).toBe("95%");
    await page.keyboard.press("Enter");
    await expect.poll(() => card.getAttribute("data-progress")).toBe("95");
    expect(Object.values((await checkInsOn(page, url, id)).at(-1)?.values ?? {})).toEqual([20]);
  });

  it("SCR-266: my last one is corrected by one action and Enter, and one undo brings it back", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { id, title, card } = await cardCalled(page, BENEFITS);
    await title.focus();
    await page.keyboard.press("u");
    await checkInForm(page)
      .getByRole("textbox", { name: /one line/u })
      .fill("Too good to be trou");
    await page.keyboard.press("Enter");
    await card.getByText("Too good to be trou").waitFor();
    await expect.poll(() => hasFocus(title)).toBe(true);
    const hand = new CountedActions(page);
    await hand.press("Shift+U");
    expect(hand.count).toBe(1);
    const line = checkInForm(page).getByRole("textbox", { name: /one line/u });
    expect(await line.inputValue()).toBe("Too good to be trou");
    await line.fill("Too good to be true");
    await page.keyboard.press("Enter");
    await card.getByText("Too good to be true").waitFor();
    await expect.poll(() => card.getByText("Too good to be trou", { exact: true }).count()).toBe(0);
    expect((await checkInsOn(page, url, id)).slice(-2).map(({ note }) => note)).toEqual([
      "Too good to be trou",
      "Too good to be true",
    ]);
    await expect.poll(() => hasFocus(title)).toBe(true);
    await page.keyboard.press("Control+z");
    await card.getByText("Too good to be trou", { exact: true }).waitFor();
  });

  it("SCR-267: others see who said what, in a sign that takes no room; at once with theirs, both are kept", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const colleague = await openColleague(browser, url);
    await beAs(colleague, "Head of Delivery");
    const mine = await cardCalled(page, BENEFITS);
    const theirs = await cardCalled(colleague, BENEFITS);
    await mine.title.focus();
    await page.keyboard.press("u");
    await expect.poll(() => hasFocus(checkInForm(page).getByRole("spinbutton"))).toBe(true);
    await checkInForm(page)
      .getByRole("textbox", { name: /one line/u })
      .fill("Half a sent");
    await theirs.title.focus();
    await colleague.keyboard.press("u");
    await expect.poll(() => hasFocus(checkInForm(colleague).getByRole("spinbutton"))).toBe(true);
    await colleague.keyboard.type("20");
    await colleague.keyboard.press("Enter");
    const sign = mine.card.getByText("Head of Delivery", { exact: true });
    await sign.waitFor();
    await expect.poll(() => attributes(page, BENEFITS)).toEqual(["atRisk", "20"]);
    expect(await sign.evaluate((element) => getComputedStyle(element).position)).toBe("absolute");
    const line = checkInForm(page).getByRole("textbox", { name: /one line/u });
    expect(await hasFocus(line)).toBe(true);
    await page.keyboard.type("ence.");
    await page.keyboard.press("Enter");
    await theirs.card.getByText("Half a sentence.").waitFor();
    await theirs.card.getByText("Director of ICT", { exact: true }).last().waitFor();
    await expect.poll(() => attributes(colleague, BENEFITS)).toEqual(["atRisk", "20"]);
    await connectionIs(colleague, "saved");
  });

  it("SCR-268: dragging the bar of a card is a check-in, picks up no card, and offers a line that takes no focus", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { id, bar, card, title } = await cardCalled(page, TENANTS);
    const before = (await checkInsOn(page, url, id)).length;
    await title.focus();
    const drag = async (to: number): Promise<void> => {
      const width = await bar.evaluate((element) => element.getBoundingClientRect().width);
      await bar.hover({ position: { x: width * 0.6, y: 2 } });
      await page.mouse.down();
      const box = await bar.boundingBox();
      if (!box) throw new Error("The bar is on the page.");
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width * to, y + 30, { steps: 4 });
    };
    await drag(0.2);
    await card.getByText("20%").waitFor();
    expect(await page.locator(".card--picture").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await card.getByText("60%").waitFor();
    await drag(0.71);
    await page.mouse.up();
    await expect.poll(() => attributes(page, TENANTS)).toEqual(["onTrack", "70"]);
    const line = page.getByRole("textbox", { name: "In one line (optional)" });
    await line.waitFor();
    expect(await hasFocus(title)).toBe(true);
    await line.click();
    await page.keyboard.type("Rent is in.");
    await page.keyboard.press("Enter");
    await card.getByText("Rent is in.").waitFor();
    await expect.poll(() => line.count()).toBe(0);
    expect((await checkInsOn(page, url, id)).slice(before).map(({ progress, note }) => progress ?? note)).toEqual([
      70,
      "Rent is in.",
    ]);
    const measured = await cardCalled(page, /^Twenty-one digital apprentices/u);
    expect(await measured.card.locator(".progress--drag").count()).toBe(0);
  });
});
