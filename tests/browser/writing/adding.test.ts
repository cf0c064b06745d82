import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { MissionId } from "#shared/model/id.ts";

import { card, cardsOf, connectionIs, missionsOf, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

async function openColumn() {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
  const page = await browser.open(url, { viewport: { width: 1366, height: 768 }, locale: "en-GB" });
  const [mission] = await missionsOf(page);
  if (mission === undefined) throw new Error("The example has five missions.");
  await connectionIs(page, "saved");
  const column = page.getByTestId(`mission-${mission}`);
  const open = column.getByRole("button", { name: /^Add objective/ });
  const field = column.getByRole("textbox", { name: /^New objective/ });
  return { page, mission, column, open, field };
}

/** Pastes as the browser does, without the clipboard of the machine. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(
    `document.activeElement.dispatchEvent(new ClipboardEvent("paste", {
      bubbles: true, cancelable: true,
      clipboardData: (() => { const c = new DataTransfer(); c.setData("text/plain", ${JSON.stringify(text)}); return c; })(),
    }))`,
  );
}

async function lastTitles(page: Page, mission: MissionId, count: number): Promise<readonly string[]> {
  const links = page.getByTestId(`mission-${mission}`).locator(".card__link");
  return (await links.allTextContents()).slice(-count);
}

describe("adding objectives", () => {
  it("SCR-140: a draft survives Escape and a reload, and focus goes back to where the field was opened", async () => {
    const { page, open, field } = await openColumn();
    await open.click();
    await page.keyboard.type("Half a thought");
    await page.keyboard.press("Escape");
    await expect.poll(() => open.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => open.textContent()).toContain("draft kept");
    await page.reload();
    await open.click();
    expect(await field.inputValue()).toBe("Half a thought");
    await page.keyboard.type(", ended");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Half a thought, ended" }).waitFor();
    expect(await field.inputValue()).toBe("");
    await page.keyboard.press("Escape");
    await open.waitFor();
    expect(await open.textContent()).not.toContain("draft");
  });

  it("SCR-141: several pasted lines are added as that many cards, and taken back at once", async () => {
    const { page, mission, open, field } = await openColumn();
    const before = (await cardsOf(page, mission)).length;
    await open.click();
    await paste(page, "- First thing\n- Second thing\n\n- Third thing\n- Fourth thing");
    await page.getByRole("group", { name: "4 lines were pasted" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Fourth thing" }).waitFor();
    await expect
      .poll(() => lastTitles(page, mission, 4))
      .toEqual(["First thing", "Second thing", "Third thing", "Fourth thing"]);
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole("status", { name: "Messages" }).getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await cardsOf(page, mission)).length).toBe(before);
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("SCR-891: one pasted line that is too long stays whole, and it is said that it is, at once and by Enter", async () => {
    const { page, mission, open, field } = await openColumn();
    const before = await lastTitles(page, mission, 1);
    const long = "Far too long for a title. ".repeat(12).trim();
    await open.click();
    await paste(page, long);
    const said = page.getByRole("alert").filter({ hasText: "Over 300 characters. Shorten it to add it." });
    await said.waitFor();
    expect(await field.inputValue()).toBe(long);
    await page.keyboard.press("Enter");
    expect(await said.count()).toBe(1);
    expect(await field.inputValue()).toBe(long);
    expect(await lastTitles(page, mission, 1)).toEqual(before);
    await page.keyboard.press("Control+Backspace");
    await expect.poll(() => said.count()).toBe(0);
    await page.keyboard.press("Enter");
    await said.waitFor();
    await field.fill("Short");
    await page.keyboard.press("Enter");
    await expect.poll(() => lastTitles(page, mission, 1)).toEqual(["Short"]);
  });

  it("SCR-883: of pasted lines it is said which are too long for a title; those stay in the field, whole", async () => {
    const { page, mission, open, field } = await openColumn();
    const long = "Far too long for a title. ".repeat(12).trim();
    await open.click();
    await paste(page, `One\n${long}\nThree`);
    const add = page.getByRole("button", { name: "Add 2 objectives" });
    await expect.poll(() => hasFocus(add)).toBe(true);
    const said = "Line 2 is over 300 characters. It stays in the field, to be shortened.";
    await page.getByText(said).waitFor();
    expect(
      await add.evaluate(
        (button) =>
          document.querySelector(`#${CSS.escape(button.getAttribute("aria-describedby") ?? "")}`)?.textContent,
      ),
    ).toBe(said);
    await page.keyboard.press("Enter");
    await expect.poll(() => lastTitles(page, mission, 2)).toEqual(["One", "Three"]);
    await expect.poll(() => field.inputValue()).toBe(long);
    expect(await hasFocus(field)).toBe(true);

    await field.fill("");
    await paste(page, `${long}\nTwo\n${long}`);
    await page.getByText("Lines 1 and 3 are over 300 characters. They stay in the field, to be shortened.").waitFor();
    await page.getByRole("button", { name: "Add 1 objective", exact: true }).click();
    await expect.poll(() => field.inputValue()).toBe(`${long}\n${long}`);

    await field.fill("");
    await paste(page, `${long}\n${long}`);
    await expect.poll(() => hasFocus(page.getByRole("button", { name: "Keep in the field" }))).toBe(true);
    await page.keyboard.press("Enter");
    await expect.poll(() => field.inputValue()).toBe(`${long}\n${long}`);
  });

  it("SCR-884: a cell of a spreadsheet with line breaks is one title, alone and among others", async () => {
    const { page, open, field } = await openColumn();
    await open.click();
    await page.keyboard.type("Wifi: ");
    await paste(page, '"one\ntwo"\r\n');
    await expect.poll(() => field.inputValue()).toBe("Wifi: one two");
    await field.fill("");
    await paste(page, '"one\ntwo"\r\nthree\r\n');
    await page.getByRole("group", { name: "2 lines were pasted" }).waitFor();
  });

  it("SCR-671: when those in view go the cards above them are seen, also under a pointer", async () => {
    const { page, mission, column, open } = await openColumn();
    const before = await cardsOf(page, mission);
    await open.click();
    // Enough that nothing of what was there before is in view below them.
    await paste(page, Array.from({ length: 12 }, (_, at) => `Thing ${at + 1}`).join("\n"));
    await page.getByRole("button", { name: "Add 12 objectives" }).click();
    await page.getByRole("link", { name: "Thing 12" }).waitFor();
    await column.locator(".column__scroller").hover();
    await page.getByRole("button", { name: "Undo", exact: true }).first().press("Enter");
    await expect.poll(() => cardsOf(page, mission)).toEqual(before);
    const [list, body] = [column.locator(".column__scroller"), column.locator(".column__body")];
    expect((await restingBox(list)).height).toBeLessThanOrEqual((await restingBox(body)).height);
    const last = await restingBox(card(page, before.at(-1)!));
    const view = await restingBox(list);
    expect(last.y + last.height).toBeLessThanOrEqual(view.y + view.height);
    expect(last.y).toBeGreaterThanOrEqual(view.y);
  });

  it("SCR-675: no message lies over pasted lines that wait for an answer", async () => {
    const { page } = await openExample(browser, PHONE);
    const messages = page.getByRole("status", { name: "Messages" });
    await page.getByRole("button", { name: "Move and more" }).first().click();
    await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
    await messages.getByRole("button", { name: "Undo" }).waitFor();
    await page
      .getByRole("button", { name: /^Add objective/u })
      .first()
      .click();
    await expect
      .poll(() => page.evaluate("document.activeElement?.getAttribute('aria-label') ?? ''"))
      .toMatch(/^New objective/u);
    await paste(page, Array.from({ length: 20 }, (_, at) => `Thing ${at + 1}`).join("\n"));
    const lines = page.getByRole("group", { name: "20 lines were pasted" });
    await lines.waitFor();
    await expect.poll(() => messages.locator(".toast").count()).toBe(0);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    const toast = await restingBox(messages.locator(".toast"));
    expect(toast.y + toast.height).toBeLessThanOrEqual((await restingBox(lines)).y);
  });

  it("SCR-141: or they are kept as one title, or left alone with Escape", async () => {
    const { page, open, field } = await openColumn();
    await open.click();
    await page.keyboard.type("Wifi: ");
    await paste(page, "one\ntwo");
    await page.keyboard.press("Escape");
    expect(await field.inputValue()).toBe("Wifi: ");
    await paste(page, "one\ntwo");
    await page.getByRole("button", { name: "Keep as one title" }).click();
    expect(await field.inputValue()).toBe("Wifi: one two");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Wifi: one two" }).waitFor();
  });

  it("SCR-361: each added objective is seen whole above the field, and read out", async () => {
    const { page, missions } = await openExample(browser);
    const column = page.getByTestId(`mission-${missions[0]}`);
    await column.getByRole("button", { name: /^Add objective/ }).click();
    for (const title of ["One more thing", "Another thing"]) {
      await page.keyboard.type(title);
      await page.keyboard.press("Enter");
      const added = column.locator(".row", { hasText: title });
      await expect
        .poll(async () => {
          const [row, field] = [await added.boundingBox(), await column.locator(".add-form").boundingBox()];
          const list = await column.locator(".column__scroller").boundingBox();
          if (!row || !field || !list) return "not drawn";
          return row.y >= list.y && row.y + row.height <= field.y && field.y - row.y - row.height < 40;
        })
        .toBe(true);
      await expect
        .poll(() => page.getByTestId("spoken").innerText())
        .toMatch(new RegExp(`Added “${title}” to Services people prefer, \\d+ of \\d+\\.`, "u"));
    }
  });

  it("SCR-712: a card that is pressed while the empty form lies below its list opens, and the form closes", async () => {
    const { page, open, field } = await openColumn();
    await open.click();
    await page.keyboard.type("The last one");
    await page.keyboard.press("Enter");
    await restingBox(page.getByRole("link", { name: "The last one" }));
    await page.getByRole("link", { name: "The last one" }).click();
    await page.getByRole("dialog", { name: "Objective: The last one" }).waitFor();
    await expect.poll(() => field.count()).toBe(0);
  });

  it("SCR-366: pasted lines are shown before they are added", async () => {
    const { page, missions } = await openExample(browser);
    const column = page.getByTestId(`mission-${missions[0]}`);
    await column.getByRole("button", { name: /^Add objective/ }).click();
    await page.evaluate(
      `document.activeElement.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true,
        clipboardData: (() => { const c = new DataTransfer(); c.setData("text/plain", "- first\\n- second"); return c; })() }))`,
    );
    const asked = column.getByRole("group", { name: "2 lines were pasted" });
    await expect.poll(() => asked.getByRole("listitem").allInnerTexts()).toEqual(["first", "second"]);
    await asked.getByRole("button", { name: "Add 2 objectives" }).click();
    await column.getByRole("link", { name: "second" }).waitFor();
  });
});
