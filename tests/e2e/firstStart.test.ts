import type { Page } from "playwright-core";
import { onTestFinished, describe, expect, it } from "vitest";

import { connectionIs } from "../support/boardPage.ts";
import { useBrowser } from "../support/browser.ts";
import { startedServer } from "../support/serverProcess.ts";
import { printedLink } from "../support/signedIn.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const browser = useBrowser({ serviceWorkers: "allow" });
const LAPTOP = { viewport: { width: 1366, height: 768 }, signedIn: false } as const;
/** Somebody of the example plan who owns cards. */
const SELF = "Head of Digital Services";

/** A mark on the page that a reload would take away. */
function mark(page: Page): Promise<void> {
  return page.evaluate(() => void (document.documentElement.dataset["unloaded"] = "never"));
}

function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.dataset["unloaded"] === "never");
}

async function addObjective(page: Page, title: string): Promise<void> {
  await page
    .getByRole("button", { name: /^Add objective/u })
    .first()
    .click();
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await connectionIs(page, "saved");
}

describe("from the first start on", () => {
  it("JRN-10: owner, viewer, contributor, editor, and out, each at once and without a reload", async () => {
    const server = await startedServer({ DATA_DIR: temporaryFolder() }, { ownerComesIn: false });
    onTestFinished(async () => void (await server.stop()));
    const owner = await browser.open(printedLink(server.stdout()) ?? "", LAPTOP);
    await owner.getByRole("textbox", { name: "Your name" }).fill("Olive Owner");
    await owner.keyboard.press("Enter");
    await connectionIs(owner, "saved");
    await owner.waitForURL("**/p/*");
    const planPath = new URL(owner.url()).pathname;
    await mark(owner);

    await owner.getByRole("link", { name: "Share", exact: true }).click();
    await owner.getByRole("button", { name: "Editor Role" }).click();
    await owner.getByRole("option", { name: /^Viewer/u }).click();
    await owner.getByRole("button", { name: "Make a link" }).click();
    const invitation = await owner.getByRole("textbox", { name: "Invitation link" }).inputValue();
    await owner.keyboard.press("Escape");

    const guest = await browser.open(invitation, { ...LAPTOP, expected: /403|404/u });
    await guest.getByRole("combobox", { name: "Your name" }).fill(SELF);
    await guest.keyboard.press("Enter");
    await guest.locator("[data-row]").first().waitFor();
    await mark(guest);
    await expect.poll(() => new URL(guest.url()).pathname).toBe(planPath);
    await connectionIs(guest, "readonly");
    await expect.poll(() => guest.getByRole("button", { name: /^Add objective|^Still right/u }).count()).toBe(0);
    await owner.goBack();
    await addObjective(owner, "Seen at once by who may only look");
    await guest.getByText("Seen at once by who may only look").first().waitFor();

    const give = async (role: string): Promise<void> => {
      await owner.getByRole("link", { name: "Share", exact: true }).click();
      await owner.getByRole("button", { name: `Role of ${SELF}` }).click();
      await owner.getByRole("option", { name: role }).click();
      await owner.goBack();
    };
    await give("Contributor");
    await guest
      .getByRole("button", { name: /^Still right/u })
      .first()
      .click();
    await connectionIs(guest, "saved");
    await owner.getByText("today").first().waitFor();
    expect(await guest.getByRole("button", { name: /^Add objective/u }).count()).toBe(0);

    await give("Editor");
    await addObjective(guest, "Written by somebody promoted");
    await owner.getByText("Written by somebody promoted").first().waitFor();

    await owner.getByRole("link", { name: "Share", exact: true }).click();
    await owner.getByRole("button", { name: `More about ${SELF}` }).click();
    await owner.getByRole("menuitem", { name: /^Remove/u }).click();
    await owner.getByRole("button", { name: "Remove", exact: true }).click();
    await connectionIs(guest, "removed");
    await expect.poll(() => guest.getByRole("button", { name: /^Add objective/u }).count()).toBe(0);
    expect([await isMarked(owner), await isMarked(guest)]).toEqual([true, true]);
  });
});
