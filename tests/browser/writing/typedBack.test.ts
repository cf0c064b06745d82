import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { card, cardsOf, connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openColleague, openExample } from "../../support/examplePage.ts";

const browser = useBrowser();
const REDO = "Control+Shift+z";

async function openCard() {
  const { page, url, missions } = await openExample(browser);
  const [held] = await cardsOf(page, missions[0]);
  if (!held) throw new Error("The example plan has cards.");
  const link = card(page, held).getByRole("link");
  const title = await link.innerText();
  await link.click();
  const field = page.getByRole("textbox", { name: "Title", exact: true });
  await field.press("Control+End");
  return { page, url, held, title, field };
}

/** Leaves the field that has focus, and takes back what was done last. */
async function leaveAndUndo(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+z");
}

describe("what was typed, once its field is left", () => {
  it("SCR-803: a renamed objective is taken back by one undo, which says so, and done again", async () => {
    const { page, field, title } = await openCard();
    await page.keyboard.insertText(" at");
    await page.keyboard.insertText(" last");
    await leaveAndUndo(page);
    await page.getByText(`The objective is called “${title}” again`).waitFor({ timeout: 5000 });
    expect(await field.inputValue()).toBe(title);
    await page.keyboard.press(REDO);
    await expect.poll(() => field.inputValue()).toBe(`${title} at last`);
  });

  it("SCR-803: what others typed into it meanwhile stays, and what was typed before that too, which is said", async () => {
    const { page, url, held, field, title } = await openCard();
    const colleague = await openColleague(browser, `${url}/o/${held}`);
    const theirs = colleague.getByRole("textbox", { name: "Title", exact: true });
    await page.keyboard.insertText(" mine");
    await expect.poll(() => theirs.inputValue()).toBe(`${title} mine`);
    await theirs.press("Control+Home");
    await colleague.keyboard.insertText("Theirs: ");
    await expect.poll(() => field.inputValue()).toBe(`Theirs: ${title} mine`);
    await page.keyboard.insertText(" too");
    await leaveAndUndo(page);
    await page.getByText("1 of 2 stay as others have made them since").waitFor({ timeout: 5000 });
    expect(await field.inputValue()).toBe(`Theirs: ${title} mine`);
  });

  it("SCR-803: so is a renamed mission; what was done before is the next to be taken back", async () => {
    const { page, missions } = await openExample(browser);
    const [first] = missions;
    const [held] = await cardsOf(page, first);
    await page.locator(`#handle-${held}`).click();
    await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
    const offer = page.getByRole("button", { name: "Undo", exact: true });
    await connectionIs(page, "saved");
    await page
      .getByTestId(`mission-${first}`)
      .getByRole("button", { name: /mission title: edit$/u })
      .click();
    await page.keyboard.press("End");
    await page.keyboard.insertText(" now");
    // What it offered is not the last thing done any more.
    await expect.poll(() => page.getByRole("status").filter({ has: offer }).count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+z");
    await page.getByText("The mission is called “Services people prefer” again").waitFor({ timeout: 5000 });
    await page.keyboard.press("Control+z");
    await card(page, held!).waitFor();
  });
});
