import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf, connectionIs, missionsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

async function openExample() {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
  const page = await browser.open(url, { viewport: { width: 1366, height: 768 }, locale: "en-GB" });
  const [first, second] = await missionsOf(page);
  if (first === undefined || second === undefined) throw new Error("The example has five missions.");
  await connectionIs(page, "saved");
  const [held] = await cardsOf(page, first);
  return { page, url, first, second, held: held as ObjectiveId };
}

function toast(page: Page) {
  return page.getByRole("status", { name: "Messages" });
}

describe("changing a plan on screen", () => {
  it("SCR-10: two actions and a title add an objective, and the field stays for the next", async () => {
    const { page, first } = await openExample();
    const before = await cardsOf(page, first);
    await page
      .getByTestId(`mission-${first}`)
      .getByRole("button", { name: /add objective/i })
      .click();
    await page.keyboard.type("Write it down");
    await page.keyboard.press("Enter");
    await page.keyboard.type("And the next");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "And the next" }).waitFor();
    expect(await cardsOf(page, first)).toHaveLength(before.length + 2);
    await page.keyboard.press("Escape");
    await page
      .getByTestId(`mission-${first}`)
      .getByRole("button", { name: /add objective/i })
      .waitFor();
  });

  it("SCR-11: a check-in asks once who is speaking, then takes status, progress and a line on the card", async () => {
    const { page, first } = await openExample();
    const ids = await cardsOf(page, first);
    const plain = ids[1] as ObjectiveId;
    await page.locator(`#check-in-${plain}`).click();
    await page.getByRole("heading", { name: "Who are you?" }).waitFor();
    await page.getByRole("textbox", { name: /Add your name/ }).fill("Ada");
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: "At risk" }).check();
    await page.getByRole("spinbutton", { name: "Progress" }).fill("35");
    await page.getByRole("textbox", { name: /one line/ }).fill("A supplier is late.");
    await page.keyboard.press("Enter");
    await expect.poll(() => card(page, plain).getAttribute("data-status")).toBe("atRisk");
    expect(await card(page, plain).getAttribute("data-progress")).toBe("35");
    await card(page, plain).getByText("A supplier is late.").waitFor();

    const measuredCard = ids[0] as ObjectiveId;
    await page.locator(`#check-in-${measuredCard}`).click();
    await page.getByRole("spinbutton", { name: "Repairs contact handled entirely online" }).fill("70");
    await page.getByRole("button", { name: "Record check-in" }).click();
    await expect.poll(() => card(page, measuredCard).getAttribute("data-progress")).toBe("100");
  });

  it("SCR-12: keys and buttons take back and do again, and say what; in a text field the keys are its own", async () => {
    const { page, held } = await openExample();
    const title = page.locator(`#title-${held}`);
    const was = (await title.textContent()) ?? "";
    await page.locator(`#handle-${held}`).click();
    await page.getByRole("menuitem", { name: "Archive" }).click();
    await expect.poll(() => card(page, held).count()).toBe(0);
    await page.keyboard.press("Control+z");
    await card(page, held).waitFor();
    await toast(page).getByText(`“${was}” is back in`).waitFor();
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => card(page, held).count()).toBe(0);
    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
    await card(page, held).waitFor();

    await title.getByRole("link").click();
    const field = page.getByRole("textbox", { name: "Title" });
    await field.press("End");
    // At once: what is written with pauses is taken back piece by piece.
    await page.keyboard.insertText(" now");
    await page.keyboard.press("Control+z");
    await expect.poll(() => field.inputValue()).toBe(was);
    expect(await card(page, held).count()).toBe(1);
  });

  it("SCR-13: archiving offers to take it back; cards of an archived mission lie in the tray", async () => {
    const { page, first, held } = await openExample();
    const column = page.getByTestId(`mission-${first}`);
    const count = (await cardsOf(page, first)).length;
    await column.getByRole("button", { name: "Mission menu" }).click();
    await page.getByRole("menuitem", { name: /Archive/ }).click();
    await column.waitFor({ state: "detached" });
    const tray = page.getByTestId("tray");
    await expect.poll(() => tray.locator("[data-testid^='card-']").count()).toBe(count);
    await toast(page).getByRole("button", { name: "Undo" }).click();
    await column.waitFor();
    await expect.poll(() => tray.count()).toBe(0);

    await column.getByRole("button", { name: "Mission menu" }).click();
    await page.getByRole("menuitem", { name: /Archive/ }).click();
    await tray.getByRole("button", { name: /Restore/ }).click();
    await column.getByTestId(`card-${held}`).waitFor();
  });

  it("SCR-14: an objective has its own address, everything of it in a sheet, and Escape goes back to its card", async () => {
    const { page, url, held } = await openExample();
    await page.locator(`#title-${held}`).getByRole("link").click();
    await expect.poll(() => page.url()).toBe(`${url}/o/${held}`);
    const sheet = page.getByRole("dialog", { name: /^Objective:/ });

    await sheet.getByRole("button", { name: "Add notes" }).click();
    await sheet.getByRole("textbox", { name: "Notes" }).fill("Agreed on Monday.");
    await page.keyboard.press("Escape");
    await sheet.getByRole("paragraph").filter({ hasText: "Agreed on Monday." }).waitFor();
    const owner = sheet.getByRole("combobox", { name: "Owner" });
    // What comes into view, or comes late, scrolls the sheet, and a list closes when what it belongs to is scrolled.
    await sheet.getByRole("spinbutton", { name: /day/ }).waitFor();
    await sheet.getByRole("list", { name: "Check-ins, newest first" }).waitFor();
    await owner.focus();
    await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
    await owner.fill("Grace");
    await page.getByRole("option", { name: "Add “Grace”" }).click();
    await expect.poll(() => owner.inputValue()).toBe("Grace");
    await sheet.getByRole("spinbutton", { name: /day/ }).fill("24");
    await sheet.getByRole("spinbutton", { name: /month/ }).fill("12");
    await sheet.getByRole("spinbutton", { name: /year/ }).fill("2030");
    await sheet.getByRole("button", { name: "Add a link" }).click();
    await sheet.getByRole("textbox", { name: /Address/ }).fill("example.org/plan");
    await page.keyboard.press("Enter");
    await sheet.getByRole("link", { name: /example.org/ }).waitFor();
    await sheet.getByRole("button", { name: "Add key result" }).click();
    await sheet.getByRole("textbox", { name: "New key result" }).fill("Calls avoided 0 → 400 a week");
    await sheet.getByRole("button", { name: "Add", exact: true }).click();
    await sheet.getByText("Calls avoided").first().waitFor();
    await sheet.getByRole("button", { name: "Done" }).click();
    // Once at its head, as what was last said, and once in its history.
    await expect.poll(() => sheet.getByText("Half of repairs contact now needs no call back.").count()).toBe(2);

    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).toBe(url);
    const link = page.locator(`#title-${held}`).getByRole("link");
    await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
    await card(page, held).getByText("Grace").waitFor();
    await card(page, held).getByText("Due 24 Dec 2030").waitFor();

    const colleague = await browser.open(`${url}/o/${held}`, { locale: "en-GB" });
    await colleague
      .getByRole("dialog", { name: /^Objective:/ })
      .getByText("Agreed on Monday.")
      .waitFor();
  });
});
