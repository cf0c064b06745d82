import { readFile } from "node:fs/promises";

import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { PlanFile } from "#shared/exchange/planFile.ts";

import { card, cardsOf, connectionIs, missionsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { examplePlanFor } from "../../support/memberPage.ts";

const browser = useBrowser();
const LAPTOP = { viewport: { width: 1366, height: 768 } };
/** Milliseconds. A slow browser takes longer to show it than the server to tell it. */
const AT_ONCE = 15_000;

interface Written {
  readonly what: string;
  /** Opens the field, on the board. */
  open(page: Page): Promise<Locator>;
  /** The text as a plan file has it. */
  in(file: PlanFile): unknown;
}

const WRITTEN: readonly Written[] = [
  {
    what: "the notes of an objective",
    open: async (page) => {
      const sheet = await openSheet(page);
      await sheet.getByRole("button", { name: /^(?:Add|Edit) notes$/u }).click();
      return sheet.getByRole("textbox", { name: "Notes", exact: true });
    },
    in: ({ objectives }) => objectives.find(({ notes }) => String(notes).includes(BEGUN))?.notes,
  },
  {
    what: "the title of an objective",
    open: async (page) => (await openSheet(page)).getByRole("textbox", { name: "Title" }),
    in: ({ objectives }) => objectives.find(({ title }) => String(title).includes(BEGUN))?.title,
  },
  {
    what: "the statement of a mission",
    open: (page) => openInPlace(page, "mission statement"),
    in: ({ missions }) => missions.find(({ statement }) => String(statement).includes(BEGUN))?.statement,
  },
  { what: "the purpose of a plan", open: (page) => openInPlace(page, "plan purpose"), in: ({ plan }) => plan.purpose },
];
const BEGUN = "Typed, ";

async function openSheet(page: Page): Promise<Locator> {
  const [first] = await missionsOf(page);
  const [top] = await cardsOf(page, first!);
  await card(page, top!).getByRole("link").click();
  return page.getByRole("dialog");
}

async function openInPlace(page: Page, label: string): Promise<Locator> {
  await page
    .getByRole("button", { name: new RegExp(`${label}: edit$`, "u") })
    .first()
    .click();
  return page.getByRole("textbox", { name: label }).first();
}

/** Types a letter every few milliseconds until the function it gives back is called, which says what the field took. */
async function typeOn(field: Locator): Promise<() => Promise<string>> {
  const typing = await field.evaluateHandle((element: HTMLTextAreaElement) => {
    const typed = { letters: "", stop: () => clearInterval(timer) };
    const timer = setInterval(() => {
      const letter = String.fromCodePoint(97 + (typed.letters.length % 26));
      const before = element.value.length;
      document.execCommand("insertText", false, letter);
      if (element.value.length === before + 1) typed.letters += letter;
    }, 4);
    return typed;
  });
  return () =>
    typing.evaluate((typed) => {
      typed.stop();
      return typed.letters;
    });
}

/** The one copy that is offered, beside no sheet. */
async function copyOf(page: Page): Promise<PlanFile> {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: AT_ONCE }),
    page.locator(".connection-notice").getByRole("button", { name: "Download" }).click(),
  ]);
  return JSON.parse(await readFile(await download.path(), "utf8")) as PlanFile;
}

describe("what one is writing when one may not write any more", () => {
  it.each(WRITTEN)("SCR-850: $what: what is typed until then is in the plan or in the copy", async (written) => {
    const plan = await examplePlanFor(browser);
    const editor = await plan.member("editor", "Edda", LAPTOP);
    const { page } = editor;
    await connectionIs(page, "saved");
    const field = await written.open(page);
    await field.fill(BEGUN);
    await connectionIs(page, "saved");
    const stop = await typeOn(field);
    await editor.give("viewer");
    await page
      .getByRole("status", { name: "Messages" })
      .getByText("You can only view this plan now.")
      .waitFor({ timeout: AT_ONCE });
    await connectionIs(page, "readonly");
    const isReadOnly = () => field.evaluate((element: HTMLTextAreaElement) => element.readOnly);
    await expect.poll(isReadOnly).toBe(true);
    const before = await field.inputValue();
    await page.waitForTimeout(500);
    const typed = await stop();
    expect(await field.inputValue()).toBe(before);
    expect(await isReadOnly()).toBe(true);
    expect(before).toBe(written.in((await plan.asOwner("/export")) as PlanFile));
    await page.goto(plan.url);
    expect(written.in(await copyOf(page))).toBe(BEGUN + typed);
  });

  it("SCR-915: a new objective that is being typed is kept, and focus is on the main part", async () => {
    const plan = await examplePlanFor(browser);
    const editor = await plan.member("editor", "Edda", LAPTOP);
    const { page } = editor;
    await connectionIs(page, "saved");
    await page.getByRole("button", { name: "Add objective" }).first().click();
    const field = page.getByRole("textbox", { name: /^New objective in/u });
    await field.fill("Half a title");
    await editor.give("viewer");
    await field.waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
    await editor.give("editor");
    await expect.poll(() => field.inputValue()).toBe("Half a title");
  });
});
