import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { connectionIs, focusIsIn, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openDuePlan, shownTitle } from "../../support/duePlan.ts";
import { beAs, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

/** Does things and counts them. */
function counting(): { readonly actions: () => number; act(action: Promise<unknown>): Promise<void> } {
  let actions = 0;
  return {
    actions: () => actions,
    act: async (action) => {
      actions += 1;
      await action;
    },
  };
}

function link(page: Page) {
  return page.getByRole("link", { name: /^My updates/ });
}

describe("my updates", () => {
  it("SCR-305: eight that are due, each still right, are nine presses of keys and mouse, the longest overdue first", async () => {
    const { page } = await openDuePlan(browser);
    await link(page).getByText("8 due").waitFor({ state: "attached" });
    await expect.poll(() => page.title()).toBe("(8) A large plan – Waymark");
    const { act, actions } = counting();
    await act(link(page).click());
    await expect.poll(() => hasFocus(page.getByRole("spinbutton").first())).toBe(true);
    for (let left = 8; left > 0; left -= 1) {
      await page.getByText(`${left} to go`).waitFor();
      await expect.poll(() => shownTitle(page)).toBe(`Objective ${left}`);
      expect(await page.locator(".update").innerText()).toContain(`Words on ${left}.`);
      expect(await page.locator(".progress-spark").count()).toBe(1);
      await act(page.keyboard.press(left % 2 === 0 ? "Enter" : "y"));
    }
    await page.getByText("Nothing is due.").waitFor();
    expect(actions()).toBeLessThanOrEqual(9);
    const copy = page.getByRole("button", { name: "Copy as text" });
    await expect.poll(() => copy.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => page.title()).toBe("My updates – A large plan – Waymark");
    await page.getByRole("link", { name: "To the board" }).first().click();
    await page.getByText("9 of 10 up to date").waitFor();
  });

  it("SCR-305: the same by touch on a phone, without a network; it is sent when there is one", async () => {
    const { page, url } = await openDuePlan(browser, {
      ...PHONE,
      serviceWorkers: "allow",
      expected: /WebSocket|Failed to load resource/u,
    });
    const { act, actions } = counting();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await act(link(page).tap());
    await page.locator(".update").waitFor();
    await page.context().setOffline(true);
    for (let left = 8; left > 0; left -= 1) {
      await page.getByText(`${left} to go`).waitFor();
      await act(page.getByRole("button", { name: "Still right", exact: true }).tap());
    }
    await page.getByText("Nothing is due.").waitFor();
    expect(actions()).toBeLessThanOrEqual(9);
    await page.context().setOffline(false);
    await connectionIs(page, "saved");
    const colleague = await browser.open(url);
    await colleague.getByText("9 of 10").waitFor();
  });

  it("SCR-701: what was just said stands in the place of a hint, and nothing moves for it", async () => {
    const { page, url } = await openDuePlan(browser, PHONE, 2);
    await page.goto(`${url}/my-updates`);
    const hint = page.getByText("What has waited longest comes first.");
    const takeBack = page.getByRole("button", { name: "Take back" });
    const top = async (): Promise<number> => (await restingBox(page.locator(".update"))).y;
    await hint.waitFor();
    const before = await top();
    await page.getByRole("button", { name: "Still right", exact: true }).tap();
    await takeBack.waitFor();
    expect(await hint.count()).toBe(0);
    expect(await top()).toBe(before);
    await takeBack.tap();
    await hint.waitFor();
    expect(await top()).toBe(before);
  });

  it("SCR-305: a status by its number, a number, a line and Enter are recorded, and the next one comes", async () => {
    const { page, url } = await openDuePlan(browser, {}, 2);
    const colleague = await browser.open(url);
    await page.goto(`${url}/my-updates`);
    await page.getByText("2 to go").waitFor();
    await expect.poll(() => hasFocus(page.getByRole("spinbutton").first())).toBe(true);
    await page.keyboard.press("Alt+3");
    await page.keyboard.type("45");
    await page.getByRole("textbox", { name: "In one line (optional)" }).fill("Still waiting for a supplier.");
    await page.keyboard.press("Enter");
    await page.getByText("1 to go").waitFor();
    const card = colleague.locator("[data-testid^='card-']", { hasText: "Objective 2" });
    await card.getByText("Still waiting for a supplier.").waitFor();
    expect(await card.getAttribute("data-status")).toBe("atRisk");
    expect(await card.getAttribute("data-progress")).toBe("45");
    await page.getByText("Objective 2: At risk").waitFor();
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByText("2 to go").waitFor();
    await expect.poll(() => shownTitle(page)).toBe("Objective 2");
    // Heard is what was said and taken back, not that each was saved (SCR-673).
    await expect.poll(() => page.getByTestId("connection").getAttribute("aria-live")).toBe("off");
  });

  it("SCR-306: that all that wait are still right is one confirmed action, and one undo; what was begun is not among it", async () => {
    const { page } = await openDuePlan(browser);
    const { act, actions } = counting();
    await act(link(page).click());
    await page.getByRole("textbox", { name: "In one line (optional)" }).fill("Half a");
    await page.keyboard.press("Escape");
    await page.getByText("7 to go, 1 put off").waitFor();
    await act(page.getByRole("button", { name: "Still right, all 7 …" }).click());
    const dialog = page.getByRole("dialog", { name: "Still right, all 7?" });
    await expect
      .poll(() => dialog.getByRole("listitem").allInnerTexts())
      .toEqual([7, 6, 5, 4, 3, 2, 1].map((nth) => `Objective ${nth}: On track, 30%`));
    await focusIsIn(dialog);
    await act(page.keyboard.press("Enter"));
    await page.getByText("One was put off.").waitFor();
    expect(actions()).toBe(3);
    await page.keyboard.press("Control+z");
    await page.getByText("7 to go, 1 put off").waitFor();
    await page.getByRole("button", { name: /^Still right, all/ }).click();
    await focusIsIn(dialog);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Take it up now" }).click();
    expect(await page.getByRole("textbox", { name: "In one line (optional)" }).inputValue()).toBe("Half a");
  });

  it("SCR-308: what was said, put off and half typed is there when the page is closed half-way and opened again", async () => {
    const { page, url } = await openDuePlan(browser, { permissions: ["clipboard-read", "clipboard-write"] }, 4);
    await page.goto(`${url}/my-updates`);
    await page.getByText("4 to go").waitFor();
    await page.getByRole("radio", { name: /^Off track/ }).check({ force: true });
    await page.keyboard.press("Enter");
    await page.getByText("3 to go").waitFor();
    await page.keyboard.press("s");
    await page.getByText("2 to go, 1 put off").waitFor();
    await page.getByRole("textbox", { name: "In one line (optional)" }).fill("Half typed");
    await connectionIs(page, "saved");
    await page.close();

    const again = await browser.openBeside(page, `${url}/my-updates`);
    await again.getByText("2 to go, 1 put off").waitFor();
    await expect.poll(() => shownTitle(again)).toBe("Objective 2");
    expect(await again.getByRole("textbox", { name: "In one line (optional)" }).inputValue()).toBe("Half typed");
    await expect.poll(() => hasFocus(again.getByRole("spinbutton").first())).toBe(true);
    await again.keyboard.press("Enter");
    await again.getByText("1 to go, 1 put off").waitFor();
    await again.keyboard.press("Enter");
    await again.getByRole("button", { name: "Take it up now" }).click();
    await again.getByText("1 to go").waitFor();
    await again.keyboard.press("Enter");
    const lines = [
      "Objective 4: Off track (was on track), 30%",
      "Objective 2: On track, 30% – Half typed",
      "Objective 1: On track, 30% – still right",
      "Objective 3: On track, 30% – still right",
    ];
    await again.getByText("Objective 3: On track").waitFor();
    await expect.poll(() => again.locator(".round-end__lines li").allInnerTexts()).toEqual(lines);
    await again.getByRole("button", { name: "Copy as text" }).click();
    await again.getByText("Copied.").waitFor();
    const copied = await again.evaluate<string>("navigator.clipboard.readText()");
    expect(copied.split("\n").slice(1)).toEqual(lines.map((line) => `- ${line}`));
    expect(copied).toMatch(/^A large plan, \d.*, Head of Everything\n/u);
  });

  it("SCR-309: what is said elsewhere meanwhile leaves the queue; what is shown stays, says so, and loses nothing typed", async () => {
    const { page, url } = await openDuePlan(browser, {}, 3);
    const phone = await browser.openBeside(page, `${url}/my-updates`);
    const colleague = await browser.open(url);
    await beAs(colleague, "Head of Delivery");
    await page.goto(`${url}/my-updates`);
    await page.getByText("3 to go").waitFor();
    const line = page.getByRole("textbox", { name: "In one line (optional)" });
    await line.fill("Half a");
    const before = await restingBox(line);

    await phone.getByText("3 to go").waitFor();
    // What one window keeps comes to the other one a moment later.
    await expect.poll(() => phone.evaluate(() => JSON.stringify({ ...localStorage }))).toContain("Half a");
    await phone.keyboard.press("y");
    // It has been begun in the other window of this device: nothing is recorded over that.
    expect(await shownTitle(phone)).toBe("Objective 3");
    await colleague.getByRole("link", { name: "Objective 3", exact: true }).click();
    const sheet = colleague.getByRole("dialog", { name: "Objective: Objective 3" });
    await sheet.getByRole("button", { name: "Check in", exact: true }).click();
    await sheet.getByRole("button", { name: "Still right" }).click();
    await page.getByText("Head of Delivery has checked in meanwhile").waitFor();
    await page.getByText("2 to go").waitFor();
    expect(await line.inputValue()).toBe("Half a");
    expect(await line.evaluate((element) => element === document.activeElement)).toBe(true);
    expect((await line.boundingBox())?.y).toBe(before.y);
    await line.press("End");
    await page.keyboard.type(" line");
    await page.keyboard.press("Enter");
    await page.getByText("2 to go").waitFor();
    await expect.poll(() => shownTitle(page)).toBe("Objective 2");
    await sheet.getByText("Half a line").first().waitFor();
  });
});

describe("my updates with nothing to do", () => {
  it("SCR-310: asks who I am once; says what comes next and when, or how to own something", async () => {
    const { page, url } = await openDuePlan(browser, {}, 0);
    await link(page).click();
    await page.getByText("Nothing is due.").waitFor();
    await page.getByText(/^Next: “Objective 1” on \d+ \w+\.$/).waitFor();
    const stranger = await browser.open(`${url}/my-updates`);
    await stranger.getByRole("heading", { name: "Who are you?" }).waitFor();
    await stranger.getByRole("textbox", { name: /Add your name/ }).fill("Newcomer");
    await stranger.keyboard.press("Enter");
    await stranger.getByText("You own no objective in this plan.").waitFor();
    await stranger.getByRole("link", { name: "To the board" }).last().click();
    await stranger.getByTestId("board").waitFor();
  });
});
