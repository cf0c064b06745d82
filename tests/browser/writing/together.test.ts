import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { cardsOf, connectionIs, missionsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample } from "../../support/examplePage.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

/** Two people who have opened the same card. */
async function openTogether(): Promise<readonly [Page, Page]> {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
  const mine = await browser.open(url, { viewport: { width: 1366, height: 768 }, locale: "en-GB" });
  const [mission] = await missionsOf(mine);
  const [objectiveId] = mission ? await cardsOf(mine, mission) : [];
  await mine
    .locator(`#title-${objectiveId as ObjectiveId}`)
    .getByRole("link")
    .click();
  await mine.waitForURL(`${url}/o/${objectiveId}`);
  const theirs = await browser.open(mine.url(), { viewport: { width: 1366, height: 768 }, locale: "en-GB" });
  for (const page of [mine, theirs]) await connectionIs(page, "saved");
  return [mine, theirs];
}

function titleOf(page: Page): Locator {
  return page.getByRole("textbox", { name: "Title", exact: true });
}

async function openNotes(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^(Add|Edit) notes$/ }).click();
  return page.getByRole("textbox", { name: "Notes", exact: true });
}

async function putCaret(field: Locator, at: number): Promise<void> {
  await field.evaluate((element, at) => {
    if (!(element instanceof HTMLTextAreaElement)) return;
    element.focus();
    element.setSelectionRange(at, at);
  }, at);
}

/** Types one character after the other where the caret is. */
async function type(page: Page, text: string): Promise<void> {
  for (const character of text) await page.keyboard.insertText(character);
}

/** Ends a composition by a key, as Safari does: before the key is told, of which only the code is the input method's. */
async function endComposition(field: Locator, key: string): Promise<void> {
  await field.focus();
  await field.evaluate((element, key) => {
    for (const kind of ["compositionstart", "compositionend"])
      element.dispatchEvent(new CompositionEvent(kind, { bubbles: true }));
    element.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode: 229, bubbles: true, cancelable: true }));
  }, key);
}

function beforeCaret(field: Locator): Promise<string> {
  return field.evaluate((element) =>
    element instanceof HTMLTextAreaElement ? element.value.slice(0, element.selectionStart) : "",
  );
}

async function expectBoth(fields: readonly Locator[], text: string): Promise<void> {
  for (const field of fields) await expect.poll(() => field.inputValue()).toBe(text);
}

describe("two people writing at once", () => {
  it("SCR-142: in one title no character and no caret is lost, with emoji and repeated letters", async () => {
    const [mine, theirs] = await openTogether();
    const fields = [titleOf(mine), titleOf(theirs)] as const;
    await fields[0].fill("aaaa 🙂 end");
    await expectBoth(fields, "aaaa 🙂 end");
    await Promise.all([putCaret(fields[0], 2), putCaret(fields[1], 11)]);
    await Promise.all([type(mine, "aaa👍🏽aa"), type(theirs, "🎉🎉nnn")]);
    await expectBoth(fields, "aaaaa👍🏽aaaa 🙂 end🎉🎉nnn");
    expect(await beforeCaret(fields[0])).toBe("aaaaa👍🏽aa");
    expect(await beforeCaret(fields[1])).toBe("aaaaa👍🏽aaaa 🙂 end🎉🎉nnn");
    await mine.locator(".sheet__close").click();
    await mine.getByRole("link", { name: "aaaaa👍🏽aaaa 🙂 end🎉🎉nnn" }).waitFor();
  });

  it("SCR-142: in one text of notes both write whole lines, and each takes back only what was their own", async () => {
    const [mine, theirs] = await openTogether();
    const fields = [await openNotes(mine), await openNotes(theirs)] as const;
    await fields[0].fill("First\nLast");
    await expectBoth(fields, "First\nLast");
    await Promise.all([putCaret(fields[0], 5), putCaret(fields[1], 10)]);
    await Promise.all([type(mine, "\n- agreed, agreed, agreed"), type(theirs, "\n- and the rest 🧾")]);
    const whole = "First\n- agreed, agreed, agreed\nLast\n- and the rest 🧾";
    await expectBoth(fields, whole);
    expect(await beforeCaret(fields[0])).toBe("First\n- agreed, agreed, agreed");
    expect(await beforeCaret(fields[1])).toBe(whole);
    // What is written with pauses is taken back piece by piece.
    await expect
      .poll(async () => {
        await theirs.keyboard.press("Control+z");
        return fields[1].inputValue();
      })
      .toBe("First\n- agreed, agreed, agreed\nLast");
    await theirs.keyboard.press("Control+z");
    await expectBoth(fields, "First\n- agreed, agreed, agreed\nLast");
    expect(await beforeCaret(fields[0])).toBe("First\n- agreed, agreed, agreed");
  });

  it("SCR-142: while one composes with an input method the other's text waits, and then both are there", async () => {
    const [mine, theirs] = await openTogether();
    const fields = [titleOf(mine), titleOf(theirs)] as const;
    await fields[0].fill("計画");
    await expectBoth(fields, "計画");
    await putCaret(fields[0], 2);
    await type(mine, "の");
    const ime = await mine.context().newCDPSession(mine);
    await ime.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
    await putCaret(fields[1], 0);
    await type(theirs, "新しい");
    await expect.poll(() => fields[1].inputValue()).toBe("新しい計画の");
    await ime.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
    expect(await fields[0].inputValue()).toBe("計画のにほん");
    await ime.send("Input.insertText", { text: "日本" });
    await expectBoth(fields, "新しい計画の日本");
    expect(await beforeCaret(fields[0])).toBe("新しい計画の日本");
  });

  it("SCR-710: a key that ends a composition adds, clears and closes nothing, also where only its code tells so", async () => {
    const { page } = await openExample(browser);
    const search = page.getByRole("searchbox", { name: "Search objectives" });
    await search.fill("日本");
    await endComposition(search, "Escape");
    expect(await search.inputValue()).toBe("日本");
    await search.fill("");

    await page
      .getByRole("button", { name: /^Add objective to / })
      .first()
      .click();
    const add = page.getByRole("textbox", { name: /^New objective in / });
    await add.fill("日本");
    await endComposition(add, "Enter");
    await endComposition(add, "Escape");
    expect(await add.inputValue()).toBe("日本");
    await add.press("Enter");
    await page.getByRole("link", { name: "日本", exact: true }).click();

    await titleOf(page).fill("日本語");
    await endComposition(titleOf(page), "Escape");
    expect(await titleOf(page).inputValue()).toBe("日本語");
    await titleOf(page).press("Escape");
    await page.getByRole("link", { name: "日本語", exact: true }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});
