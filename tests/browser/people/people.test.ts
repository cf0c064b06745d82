import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { PlanId } from "#shared/model/id.ts";

import { connectionIs, focusIsInMenu } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { PHONE } from "../../support/examplePage.ts";
import { inviteTo, openLink } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
const NOBODY = { signedIn: false } as const;

/** A window of somebody who has just come into a plan. */
async function openAs(
  url: string,
  planId: PlanId,
  role: string,
  name: string,
  path = "",
  expected = /^$/,
): Promise<Page> {
  const [cookie = "", value = ""] = (await openLink(url, await inviteTo(url, planId, role), { name })).split("=", 2);
  const signIn = (page: Page): Promise<void> => page.context().addCookies([{ name: cookie, value, url }]);
  return browser.open(`${url}/p/${planId}${path}`, { ...NOBODY, expected, prepare: signIn });
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

describe("a plan's people", () => {
  it("SCR-431: from the board an owner makes a link in two presses, and somebody comes in by it", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await browser.open(`${server.url}/p/${planId}`, { viewport: { width: 1366, height: 768 } });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("link", { name: "Share", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Nobody can come in by a link now.").waitFor();
    await expect.poll(() => focused(page)).toBe("Share");
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/p/${planId}/people`);
    await page.getByRole("button", { name: "Make a link" }).click();
    const dialog = page.getByRole("dialog", { name: "Your invitation link" });
    await dialog.getByText(/^Whoever opens it first becomes an editor of this plan, until /u).waitFor();
    await dialog.getByRole("img", { name: "Invitation link as a QR code" }).waitFor();
    const link = await dialog.getByRole("textbox", { name: "Invitation link" }).inputValue();
    await expect.poll(() => focused(page)).toBe("Copy link");
    await page.keyboard.press("Enter");
    await page.getByText("Copied. Paste it into a message.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    // A press beside it must not lose what is shown this once.
    await page.mouse.click(20, 700);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect.poll(() => focused(page)).toBe("Make a link");
    await page.getByText("As an editor, for 1 person", { exact: true }).waitFor();

    const newcomer = await browser.open(link, NOBODY);
    await newcomer.getByRole("combobox", { name: "Your name" }).fill("Nora Newcomer");
    await newcomer.keyboard.press("Enter");
    await connectionIs(newcomer, "saved");
    // The link is used up and the newcomer listed without a reload.
    await page.getByText("Nobody can come in by a link now.").waitFor();
    await page.getByText("Nora Newcomer", { exact: true }).waitFor();
  });

  it("SCR-711: where pages may not copy, a card's menu says where its link is, and an invitation is selected", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await browser.open(`${server.url}/p/${planId}`, {
      prepare: (fresh) =>
        fresh.addInitScript(() => {
          const writeText = (): Promise<void> => Promise.reject(new DOMException("Refused", "NotAllowedError"));
          Object.defineProperty(navigator, "clipboard", { value: { writeText } });
        }),
    });
    const refused = page.locator(".toast", { hasText: "This browser does not let pages copy." });
    await page.getByRole("button", { name: "Move and more" }).first().focus();
    await page.keyboard.press("Enter");
    await focusIsInMenu(page);
    await page.getByRole("menuitem", { name: "Copy link" }).press("Enter");
    await refused.getByText("Open the objective: its link is then the page’s address.").waitFor();

    await page.goto(`${server.url}/p/${planId}/people`);
    await page.getByRole("button", { name: "Make a link" }).click();
    await expect.poll(() => focused(page)).toBe("Copy link");
    await page.keyboard.press("Enter");
    await refused.getByText("It is selected now: copy it as any other text.").waitFor();
    const field = page.getByRole("textbox", { name: "Invitation link" });
    const selected = await field.evaluate((element) =>
      element instanceof HTMLInputElement && element === document.activeElement
        ? element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0)
        : "",
    );
    expect(selected).toBe(await field.inputValue());
  });

  it("SCR-431: a link for many says what is left of it, and lets nobody in once it is locked or revoked", async () => {
    const server = await startServer({ limits: { wrongTries: 1 } });
    const planId = await server.createPlan({ template: "example" });
    const page = await browser.open(`${server.url}/p/${planId}/people`);
    await page.getByRole("button", { name: "Editor Role" }).press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("option");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("spinbutton", { name: "How many people" }).fill("3");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/^The first 3 who open it become a contributor each/u).waitFor();
    const link = await dialog.getByRole("textbox").inputValue();
    await openLink(server.url, link, { name: "Sam Okoro" });
    await page.keyboard.press("Escape");
    await page.reload();
    await page.getByText("As a contributor, for 2 more people", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^Revoke/u }).press("Enter");
    await page.getByText("Nobody can come in by a link now.").waitFor();
    await expect.poll(() => focused(page)).toBe("Invite people");
    await expect(openLink(server.url, link, { name: "Too Late" })).rejects.toThrow("404");

    const guessed = await inviteTo(server.url, planId, "viewer");
    await expect(openLink(server.url, guessed.slice(0, -43) + "A".repeat(43), {})).rejects.toThrow("404");
    await page.reload();
    const locked = page.getByRole("list", { name: /^Locked: somebody tried to guess these links/u });
    await locked.getByText("As a viewer, for 1 person", { exact: true }).waitFor();
    await page.getByText("Nobody can come in by a link now.").waitFor();
    await locked.getByRole("button", { name: /^Remove/u }).press("Enter");
    await locked.waitFor({ state: "detached" });
    await expect.poll(() => focused(page)).toBe("Invite people");
  });

  it("SCR-432: a role is changed in one choice and taken back; who is removed is out at once", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    await openLink(server.url, await inviteTo(server.url, planId, "editor", 3), { name: "Sam Okoro" });
    const page = await browser.open(`${server.url}/p/${planId}/people`);
    await page.getByText("As an editor, for 2 more people", { exact: true }).waitFor();
    const role = page.getByRole("button", { name: /Role of Sam Okoro/u });
    await role.press("Enter");
    await focusIsInMenu(page);
    await page.getByRole("option", { name: "Viewer" }).press("Enter");
    await page.getByText("Sam Okoro is now a viewer of this plan.").waitFor();
    await expect.poll(() => role.innerText()).toBe("Viewer");
    // By it they would be an editor again.
    await page.getByText("Nobody can come in by a link now.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Sam Okoro is now an editor of this plan.").waitFor();
    await page.reload();
    await expect.poll(() => role.innerText()).toBe("Editor");

    await page.getByRole("button", { name: "More about Sam Okoro" }).press("Enter");
    await focusIsInMenu(page);
    await page.getByRole("menuitem", { name: /^Say who they are/u }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Head of Delivery" }).click();
    await page.getByText("Head of Delivery in the plan · since", { exact: false }).waitFor();

    await page.getByRole("button", { name: "More about Sam Okoro" }).press("Enter");
    await focusIsInMenu(page);
    await page.keyboard.press("End");
    await expect.poll(() => focused(page)).toMatch(/^Remove/u);
    await page.keyboard.press("Enter");
    const question = page.getByRole("dialog", { name: "Remove Sam Okoro from this plan?" });
    await question.getByText(/can no longer see the plan, at once/u).waitFor();
    await expect.poll(() => focused(page)).toBe("Cancel");
    await question.getByRole("button", { name: "Remove" }).press("Enter");
    await page.getByText("Sam Okoro no longer belongs to this plan.").waitFor();
    await page.getByRole("button", { name: "More about Sam Okoro" }).waitFor({ state: "detached" });
    await expect.poll(() => focused(page)).toMatch(/people belong to this plan|Only you/u);
  });

  it("SCR-433: what the server refuses stays in its words: the last owner cannot leave", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await openAs(server.url, planId, "owner", "Olga Owner", "/people", /409 \(Conflict\)/u);
    await page.getByRole("button", { name: /Role of Olga Owner/u }).click();
    await page.getByRole("option", { name: "Editor" }).click();
    const question = page.getByRole("dialog", { name: "Become an editor?" });
    // While it is open the only other owner goes, which this page does not know of.
    const gone = await page.evaluate(async (members) => {
      const { members: all } = (await (await fetch(members)).json()) as { members: { name: string; userId: string }[] };
      const other = all.find(({ name }) => name !== "Olga Owner");
      return (await fetch(`${members}/${other?.userId}`, { method: "DELETE" })).status;
    }, `/api/plans/${planId}/members`);
    expect(gone).toBe(204);
    await question.getByRole("button", { name: "Become an editor" }).click();
    await question.getByRole("alert").getByText("A plan needs an owner. Make somebody else an owner first").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("button", { name: /Role of Olga Owner/u }).innerText()).toBe("Owner");
  });

  it("SCR-434: on a phone a viewer reads who belongs to the plan and whom to ask, and leaves it", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await openAs(server.url, planId, "viewer", "Vic Viewer");
    await page.setViewportSize(PHONE.viewport);
    await connectionIs(page, "readonly");
    await page.getByRole("button", { name: "Plan menu" }).click();
    await page.getByRole("menuitem", { name: "People" }).click();
    await page.getByText(/^Only .* who owns the plan, changes who belongs to it|^Only the plan’s owners/u).waitFor();
    expect(await page.getByRole("button", { name: /Role of|Make a link|More about/u }).count()).toBe(0);
    await expect.poll(() => page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.viewport.width);
    await page.getByRole("button", { name: /^Leave this plan/u }).click();
    await page.getByRole("button", { name: "Leave", exact: true }).click();
    await page.getByText(/^You have left “ICT work plan/u).waitFor();
    await page.getByRole("heading", { name: "No plan yet" }).waitFor();
  });
});
