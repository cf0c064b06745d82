import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { readPlanFile } from "#shared/exchange/planFile.ts";

import { ask } from "../../support/ask.ts";
import { connectionIs, focusIsInMenu } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";
import { doorPlan } from "../../support/doorPlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

describe("the pages about a plan and about oneself", () => {
  it("SCR-430: by keyboard and by touch each page is two presses from the board, and has the way back", async () => {
    const { page, url } = await openExample(browser);
    for (const [name, address] of [
      ["People and invitations", "/people"],
      ["Settings", "/settings"],
      ["Activity", "/activity"],
    ] as const) {
      await page.getByRole("button", { name: "Plan menu" }).press("Enter");
      await focusIsInMenu(page);
      await page.getByRole("menuitem", { name }).press("Enter");
      await page.waitForURL(url + address);
      await page.getByRole("link", { name: "To the board" }).press("Enter");
      await page.waitForURL(url);
    }
    const phone = await browser.open(url, PHONE);
    await phone.getByRole("button", { name: "Plan menu" }).tap();
    await phone.getByRole("menuitem", { name: "My account" }).tap();
    await phone.getByRole("heading", { name: "My account" }).waitFor();
    await phone.getByRole("link", { name: "Back to the plan" }).tap();
    await connectionIs(phone, "saved");
    await expect.poll(() => phone.url()).toBe(url);
  });

  it("SCR-437: what a plan is called, is for and asks is changed live; a copy of it is downloaded", async () => {
    const { page, url } = await openExample(browser, {
      expected: /WebSocket|ERR_INTERNET_DISCONNECTED|Failed to (?:fetch|load)/u,
    });
    const colleague = await browser.open(url);
    await page.goto(`${url}/settings`);
    await page.getByRole("button", { name: /title of the plan: edit/u }).press("Enter");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Work plan 2027");
    await page.keyboard.press("Enter");
    await colleague.getByRole("heading", { level: 1, name: "Work plan 2027" }).waitFor();
    await page.getByRole("button", { name: "Every week" }).click();
    await colleague.getByRole("button", { name: "Check in every week" }).waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await colleague.getByRole("button", { name: "Check in every 2 weeks" }).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the plan" }).click();
    expect((await download).suggestedFilename()).toMatch(/^Work plan 2027 \d{4}-\d\d-\d\dT\d{4}\.json$/u);

    await page.context().setOffline(true);
    await page.getByText("The server cannot give all of it just now").waitFor();
    const [own] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download the plan" }).press("Enter"),
    ]);
    const copy = readPlanFile(JSON.parse(await readFile(await own.path(), "utf8")));
    if (!copy.ok) throw new Error(JSON.stringify(copy.error));
    expect(copy.value.plan).toMatchObject({ title: "Work plan 2027", cadenceDays: 14 });
    expect(copy.value.objectives.size).toBeGreaterThan(20);
  });

  it("SCR-433: a plan is deleted after a question that says until when it can be restored, and restored", async () => {
    const { page, url } = await openExample(browser);
    await page.goto(`${url}/settings`);
    await page.getByRole("button", { name: "Delete the plan…" }).click();
    const question = page.getByRole("dialog", { name: /^Delete “ICT work plan/u });
    await question.getByText(/^Until .* you and its other owners can restore it/u).waitFor();
    await question.getByRole("button", { name: "Delete" }).click();
    await page.getByText(/^“ICT work plan.* is deleted. Owners can restore it until/u).waitFor();
    await expect.poll(() => new URL(page.url()).pathname).toBe("/");
    await page.getByRole("button", { name: "Restore" }).first().click();
    await connectionIs(page, "saved");
    await expect.poll(() => page.url()).toBe(url);
  });

  it("SCR-438: an archived plan lies folded away in the list until it is restored there", async () => {
    const { page, url } = await openExample(browser);
    await page.goto(`${url}/settings`);
    await page.getByRole("button", { name: "Archive the plan…" }).click();
    const question = page.getByRole("dialog", { name: /^Archive “ICT work plan/u });
    await question.getByRole("button", { name: "Archive", exact: true }).click();
    await page.getByText("This plan was archived: nobody can change it now.").waitFor();
    await page.getByText(/^Archived on /u).waitFor();
    await page.goto(new URL("/", url).href);
    await page.getByText("1 archived plan").press("Enter");
    await page.getByText(/can be read, not changed$/u).waitFor();
    await page.getByRole("button", { name: /^Restore ICT work plan/u }).press("Enter");
    await page.getByText(/^“ICT work plan.*” is back\.$/u).waitFor();
    await page.getByRole("heading", { name: "Plans" }).waitFor();
    await page.getByRole("link", { name: /^ICT work plan/u }).click();
    await connectionIs(page, "saved");
  });

  it("SCR-435: owners read what was done; what was refused is marked; older ones come on demand", async () => {
    const server = await startServer();
    const door = await doorPlan(server);
    await door.as("viewer", `/plans/${door.planId}`, { method: "DELETE" });
    for (let n = 0; n < 110; n += 1) {
      const body = { role: n % 2 === 0 ? "viewer" : "editor" };
      await door.as("owner", `/plans/${door.planId}/members/${door.userIds.viewer}`, { method: "PATCH", body });
    }
    const page = await browser.open(`${server.url}/p/${door.planId}/activity`);
    await page.getByText("Olga Owner made Vic Viewer an editor.").first().waitFor();
    await page.getByText(/each entry is kept for 12 months/u).waitFor();
    const refused = page.getByRole("listitem").filter({ hasText: "Vic Viewer tried to delete the plan." });
    await refused.getByText("refused").waitFor();
    const times = await page
      .locator("time")
      .evaluateAll((all) => all.map((time) => time.getAttribute("datetime") ?? ""));
    expect(times).toEqual(times.toSorted().toReversed());
    expect(times.length).toBeGreaterThan(3);
    const older = page.getByRole("button", { name: "Show older" });
    if (await older.isVisible()) await older.click();
    await page.getByText("That is all that is kept.").waitFor();
  });

  it("SCR-436: my name is changed, another device is let in by a link, and signed out again", async () => {
    const server = await startServer();
    await server.createPlan({ template: "example" });
    const page = await browser.open(`${server.url}/account`);
    await page.getByRole("textbox", { name: "Your name" }).fill("Nora Lindqvist");
    await page.keyboard.press("Enter");
    await page.getByText("You are called Nora Lindqvist now.").waitFor();
    await page.getByRole("button", { name: "Make a link for another device" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "On your other device" });
    await dialog.getByText(/It signs you in once, within 10 minutes/u).waitFor();
    await dialog.getByRole("img", { name: /QR code/u }).waitFor();
    const link = await dialog.getByRole("textbox").inputValue();
    const phone = await browser.open(link, { ...PHONE, signedIn: false, expected: /401 \(Unauthorized\)/u });
    await phone.getByText("Sign in as Nora Lindqvist").waitFor();
    await phone.getByRole("button", { name: "Sign in here" }).tap();
    await phone.getByRole("link", { name: /ICT work plan/u }).waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    const others = page.getByRole("listitem").getByRole("button", { name: /^Sign out /u });
    await others.first().press("Enter");
    await page.getByText(/ is signed out\.$/u).waitFor();
    await expect.poll(() => others.count()).toBe(0);
    await phone.reload();
    await phone.getByRole("heading", { name: "You are not signed in here" }).waitFor();
  });

  it("SCR-439: what the server does not answer is said, with the way on; nothing is called done that is not", async () => {
    const { page, url } = await openExample(browser, { expected: /Failed to load resource/u });
    await page.route("**/members", (route) => route.abort());
    await page.goto(`${url}/people`);
    await page.getByText("The server cannot be reached. Check your connection, then try again.").waitFor();
    await page.unroute("**/members");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText(/belong to this plan|Only you/u).waitFor();
    await page.route("**/invites", (route) => route.abort());
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByRole("alert").getByText("The server cannot be reached.").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect((await ask(`${url.replace("/p/", "/api/plans/")}/invites`)).json()).toMatchObject({ invites: [] });
  });
});
