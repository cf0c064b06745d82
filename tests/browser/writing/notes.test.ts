import { expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { openExample } from "../../support/examplePage.ts";

const browser = useBrowser();

it("SCR-774: what stands in angle brackets in notes is read as it was written, and takes no effect", async () => {
  const { page } = await openExample(browser);
  await page.locator(".card__link").first().press("Enter");
  const sheet = page.getByRole("dialog", { name: /^Objective/u });
  await sheet.getByRole("button", { name: /^(Add|Edit) notes$/u }).click();
  const written = ["<Name> calls back on Monday", "", "<div>", "hidden?", "</div>", "", "Last, <b>bold</b>"];
  await sheet.getByRole("textbox", { name: "Notes", exact: true }).fill(written.join("\n"));
  await sheet.getByRole("button", { name: "Done", exact: true }).click();
  const notes = sheet.locator(".notes");
  await notes.waitFor();
  const lines = async () => (await notes.innerText()).split("\n").filter((line) => line !== "");
  await expect.poll(lines).toEqual(written.filter((line) => line !== ""));
  expect(await notes.locator("b, div").count()).toBe(0);
});
