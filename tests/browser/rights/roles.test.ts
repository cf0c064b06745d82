import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { PlanFile } from "#shared/exchange/planFile.ts";

import {
  card,
  cardsOf,
  connectionIs,
  focusIsIn,
  focusIsInMenu,
  holdOver,
  isOnDevice,
  missionsOf,
} from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled, checkInForm, checkInsOn, hasFocus } from "../../support/checkInPage.ts";
import { duePlanFile, OWNER } from "../../support/duePlan.ts";
import { PHONE } from "../../support/examplePage.ts";
import { examplePlanFor } from "../../support/memberPage.ts";

const browser = useBrowser();
const LAPTOP = { viewport: { width: 1366, height: 768 } };
const APPRENTICES = /^Twenty-one digital apprentices/u;
/** Milliseconds. The server has two seconds to tell it, which is tested there; a slow browser takes longer to show it. */
const AT_ONCE = 15_000;

async function says(page: Page, words: RegExp | string): Promise<void> {
  await page.getByRole("status", { name: "Messages" }).getByText(words).waitFor({ timeout: AT_ONCE });
}

describe("what one may do in an open plan", () => {
  it("SCR-461: a viewer sees all live, is offered nothing that would be refused, and reads whom to ask", async () => {
    const plan = await examplePlanFor(browser);
    const viewer = await plan.member("viewer", "Vic", LAPTOP);
    const { page } = viewer;
    await connectionIs(page, "readonly");
    const [first] = await missionsOf(page);
    const cards = await cardsOf(page, first!);
    const [top, next] = cards;

    // Nothing is offered that would be refused.
    for (const name of [
      /^Add/u,
      /^Undo$/u,
      /Move mission/u,
      /Mission menu/u,
      /: edit$/u,
      /Still right/u,
      /: check in$/u,
    ]) {
      expect(await page.getByRole("button", { name }).count(), name.source).toBe(0);
    }
    expect(await page.getByRole("link", { name: /My updates/u }).count()).toBe(0);
    // The purpose is one line, as for whoever may change it.
    expect((await page.locator(".plan-header__purpose").boundingBox())?.height).toBeLessThan(24);
    // On the narrowest phone the head has room for all that it says.
    await page.setViewportSize({ width: 320, height: 640 });
    const end = () =>
      page.locator(".board-head > :visible").evaluateAll((all) => {
        const ends = all.map((part) => {
          const { right, width } = part.getBoundingClientRect();
          return width > 1 && part.scrollWidth > part.clientWidth + 1 ? Number.POSITIVE_INFINITY : right;
        });
        return Math.max(...ends);
      });
    await expect.poll(end).toBeLessThanOrEqual(320);
    await page.setViewportSize(LAPTOP.viewport);
    await holdOver(page, top!, next!);
    expect(await page.locator(".board--dragging").count()).toBe(0);
    await page.mouse.up();
    await card(page, top!).getByRole("link").focus();
    for (const key of ["Space", "x", "m", "u", "y"]) await page.keyboard.press(key);
    expect(await page.getByTestId("lift").count()).toBe(0);
    expect(await cardsOf(page, first!)).toEqual(cards);
    expect(await page.getByRole("menu").count()).toBe(0);
    await page.locator(`[data-row="${top}"]`).getByRole("button", { name: "More" }).click();
    await page.getByRole("menu").waitFor();
    await expect.poll(() => page.getByRole("menuitem").allTextContents()).toEqual(["Open", "Copy link"]);
    await focusIsInMenu(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Keys" }).click();
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    expect(await page.getByRole("dialog").locator("dt").allTextContents()).toEqual([
      "Search the objectives",
      "Show this list of keys",
      "Go to the card beside it",
      "Open it",
    ]);
    await focusIsIn(page.getByRole("dialog", { name: "Keys" }));
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "You can view this plan" }).click();
    await page.getByText(/^To do more, ask .*Olive Owner/u).waitFor();
    await page.keyboard.press("Escape");

    // What others do is there at once.
    await plan.command("renameObjective", { objectiveId: next, title: "Renamed while watching" });
    await card(page, next!).getByText("Renamed while watching").waitFor();

    await card(page, top!).getByRole("link").click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("Check-ins").first().waitFor();
    expect(await sheet.getByRole("textbox").count()).toBe(0);
    expect(await sheet.getByRole("button", { name: /^(?:Add|Edit|Check in|Archive)/u }).count()).toBe(0);
  });

  it("SCR-463: promoted, demoted, archived, back and removed: told in words, in the same place", async () => {
    const plan = await examplePlanFor(browser);
    const viewer = await plan.member("viewer", "Vic", LAPTOP);
    const { page } = viewer;
    await connectionIs(page, "readonly");
    const [first, second] = await missionsOf(page);
    const [top] = await cardsOf(page, first!);
    await card(page, top!).getByRole("link").click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("Check-ins").first().waitFor();
    await viewer.give("editor");
    await says(page, "You can edit this plan now.");
    await connectionIs(page, "saved", AT_ONCE);
    const title = sheet.getByRole("textbox", { name: "Title" });
    await title.focus();
    await page.keyboard.press("End");
    await page.keyboard.type(", at once");
    await card(page, top!)
      .getByText(/, at once$/u)
      .waitFor();
    await connectionIs(page, "saved");
    await viewer.give("viewer");
    await says(page, "You can only view this plan now.");
    await expect.poll(() => title.evaluate((field: HTMLTextAreaElement) => field.readOnly)).toBe(true);
    expect(await hasFocus(title)).toBe(true);
    await page.keyboard.type(" and no more");
    expect(await title.inputValue()).toMatch(/, at once$/u);
    expect(page.url()).toContain(top!);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });

    // Archived and back, for everybody; nothing was reloaded.
    await viewer.give("editor");
    await connectionIs(page, "saved");
    await plan.asOwner("", { method: "PATCH", body: { archived: true } });
    await says(page, /This plan was archived/u);
    await page
      .locator(".connection-notice")
      .getByText(/An owner of the plan can bring it back/u)
      .waitFor();
    await expect.poll(() => page.getByRole("button", { name: /^Add/u }).count()).toBe(0);
    await plan.asOwner("", { method: "PATCH", body: { archived: false } });
    await says(page, /This plan is back/u);
    await page.getByTestId(`mission-${second}`).getByRole("button", { name: /^Add/u }).waitFor();

    await viewer.remove();
    await page.getByRole("heading", { name: "You are not in this plan any more" }).waitFor({ timeout: AT_ONCE });
    await page
      .getByRole("alert")
      .getByText(/An owner of this plan has removed you/u)
      .waitFor();
    await expect.poll(() => card(page, top!).count()).toBe(0);
    await page.getByRole("link", { name: "Go to all plans" }).click();
    await page.waitForURL(/\/$/u);
  });

  it("SCR-462: a contributor checks in by keyboard on what is theirs, takes it back, and on nothing else", async () => {
    const plan = await examplePlanFor(browser);
    const { page } = await plan.member("contributor", "Head of Delivery", LAPTOP);
    await connectionIs(page, "saved");
    await page.getByRole("button", { name: "You can check in on your objectives" }).waitFor();
    const mine = await cardCalled(page, APPRENTICES);
    const [first] = await missionsOf(page);
    const [theirs] = await cardsOf(page, first!);
    expect(await card(page, theirs!).getByRole("button").count()).toBe(0);
    expect(await page.getByRole("button", { name: /^Add/u }).count()).toBe(0);
    const before = (await checkInsOn(page, plan.url, mine.id)).length;

    await mine.title.focus();
    await page.keyboard.press("u");
    await checkInForm(page).waitFor();
    await page.keyboard.press("Alt+2");
    await page.getByLabel("In one line (optional)").fill("Twelve of them are in post");
    await page.keyboard.press("Enter");
    await mine.card.getByText("Twelve of them are in post").waitFor();
    await expect.poll(() => hasFocus(mine.title)).toBe(true);
    await expect.poll(async () => (await checkInsOn(page, plan.url, mine.id)).length).toBe(before + 1);
    expect((await checkInsOn(page, plan.url, mine.id)).at(-1)).toMatchObject({ note: "Twelve of them are in post" });
    await page.keyboard.press("Control+z");
    await mine.card.getByText("Twelve of them are in post").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+z");
    await mine.card.getByText("Twelve of them are in post").waitFor();
    await connectionIs(page, "saved");

    // My last one is corrected.
    await page.keyboard.press("Shift+U");
    await page.getByLabel("In one line (optional)").fill("Thirteen of them are in post");
    await page.keyboard.press("Enter");
    await mine.card.getByText("Thirteen of them are in post").waitFor();
  });

  it("SCR-462: all that wait for a contributor are still right in one action, and one undo", async () => {
    const plan = await examplePlanFor(browser, duePlanFile(3));
    const { page } = await plan.member("contributor", OWNER, LAPTOP);
    await connectionIs(page, "saved");
    await page.getByRole("link", { name: /My updates/u }).click();
    const before = ((await plan.asOwner("/export")) as PlanFile).checkIns.length;
    await page.getByRole("button", { name: "Still right, all 3 …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Still right, all 3" }).click();
    await connectionIs(page, "saved");
    await expect.poll(async () => ((await plan.asOwner("/export")) as PlanFile).checkIns.length).toBe(before + 3);
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByRole("button", { name: "Still right, all 3 …" }).waitFor();
  });

  it("SCR-465: by touch; offline it is kept and shown; refused, it goes with a word and what was typed is there", async () => {
    const plan = await examplePlanFor(browser);
    const { page } = await plan.member("contributor", "Head of Delivery", {
      ...PHONE,
      serviceWorkers: "allow",
      expected: /WebSocket|ERR_INTERNET_DISCONNECTED|Failed to load/u,
    });
    await connectionIs(page, "saved");
    const mine = await cardCalled(page, APPRENTICES);
    await mine.tick.tap();
    await says(page, /still right/u);
    await connectionIs(page, "saved");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await isOnDevice(page);

    await page.context().setOffline(true);
    await connectionIs(page, "offline");
    await mine.door.tap();
    await page.getByLabel("In one line (optional)").fill("Said on the train");
    await page.getByRole("button", { name: "Record check-in" }).tap();
    await mine.card.getByText("Said on the train").waitFor();
    await page.reload();
    await mine.card.getByText("Said on the train").waitFor();
    await plan.command("archiveObjective", { objectiveId: mine.id });
    await page.context().setOffline(false);
    await says(page, /^Not recorded on “Twenty-one digital apprentices.*is archived.*What you typed is kept/u);
    await plan.command("restoreObjective", { objectiveId: mine.id });
    await mine.door.tap();
    await expect.poll(() => page.getByLabel("In one line (optional)").inputValue()).toBe("Said on the train");
  });

  it("SCR-919: a viewer in the head of a mission that is archived keeps focus on something", async () => {
    const plan = await examplePlanFor(browser);
    const { page } = await plan.member("viewer", "Vera");
    await connectionIs(page, "readonly");
    const [missionId] = await missionsOf(page);
    const fold = page.locator(`[data-column="${missionId}"] button`).first();
    await fold.focus();
    await plan.command("archiveMission", { missionId });
    await fold.waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
  });
});
