import { describe, expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { COLLEAGUE, openDuePlan, OWNER } from "../../support/duePlan.ts";

const browser = useBrowser();

describe("the head of the board", () => {
  it("SCR-300: says how much is up to date, shows what is late and whose it is, with a search too, and all again", async () => {
    const { page } = await openDuePlan(browser, {}, 3);
    const drawn = () => page.locator("[data-testid^='card-']").count();
    const count = page.getByRole("button", { name: "6 of 10 up to date" });
    await count.waitFor();
    const meters = page.getByRole("list", { name: "Up to date, by mission" }).getByRole("listitem");
    expect(await meters.evaluateAll((items) => items.map((item) => item.getAttribute("title")))).toEqual([
      "Mission 1: 2 of 4 up to date",
      "Mission 2: 2 of 3 up to date",
      "Mission 3: 2 of 3 up to date",
    ]);
    const top = (await page.getByTestId("board").boundingBox())?.y;
    await count.focus();
    await page.keyboard.press("Enter");
    await expect.poll(drawn).toBe(4);
    expect(await count.getAttribute("aria-pressed")).toBe("true");
    expect((await page.getByTestId("board").boundingBox())?.y).toBe(top);
    await page
      .getByRole("status", { name: "What is shown" })
      .getByText(`Showing what is late: 4 of 10 objectives; ${COLLEAGUE} 1, ${OWNER} 3.`)
      .waitFor({ state: "attached" });
    const whose = page.getByRole("group", { name: "Whose the late ones are" }).getByRole("button");
    expect(await whose.allInnerTexts()).toEqual([`${COLLEAGUE}\n1\nlate`, `${OWNER}\n3\nlate`]);
    await whose.nth(1).click();
    await expect.poll(drawn).toBe(3);
    await page.getByRole("searchbox").fill("Objective 2");
    await expect.poll(drawn).toBe(1);
    await page.getByText("1/10").waitFor();
    await page.getByRole("searchbox").fill("");
    await whose.nth(1).click();
    await expect.poll(drawn).toBe(4);
    await count.click();
    await expect.poll(drawn).toBe(10);
  });

  it("SCR-301: how often check-ins are asked for is set for the plan, and for a mission that has its own", async () => {
    const { page, url } = await openDuePlan(browser, {}, 3);
    const colleague = await browser.open(url);
    await page.getByRole("button", { name: "Check in every 2 weeks" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Every 4 weeks" }).click();
    await colleague.getByRole("button", { name: "10 of 10 up to date" }).waitFor();
    await page.getByRole("button", { name: "Check in every 4 weeks" }).waitFor();
    await page.getByRole("button", { name: "Mission menu" }).first().click();
    await page.getByRole("menuitem", { name: "Check in every 4 weeks …" }).click();
    const dialog = page.getByRole("dialog", { name: /Mission 1/ });
    expect(await dialog.getByRole("button", { pressed: true }).innerText()).toBe("As the plan, every 4 weeks");
    await dialog.getByRole("spinbutton", { name: "Every so many days" }).fill("10");
    await page.keyboard.press("Enter");
    await colleague.getByRole("button", { name: "8 of 10 up to date" }).waitFor();
    await page.keyboard.press("Control+z");
    await colleague.getByRole("button", { name: "10 of 10 up to date" }).waitFor();
  });

  it("SCR-302: a mission says on demand how far it is and what that is the plain mean of", async () => {
    const { page } = await openDuePlan(browser);
    await page
      .getByRole("button", { name: /how far it is/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog", { name: "30%" });
    await dialog.getByText("The plain mean of 4 objectives: 30, 30, 30, 30.").waitFor();
    await dialog.getByText(/0 of 4 up to date; asked every 2 weeks/).waitFor();
    await dialog.getByRole("link", { name: "Objective 4" }).click();
    await page.getByRole("dialog", { name: "Objective: Objective 4" }).waitFor();
  });
});
