import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { connectionIs, focusIsIn, focusIsInMenu } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample } from "../../support/examplePage.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
/** More stops than this between two things would be a fault of its own. */
const MOST_STOPS = 120;

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((element) => element === document.activeElement);
}

/** Presses Tab until that has focus. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${String(target)}.`);
}

async function keys(page: Page, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

describe("with the keyboard alone", () => {
  it("SCR-153: a plan is named, filled, written, searched, checked in, rearranged, and what was done is taken back", async () => {
    const server = await startServer();
    const page = await browser.open(`${server.url}/p/${await server.createPlan({ template: "empty" })}`, {
      viewport: { width: 1366, height: 768 },
      locale: "en-GB",
    });
    await connectionIs(page, "saved");
    const said = page.getByRole("status", { name: "Messages" });

    await tabTo(page, page.getByRole("button", { name: /plan title: edit/ }));
    await keys(page, "Enter", "Control+a");
    await page.keyboard.type("Autumn");
    await keys(page, "Enter", "Tab", "Enter");
    await page.keyboard.type("What comes first.");
    await keys(page, "Escape");
    await expect.poll(() => page.title()).toBe("Autumn – Waymark");

    await tabTo(page, page.getByRole("button", { name: "Add mission" }));
    await keys(page, "Enter");
    for (const mission of ["Services", "Data"]) {
      await page.keyboard.type(mission);
      await keys(page, "Enter");
      await page.getByRole("heading", { name: mission }).waitFor();
    }
    await keys(page, "Escape");
    await tabTo(page, page.getByRole("button", { name: "Add objective to Services" }), "Shift+Tab");
    await keys(page, "Enter");
    for (const title of ["Refresh laptops", "Repairs online", "Wifi everywhere"]) {
      await page.keyboard.type(title);
      await keys(page, "Enter");
      await page.getByRole("link", { name: title }).waitFor();
    }
    await keys(page, "Escape");

    await keys(page, "/");
    await page.keyboard.type("repairs");
    await expect.poll(() => page.locator(".card").count()).toBe(1);
    const link = page.getByRole("link", { name: "Repairs online" });
    await tabTo(page, link);
    await keys(page, "Enter");
    const sheet = page.getByRole("dialog", { name: /^Objective:/ });
    await tabTo(page, sheet.getByRole("textbox", { name: "Title", exact: true }));
    await keys(page, "End");
    await page.keyboard.type(", end to end");
    await tabTo(page, sheet.getByRole("combobox", { name: "Owner" }));
    await page.keyboard.type("Ada");
    await page.getByRole("option", { name: "Add “Ada”" }).waitFor();
    await keys(page, "Enter");
    await expect.poll(() => sheet.getByRole("combobox", { name: "Owner" }).inputValue()).toBe("Ada");
    await tabTo(page, sheet.getByRole("spinbutton", { name: /day/ }));
    await page.keyboard.type("24122030");
    await tabTo(page, sheet.getByRole("button", { name: "Add notes" }));
    await keys(page, "Enter");
    await page.keyboard.type("**Agreed** on Monday.");
    await keys(page, "Escape");
    await sheet.locator("strong", { hasText: "Agreed" }).waitFor();
    await tabTo(page, sheet.getByRole("button", { name: "Add a link" }));
    await keys(page, "Enter");
    await expect.poll(() => isFocused(sheet.getByRole("textbox", { name: /^Address/ }))).toBe(true);
    await page.keyboard.type("example.org");
    await keys(page, "Enter");
    await sheet.getByRole("link", { name: /example\.org/ }).waitFor();
    await keys(page, "Escape");
    await expect.poll(() => sheet.count()).toBe(0);
    await expect.poll(() => isFocused(page.getByRole("link", { name: "Repairs online, end to end" }))).toBe(true);

    const card = page.locator(".card", { hasText: "Repairs online" });
    await tabTo(page, card.locator("[id^='check-in-']"));
    await keys(page, "Enter");
    await tabTo(page, page.getByRole("button", { name: "Ada" }));
    await keys(page, "Enter");
    await tabTo(page, page.getByRole("radio", { name: "Not started" }));
    await keys(page, "ArrowDown");
    await tabTo(page, page.getByRole("textbox", { name: /one line/ }));
    await page.keyboard.type("Well begun.");
    await keys(page, "Enter");
    await card.getByText("Well begun.").waitFor();

    await keys(page, "/", "Escape", "Escape");
    await expect.poll(() => page.locator(".card").count()).toBe(3);
    const wifi = page.locator(".row", { hasText: "Wifi everywhere" });
    await tabTo(page, wifi.getByRole("button", { name: /^Move/ }));
    await keys(page, "Enter");
    const top = page.getByRole("menuitem", { name: "To the top" });
    await focusIsInMenu(page);
    for (let stop = 0; stop < 20 && !(await isFocused(top)); stop += 1) await keys(page, "ArrowDown");
    await keys(page, "Enter");
    const titles = () => page.locator(".card__link").allTextContents();
    await expect.poll(async () => (await titles())[0]).toBe("Wifi everywhere");
    await keys(page, "Control+z");
    await said.getByText(/^“Wifi everywhere” is back in /).waitFor();
    await expect.poll(async () => (await titles())[0]).toBe("Refresh laptops");
    await keys(page, "Control+Shift+z");
    await expect.poll(async () => (await titles())[0]).toBe("Wifi everywhere");
    await said
      .getByText(/^“Wifi everywhere” is back in /)
      .last()
      .waitFor();

    await keys(page, "?");
    await focusIsIn(page.getByRole("dialog", { name: "Keys" }));
    await keys(page, "Escape");
    await tabTo(page, page.getByRole("link", { name: "Wifi everywhere" }));
    await keys(page, "Enter");
    await tabTo(page, sheet.getByRole("button", { name: "Archive this objective" }));
    await keys(page, "Enter");
    await expect.poll(titles).toEqual(["Refresh laptops", "Repairs online, end to end"]);

    // Cards: lifted, put back, chosen, and moved together, by keys and by the menu.
    const columns = page.locator("[data-testid^='mission-']");
    const titlesIn = (column: number) => columns.nth(column).locator(".card__link").allTextContents();
    const laptops = page.getByRole("link", { name: "Refresh laptops" });
    await tabTo(page, laptops, "Shift+Tab");
    await keys(page, "Space", "ArrowDown", "Space");
    await expect.poll(titles).toEqual(["Repairs online, end to end", "Refresh laptops"]);
    await expect.poll(() => isFocused(laptops)).toBe(true);
    await keys(page, "Space", "ArrowRight", "Escape");
    await expect.poll(() => isFocused(laptops)).toBe(true);
    expect(await titlesIn(0)).toEqual(["Repairs online, end to end", "Refresh laptops"]);
    await keys(page, "x", "ArrowUp", "x", "Space", "ArrowRight", "Space");
    await expect.poll(() => titlesIn(1)).toEqual(["Repairs online, end to end", "Refresh laptops"]);
    await keys(page, "Control+z");
    await expect.poll(() => titlesIn(0)).toHaveLength(2);
    await tabTo(page, laptops);
    await keys(page, "m");
    const data = page.getByRole("menuitem", { name: "Data", exact: true });
    await focusIsInMenu(page);
    for (let stop = 0; stop < 20 && !(await isFocused(data)); stop += 1) await keys(page, "ArrowDown");
    await keys(page, "ArrowRight");
    const place = page.getByRole("menuitem", { name: /^At the/ }).first();
    await expect.poll(() => isFocused(place)).toBe(true);
    await keys(page, "Enter");
    await expect.poll(() => titlesIn(1)).toEqual(["Refresh laptops"]);

    // Missions: renamed, said why, folded, moved, archived and restored.
    const names = () => columns.locator(".column__title button").allTextContents();
    const services = columns.filter({ hasText: "Services" });
    await tabTo(page, services.getByRole("button", { name: /mission title: edit/ }), "Shift+Tab");
    await keys(page, "Enter", "End");
    await page.keyboard.type(" people prefer");
    await keys(page, "Enter");
    await tabTo(page, services.getByRole("button", { name: /mission statement: edit/ }));
    await keys(page, "Enter");
    await page.keyboard.type("So good that nobody calls.");
    await keys(page, "Escape");
    await tabTo(page, services.getByRole("button", { name: "Mission statement", exact: true }), "Shift+Tab");
    await keys(page, "Enter");
    await expect.poll(() => page.getByText("So good that nobody calls.").isVisible()).toBe(false);
    await tabTo(page, services.getByRole("button", { name: "Move mission" }), "Shift+Tab");
    await keys(page, "Space", "ArrowRight", "Space");
    await expect.poll(async () => (await names())[1]).toMatch(/^Services people prefer/);
    await tabTo(page, services.getByRole("button", { name: "Mission menu" }));
    await keys(page, "Enter");
    const archive = page.getByRole("menuitem", { name: /^Archive/ });
    await focusIsInMenu(page);
    for (let stop = 0; stop < 20 && !(await isFocused(archive)); stop += 1) await keys(page, "ArrowDown");
    await keys(page, "Enter");
    const tray = page.getByTestId("tray");
    await tabTo(page, tray.getByRole("button", { name: "Restore “Services people prefer”" }));
    await keys(page, "Enter");
    await expect.poll(() => titlesIn(1)).toEqual(["Repairs online, end to end"]);
    await tabTo(page, tray.getByRole("button", { name: "Tray · 1 archived objective" }));
    await keys(page, "Enter");
    await tabTo(page, tray.getByRole("button", { name: "Restore “Wifi everywhere”" }), "Shift+Tab");
    await keys(page, "Enter");
    await expect.poll(() => titlesIn(1)).toEqual(["Wifi everywhere", "Repairs online, end to end"]);
  });

  it("SCR-634: what goes when it is pressed leaves focus beside it", async () => {
    const { page } = await openExample(browser);
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const { activeElement } = document;
        if (activeElement === null || activeElement === document.body) return "nothing";
        return (activeElement.getAttribute("aria-label") ?? activeElement.textContent ?? "").trim();
      });
    const menuOf = async (button: Locator, item: string | RegExp): Promise<void> => {
      await button.click();
      await focusIsInMenu(page);
      await page.getByRole("menuitem", { name: item }).press("Enter");
    };
    const press = async (within: Page | Locator, name: string | RegExp): Promise<void> =>
      within.getByRole("button", { name }).first().press("Enter");
    await press(page, "Who are you?");
    await press(page.getByRole("dialog"), "Director of ICT");
    await expect.poll(focused).toMatch(/You are: Director of ICT$/u);
    const titles = await page.locator(".card__link").allInnerTexts();

    await menuOf(page.getByRole("button", { name: "Move and more" }).first(), "Archive");
    await expect.poll(focused).toBe(titles[1]);
    await press(page.getByRole("status", { name: "Messages" }), "Undo");
    await expect.poll(focused).toBe(titles[1]);
    await page.keyboard.press("Enter");
    await press(page, "Archive this objective");
    await expect.poll(focused).toBe(titles[2]);
    for (const key of ["x", "Shift+ArrowDown"]) await page.keyboard.press(key);
    await press(page.getByTestId("selection"), "Archive");
    await expect.poll(focused).toBe(titles[4]);

    const missions = page.getByRole("button", { name: "Mission menu" });
    await menuOf(missions.first(), /^Check in every/u);
    await press(page.getByRole("dialog"), "Every week");
    await expect.poll(focused).toBe("Mission menu");
    await menuOf(missions.nth(1), /^Archive/u);
    await expect.poll(focused).toBe("Mission menu");
    await press(page.getByTestId("tray"), /^Restore/u);
    await expect.poll(focused).toMatch(/^Tray/u);

    await page.locator(".card__link").first().press("Enter");
    const sheet = page.getByRole("dialog");
    await press(sheet, "Add key result");
    for (const title of ["One", "Two"]) {
      await page.keyboard.type(`${title} 0 → 5 things`);
      await page.keyboard.press("Enter");
      await sheet.getByRole("button", { name: `Change ${title}` }).waitFor();
    }
    await page.keyboard.press("Escape");
    await expect.poll(focused).toBe("Add key result");
    await press(sheet, "Change One");
    await page.keyboard.press("Escape");
    await expect.poll(focused).toBe("Change One");
    await press(sheet, "Archive One");
    await expect.poll(focused).toBe("Archive Two");
    await press(sheet, "Add a link");
    await expect.poll(focused).toBe("Address of a page or person");
    await page.keyboard.type("example.org");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("Add a link");
    await press(sheet, "Remove the link https://example.org/");
    await expect.poll(focused).toBe("Add a link");
    await press(sheet, "Check in");
    await page.keyboard.press("Enter");
    await press(sheet, /^Take back/u);
    await expect.poll(focused).toContain("taken back");
  });

  it("SCR-656: a menu that a key opens has focus on its first entry, each time", async () => {
    const { page } = await openExample(browser);
    const handle = page.getByRole("button", { name: "Move and more" }).first();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    for (let time = 0; time < 3; time += 1) {
      await handle.press("Enter");
      await expect.poll(focused).toBe("Open");
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
    }
    await handle.press("Enter");
    await expect.poll(focused).toBe("Open");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /^Objective:/u }).waitFor();
  });
});
