import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";

import { restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { cardCalled, checkInForm, checkInsOn, hasFocus } from "../../support/checkInPage.ts";
import { beAs, openExample } from "../../support/examplePage.ts";

const browser = useBrowser();
const REPAIRS = /^Move repairs contact online/u;
const BENEFITS = /^Benefits we can demonstrate/u;

describe("what a check-in says beside what is pressed and typed", () => {
  it("SCR-350: the keys of the statuses are shown as they work where the focus is, and beside a changed number what it was", async () => {
    const { page } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { title } = await cardCalled(page, REPAIRS);
    await title.focus();
    await page.keyboard.press("u");
    const form = checkInForm(page);
    const number = form.getByRole("spinbutton");
    await expect.poll(() => hasFocus(number)).toBe(true);
    const third = form.locator(".choice__key").nth(2);
    const shown = () =>
      third.evaluate((key) => {
        const before = getComputedStyle(key, "::before").content.replace(/^none$|"/gu, "");
        return getComputedStyle(key).visibility === "visible" ? `${before}${key.textContent}` : "";
      });
    const chosen = () => form.getByRole("radio", { checked: true }).getAttribute("value");
    await expect.poll(shown).toBe("Alt+3");
    const stood = await number.inputValue();
    expect(await form.getByText(/^ ?was /u).count()).toBe(0);
    await page.keyboard.press("3");
    await expect.poll(async () => [await chosen(), await number.inputValue()]).toEqual(["onTrack", "3"]);
    await form.getByText(`was ${stood}%`).waitFor();
    await page.keyboard.press("Alt+Digit3");
    await expect.poll(async () => [await chosen(), await number.inputValue()]).toEqual(["atRisk", "3"]);
    await form.getByRole("textbox", { name: /one line/u }).focus();
    await expect.poll(shown).toBe("Alt+3");
    await form.getByRole("radio", { name: "At risk" }).focus();
    await expect.poll(shown).toBe("3");
    await page.keyboard.press("4");
    await expect.poll(chosen).toBe("offTrack");
    await number.fill(stood);
    await expect.poll(() => form.getByText(`was ${stood}%`).count()).toBe(0);
  });

  it("SCR-352: still right is a word in a frame whatever was said last, and due dates and texts begin and end at one edge", async () => {
    const { page } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { tick, card } = await cardCalled(page, BENEFITS);
    expect(await tick.innerText()).toBe("Still right");
    await tick.click();
    await card.getByText("today", { exact: true }).waitFor();
    expect(await tick.innerText()).toBe("Still right");
    const edges = await page.locator(".card").evaluateAll((cards) =>
      cards.map((of) => {
        const at = (name: string, edge: "left" | "right") => {
          const part = of.querySelector(name);
          return part && Math.round(part.getBoundingClientRect()[edge] - of.getBoundingClientRect()[edge]);
        };
        return {
          starts: [".card__title", ".card__status", ".card__owner", ".card__check-in"].map((name) => at(name, "left")),
          ends: [at(".card__tick", "right"), at(".card__fact--due", "right")].filter((end) => end !== null),
        };
      }),
    );
    for (const { starts, ends } of edges) {
      expect(new Set(starts).size).toBe(1);
      expect(ends.every((end) => end === -Number(starts[0]))).toBe(true);
    }
    expect(edges.length).toBeGreaterThan(5);
  });
});

async function inSight(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= (element.page().viewportSize()?.height ?? 0);
}

describe("check-ins in the sheet", () => {
  it("SCR-353: how it is going, and by whom, comes first, and a press on the status opens the check-in there", async () => {
    const { page } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { title } = await cardCalled(page, BENEFITS);
    await title.click();
    const sheet = page.getByRole("dialog", { name: /^Objective:/u });
    const standing = sheet.getByRole("region", { name: "How it is going" });
    await standing.getByText(/: “We agreed how to measure/u).waitFor();
    await standing.getByText("Progress 15%").waitFor();
    const above = await restingBox(standing);
    const owner = await restingBox(sheet.getByRole("combobox", { name: "Owner" }));
    expect(above.y + above.height).toBeLessThan(owner.y);
    const bar = await restingBox(standing.locator(".progress"));
    expect(bar.width).toBeCloseTo(above.width, 1);
    await standing.getByRole("button", { name: "At risk: change" }).click();
    await checkInForm(page)
      .getByRole("textbox", { name: /one line/u })
      .fill("Too good to be trou");
    await page.keyboard.press("Enter");
    await standing.getByText("“Too good to be trou”").waitFor();
    await expect.poll(() => hasFocus(standing.getByRole("button", { name: "Check in" }))).toBe(true);
  });

  it("SCR-354: my last one is corrected on its entry in the history, and after Escape focus is back there", async () => {
    const { page, url } = await openExample(browser);
    await beAs(page, "Director of ICT");
    const { id, title } = await cardCalled(page, BENEFITS);
    await title.click();
    const sheet = page.getByRole("dialog", { name: /^Objective:/u });
    await sheet.getByRole("button", { name: "Check in", exact: true }).click();
    await checkInForm(page)
      .getByRole("textbox", { name: /one line/u })
      .fill("Too good to be trou");
    await page.keyboard.press("Enter");
    const newest = sheet.getByRole("list", { name: "Check-ins, newest first" }).getByRole("listitem").first();
    const correct = newest.getByRole("button", { name: /^Correct/u });
    await correct.click();
    await expect.poll(() => inSight(newest.getByRole("button", { name: "Cancel" }))).toBe(true);
    const line = newest.getByRole("textbox", { name: /one line/u });
    await line.press("Escape");
    await expect.poll(() => hasFocus(correct)).toBe(true);
    await page.keyboard.press("Enter");
    await expect.poll(() => line.inputValue()).toBe("Too good to be trou");
    await line.fill("Too good to be true");
    await page.keyboard.press("Enter");
    await sheet.getByText(": “Too good to be true”").waitFor();
    expect((await checkInsOn(page, url, id)).slice(-2).map(({ note }) => note)).toEqual([
      "Too good to be trou",
      "Too good to be true",
    ]);
  });
});
