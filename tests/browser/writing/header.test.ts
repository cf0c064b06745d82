import { describe, expect, it } from "vitest";

import { KEYS } from "#client/view/keys.ts";

import { connectionIs, focusIsIn } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
const DESK = { viewport: { width: 1366, height: 768 }, locale: "en-GB" };

async function openExample() {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
  const page = await browser.open(url, DESK);
  await connectionIs(page, "saved");
  return { page, url };
}

describe("the header of a plan", () => {
  it("SCR-152: title and purpose are changed where they are read, by two people at once, and move nothing", async () => {
    const { page, url } = await openExample();
    const theirs = await browser.open(url, DESK);
    await connectionIs(theirs, "saved");
    const column = page.locator("[data-testid^='mission-']").first();
    await page.evaluate("document.fonts.ready");
    const before = await column.boundingBox();
    await page.getByRole("button", { name: /plan purpose: edit/ }).click();
    await page.getByRole("textbox", { name: "plan purpose" }).fill("What we do first.");
    await theirs.getByRole("button", { name: /plan title: edit/ }).click();
    await theirs.getByRole("textbox", { name: "plan title" }).fill("Plan 2030");
    await expect.poll(() => page.title()).toBe("Plan 2030 – Waymark");
    expect(await column.boundingBox()).toEqual(before);
    await page.keyboard.press("Escape");
    const purpose = page.getByRole("button", { name: /^What we do first\./ });
    await expect.poll(() => purpose.evaluate((element) => element === document.activeElement)).toBe(true);
    await theirs.keyboard.press("Enter");
    await theirs.getByRole("heading", { level: 1, name: /Plan 2030/ }).waitFor();
    await theirs.getByText("What we do first.").waitFor();
    await purpose.click();
    await page.getByRole("textbox", { name: "plan purpose" }).fill("");
    await page.keyboard.press("Escape");
    await page.getByText("Say what this plan is for").waitFor();
  });

  it("SCR-151: ? lists every key from the table the handlers ask; in a text field keys are text", async () => {
    const { page } = await openExample();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    const shown = await dialog.locator("dt").allTextContents();
    expect(shown).toEqual(Object.values(KEYS).map(({ does }) => does));
    await focusIsIn(dialog);
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.count()).toBe(0);
    const search = page.getByRole("searchbox");
    expect(await search.evaluate((element) => element === document.activeElement)).toBe(false);
    await page.keyboard.press("/");
    await page.keyboard.type("a/?");
    expect(await search.inputValue()).toBe("a/?");
    expect(await dialog.count()).toBe(0);
    await page.getByRole("button", { name: "Keys", exact: true }).click();
    await dialog.waitFor();
  });
});
