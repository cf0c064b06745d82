import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { inviteTo, openLink, ownerCookie } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

/** The buttons of a dialog beneath its text, as they stand, and whether the first looks as if it takes something away. */
async function buttonsOf(dialog: Locator): Promise<{ readonly words: readonly string[]; readonly isRed: boolean }> {
  await dialog.waitFor();
  // Beside those there is only the one that closes it, at its top.
  const buttons = dialog.locator("button:not([aria-label='Close'])");
  const words = await buttons.allInnerTexts();
  const lefts = await buttons.evaluateAll((all) => all.map((button) => button.getBoundingClientRect().left));
  expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
  const isRed = await buttons.first().evaluate((button) => {
    const probe = document.createElement("i");
    probe.style.color = "var(--danger)";
    button.after(probe);
    const danger = getComputedStyle(probe).color;
    probe.remove();
    return getComputedStyle(button).backgroundColor === danger;
  });
  return { words, isRed };
}

/** A window of Olive Owner, who has made the plan. */
async function openAsOwner(url: string, path: string): Promise<Page> {
  const [cookie = "", value = ""] = (ownerCookie(url) ?? "").split("=", 2);
  const signIn = (page: Page): Promise<void> => page.context().addCookies([{ name: cookie, value, url }]);
  return browser.open(`${url}${path}`, { signedIn: false, prepare: signIn });
}

it("SCR-956: what a dialog does stands first, Cancel beside it, and what one cannot take back is filled with red", async () => {
  const server = await startServer();
  const planId = await server.createPlan({ template: "example" });
  await openLink(server.url, await inviteTo(server.url, planId, "owner"), { name: "Sam Okoro" });
  const page = await openAsOwner(server.url, `/p/${planId}/people`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "More about Sam Okoro" }).click();
  await page.getByRole("menuitem", { name: /^Remove/u }).click();
  expect(await buttonsOf(dialog)).toEqual({ words: ["Remove", "Cancel"], isRed: true });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More about Olive Owner" }).click();
  await page.getByRole("menuitem", { name: /^Leave/u }).click();
  expect(await buttonsOf(dialog)).toEqual({ words: ["Leave", "Cancel"], isRed: true });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Role of Olive Owner/u }).click();
  await page.getByRole("option", { name: "Editor" }).click();
  expect(await buttonsOf(dialog)).toEqual({ words: ["Become an editor", "Cancel"], isRed: true });
  await page.goto(`${server.url}/p/${planId}/settings`);
  await page.getByRole("button", { name: "Delete the plan…" }).click();
  expect(await buttonsOf(dialog)).toEqual({ words: ["Delete", "Cancel"], isRed: true });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Archive the plan…" }).click();
  expect(await buttonsOf(dialog)).toEqual({ words: ["Archive", "Cancel"], isRed: false });
});

it("SCR-957: the last owner of a plan reads why they cannot leave it or give up their role, and finds no button that would", async () => {
  const server = await startServer();
  const planId = await server.createPlan({ template: "example" });
  await openLink(server.url, await inviteTo(server.url, planId, "editor"), { name: "Sam Okoro" });
  const page = await openAsOwner(server.url, `/p/${planId}/people`);
  await connectionIs(page, "saved");
  const dialog = page.getByRole("dialog");
  const reason = dialog.getByText("You are its only owner, and a plan needs one. Make somebody else an owner first.");
  await page.getByRole("button", { name: "More about Olive Owner" }).click();
  await page.getByRole("menuitem", { name: /^Leave/u }).click();
  await reason.waitFor();
  expect((await buttonsOf(dialog)).words).toEqual(["Close"]);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Close");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /Role of Olive Owner/u }).click();
  await page.getByRole("option", { name: "Editor" }).click();
  await reason.waitFor();
  expect((await buttonsOf(dialog)).words).toEqual(["Close"]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Role of Sam Okoro/u }).click();
  await page.getByRole("option", { name: "Owner" }).click();
  await page.getByText("Sam Okoro is now an owner of this plan.").waitFor();
  await page.getByRole("button", { name: "More about Olive Owner" }).click();
  await page.getByRole("menuitem", { name: /^Leave/u }).click();
  expect((await buttonsOf(dialog)).words).toEqual(["Leave", "Cancel"]);
});
