import { expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";

import { connectionIs, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { examplePlanFor } from "../../support/memberPage.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

const LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";

it("SCR-783: a long word in a mission's name is broken in the sheet of its objective, on a phone too", async () => {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const missions = file.missions.map((mission) => ({ ...mission, title: LONG_WORD }));
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ ...file, missions })}`;
  for (const size of ["phone", "laptop"] as const) {
    const page = await browser.open(url, SIZES[size]);
    await connectionIs(page, "saved");
    await page.locator(".card__link").first().click();
    const sheet = page.locator(".sheet");
    await page.getByRole("spinbutton", { name: /day/u }).waitFor();
    await restingBox(sheet);
    expect(await sheet.innerText()).toContain(LONG_WORD);
    const [needs, has] = await sheet.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(needs, size).toBe(has);
  }
});

it("SCR-820: a card's title that begins with one wide word, or an address, keeps clear of the card's menu", async () => {
  const file = planFileOf({ missions: 1, objectives: 4 });
  const titles = [
    LONG_WORD,
    "y".repeat(300),
    "https://intranet.example.org/services/2026/plan",
    "Short words only here",
  ];
  const objectives = file.objectives.map((objective, nth) => ({ ...objective, title: titles[nth] }));
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ ...file, objectives })}`;
  for (const size of ["phone", "laptop", "wall", "wall4k"] as const) {
    const page = await browser.open(url, SIZES[size]);
    await connectionIs(page, "saved");
    await page.evaluate("document.fonts.ready");
    expect(await page.locator(".card__title").evaluateAll(firstLines), size).toEqual(
      titles.map(() => ({ besideMenu: true, atTop: true })),
    );
  }
});

/** Of each title whether its first line ends before the dots of its menu, and begins where the title does. */
function firstLines(titles: readonly Element[]): readonly unknown[] {
  return titles.map((title) => {
    const letters = document.createRange();
    letters.selectNodeContents(title.querySelector("a") ?? title);
    const [first] = letters.getClientRects();
    const handle = title.closest("[data-row]")?.querySelector(".row__handle")?.getBoundingClientRect();
    if (!first || !handle) return undefined;
    // The dots are a few pixels wide and stand in the middle of what is pressed.
    const dots = { left: handle.left + handle.width / 2 - 4, bottom: handle.top + handle.height / 2 + 8 };
    const { top } = title.getBoundingClientRect();
    return { besideMenu: first.right <= dots.left || first.top > dots.bottom, atTop: first.top - top < 6 };
  });
}

it("SCR-822: a link of more than two lines is clipped in the sheet, and one press shows all of it, to readers too", async () => {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const long = `https://example.org/${"abcdefghij".repeat(150)}`;
  const links = [long, "https://example.org/"].map((url) => ({ id: newId(), url, title: "", at: 1 }));
  const objectives = file.objectives.map((objective) => ({ ...objective, links }));
  const plan = await examplePlanFor(browser, { ...file, objectives });
  for (const [role, size] of [
    ["editor", "phone"],
    ["viewer", "laptop"],
  ] as const) {
    const { page } = await plan.member(role, role, SIZES[size]);
    await page.locator(".card__link").first().press("Enter");
    const link = page.getByRole("link", { name: /abcdefghij/u });
    expect((await restingBox(link)).height, role).toBeLessThan(60);
    expect(await link.innerText()).toContain(long);
    const all = page.getByRole("button", { name: "Show the whole link" });
    expect(await all.count()).toBe(1);
    await all.press("Enter");
    expect((await restingBox(link)).height, role).toBeGreaterThan(400);
    const less = page.getByRole("button", { name: "Show less of the link" });
    expect(await hasFocus(less)).toBe(true);
    await less.click();
    expect((await restingBox(link)).height, role).toBeLessThan(60);
  }
});

it("SCR-826: what was said in 500 characters takes six lines of a card at most, and is whole in the sheet and on paper", async () => {
  const file = planFileOf({ missions: 1, objectives: 2 });
  const note = "What we found out is more than was asked. ".repeat(12).slice(0, 499);
  const checkIns = file.checkIns.map((checkIn) => ({ ...checkIn, note }));
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ ...file, checkIns })}`;
  for (const size of ["phone", "laptop", "wall"] as const) {
    const page = await browser.open(url, SIZES[size]);
    await connectionIs(page, "saved");
    const said = page.locator(".card__said").first();
    const lines = (): Promise<number> =>
      said.evaluate((element) => element.clientHeight / Number.parseFloat(getComputedStyle(element).lineHeight));
    expect(Math.round(await lines()), size).toBeLessThanOrEqual(6);
    await page.emulateMedia({ media: "print" });
    expect(await said.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(1);
    await page.emulateMedia({ media: "screen" });
    await page.locator(".card__link").first().press("Enter");
    const whole = page.locator(".sheet .last-said").first();
    expect(await whole.innerText()).toContain(note.trim());
  }
});
