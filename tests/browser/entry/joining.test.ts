import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { inviteTo, openLink, OWNER_NAME } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser({ serviceWorkers: "allow" });
const NOBODY = { signedIn: false } as const;

/** What the page could still tell somebody of a link: its address, its history's state, and what it keeps. */
function tracesOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }, document.referrer]),
  );
}

describe("coming in by a link", () => {
  it("SCR-402: an invitation asks a name, outlives a reload, and leaves no secret behind", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const link = await inviteTo(server.url, planId, "editor");
    const secret = link.slice(link.indexOf(".") + 1);
    const page = await browser.open(link, NOBODY);
    await page.getByRole("heading", { name: /^Join “/u }).waitFor();
    await expect.poll(() => page.url()).toBe(`${server.url}/join`);
    const field = page.getByRole("combobox", { name: "Your name" });
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type("Nora Newcomer");
    await page.reload();
    await page.getByText("You will be new in this plan, as Nora Newcomer.").waitFor();
    await field.press("Enter");
    await connectionIs(page, "saved");
    await expect.poll(() => page.url()).toBe(`${server.url}/p/${planId}`);
    expect(await tracesOf(page)).not.toContain(secret);
    expect(server.log()).not.toContain(secret);
    await page.goBack();
    await expect.poll(() => page.url()).not.toContain("/join");
  });

  it("SCR-403: a person of the plan is chosen with the keyboard; who is signed in joins by one press", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await browser.open(await inviteTo(server.url, planId, "contributor"), NOBODY);
    await page.getByRole("combobox", { name: "Your name" }).waitFor();
    await page.getByRole("button", { name: /^Show people/u }).click();
    await page.getByRole("option", { name: "Director of ICT" }).waitFor();
    await page.keyboard.type("digital");
    await page.getByRole("option", { name: "Director of ICT" }).waitFor({ state: "detached" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("You are the Head of Digital Services whom this plan knows already.").waitFor();
    // By pointer or touch, what is chosen closes the list, which would cover the rest.
    await page.getByRole("combobox", { name: "Your name" }).fill("");
    await page.getByRole("option", { name: "Head of Digital Services" }).click();
    await page.getByRole("option").first().waitFor({ state: "detached" });
    await page.getByText("You are the Head of Digital Services whom this plan knows already.").waitFor();
    await page.getByRole("combobox", { name: "Your name" }).press("Enter");
    await page.waitForURL(`${server.url}/p/${planId}`);

    const other = await server.createPlan({ template: "empty", title: "Another plan" });
    await page.goto(await inviteTo(server.url, other, "viewer"));
    await page.getByText("You come in as a viewer: you can look at everything, and change nothing.").waitFor();
    await page.getByRole("button", { name: "Join as Head of Digital Services" }).press("Enter");
    await page.waitForURL(`${server.url}/p/${other}`);
  });

  it("SCR-404: a link that does not work says so in one way; a lost answer has let somebody in all the same", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "empty", title: "Autumn" });
    const link = await inviteTo(server.url, planId, "viewer");
    const page = await browser.open(link.slice(0, -1) + (link.endsWith("A") ? "B" : "A"), {
      ...NOBODY,
      expected: /Failed to load resource/u,
    });
    await page.getByRole("heading", { name: "This link does not let anybody in" }).waitFor();
    const fault = await page.getByRole("alert").innerText();
    await page.getByRole("link", { name: "Other ways in" }).click();
    await page.getByRole("textbox", { name: "Paste your link" }).fill("https://example.org/else");
    await page.keyboard.press("Enter");
    await page.getByText("That is not a whole link.").waitFor();

    await page.getByRole("textbox", { name: "Paste your link" }).fill(link);
    await page.getByRole("textbox", { name: "Your name" }).fill("Vic Viewer");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.context().setOffline(true);
    await page.keyboard.press("Enter");
    await page.getByText("The server cannot be reached.").waitFor();
    expect(await page.getByRole("textbox", { name: "Your name" }).inputValue()).toBe("Vic Viewer");
    await page.context().setOffline(false);
    await page.route("**/api/sign-in", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole("textbox", { name: "Your name" }).press("Enter");
    await page.getByRole("link", { name: /Autumn/u }).waitFor();

    // Used up by now.
    const late = await browser.open(link, { ...NOBODY, expected: /Failed to load resource/u });
    await late.getByRole("heading", { name: "This link does not let anybody in" }).waitFor();
    expect(await late.getByRole("alert").innerText()).toBe(fault);
  });

  it("SCR-854: a link that is used up while its form is filled in is refused where focus is", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "empty", title: "Autumn" });
    const link = await inviteTo(server.url, planId, "viewer");
    const page = await browser.open(link, { ...NOBODY, expected: /Failed to load resource/u });
    await page.getByRole("textbox", { name: "Your name" }).fill("Lena Late");
    await openLink(server.url, link, { name: "Vic Viewer" });
    await page.keyboard.press("Enter");
    const refused = page.getByRole("heading", { name: "This link does not let anybody in" });
    await refused.waitFor();
    await expect.poll(() => hasFocus(refused)).toBe(true);
    await page.keyboard.press("Tab");
    expect(await hasFocus(page.getByRole("link", { name: "Other ways in" }))).toBe(true);
  });

  it("SCR-405: without a session every address says how to get in, and is shown once somebody is", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const page = await browser.open(`${server.url}/p/${planId}/my-updates`, NOBODY);
    await page.getByRole("heading", { name: "You are not signed in here" }).waitFor();
    const beside = await browser.openBeside(page, `${server.url}/`);
    await beside.getByRole("heading", { name: "You are not signed in here" }).waitFor();
    await page.getByRole("textbox", { name: "Paste your link" }).fill(await server.keeperLink());
    await page.getByRole("button", { name: "Sign in" }).click();
    await connectionIs(page, "saved");
    await expect.poll(() => page.url()).toBe(`${server.url}/p/${planId}/my-updates`);
    await beside.getByRole("heading", { name: "Plans", exact: true }).waitFor();
    await beside.getByText(OWNER_NAME).waitFor();
  });
});
