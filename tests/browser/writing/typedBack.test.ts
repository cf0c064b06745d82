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

  it("SCR-803: all that was typed goes, what others typed into it meanwhile stays, which is said", async () => {
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
    const said = page.getByText(`The objective is called “Theirs: ${title}” now; what others changed in it stays`);
    await said.waitFor({ timeout: 5000 });
    expect(await field.inputValue()).toBe(`Theirs: ${title}`);
    await page.keyboard.press(REDO);
    await page.getByText(`The objective is called “Theirs: ${title} mine too” again`).waitFor({ timeout: 5000 });
  });

  it("SCR-803: of two who type in one text at the same time each takes back their own, whole", async () => {
    const { page, url, held, field, title } = await openCard();
    const colleague = await openColleague(browser, `${url}/o/${held}`);
    const theirs = colleague.getByRole("textbox", { name: "Title", exact: true });
    await theirs.press("Control+Home");
    await Promise.all([
      page.keyboard.type(" Ann at the end", { delay: 20 }),
      colleague.keyboard.type("Bob first ", { delay: 30 }),
    ]);
    for (const one of [field, theirs]) {
      await expect.poll(() => one.inputValue()).toBe(`Bob first ${title} Ann at the end`);
    }
    await leaveAndUndo(page);
    await expect.poll(() => theirs.inputValue()).toBe(`Bob first ${title}`);
    await leaveAndUndo(colleague);
    for (const one of [field, theirs]) await expect.poll(() => one.inputValue()).toBe(title);
    await page.keyboard.press(REDO);
    await colleague.keyboard.press(REDO);
    for (const one of [field, theirs]) {
      await expect.poll(() => one.inputValue()).toBe(`Bob first ${title} Ann at the end`);
    }
  });

  it("SCR-803: a letter that a colleague puts in later changes nothing of that; what they removed stays removed", async () => {
    const { page, url, held, field, title } = await openCard();
    const colleague = await openColleague(browser, `${url}/o/${held}`);
    const theirs = colleague.getByRole("textbox", { name: "Title", exact: true });
    await page.keyboard.insertText(" mine");
    await page.keyboard.press("Tab");
    await expect.poll(() => theirs.inputValue()).toBe(`${title} mine`);
    await theirs.press("Control+Home");
    await colleague.keyboard.press("Delete");
    await colleague.keyboard.insertText("🙂");
    await expect.poll(() => field.inputValue()).toBe(`🙂${title.slice(1)} mine`);
    await page.keyboard.press("Control+z");
    await expect.poll(() => field.inputValue()).toBe(`🙂${title.slice(1)}`);
  });

  it("SCR-930: in the field Ctrl+Z takes back only what was typed since the visit was taken back as a whole", async () => {
    const { page, field, title } = await openCard();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("Other");
    await leaveAndUndo(page);
    await expect.poll(() => field.inputValue()).toBe(title);
    await page.keyboard.press(REDO);
    await expect.poll(() => field.inputValue()).toBe("Other");
    await field.press("Control+z");
    expect(await field.inputValue()).toBe("Other");
    await field.press("End");
    await page.keyboard.insertText("wise");
    await field.press("Control+z");
    expect(await field.inputValue()).toBe("Other");
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
