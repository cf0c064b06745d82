import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { firstBox, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { exampleAt, openExample } from "../../support/examplePage.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { openPlan } from "../../support/screens/stage.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

it("SCR-185: a phone says which column it shows, and goes to each other one", async () => {
  const page = await exampleAt(browser, { ...SIZES.phone, reducedMotion: "reduce" });
  const tabs = page.getByRole("navigation", { name: "Missions" }).getByRole("button");
  await expect.poll(() => tabs.count()).toBe(5);
  const current = page.locator(".mission-tabs__tab[aria-current='true']");
  await expect.poll(() => current.getAttribute("aria-label")).toBe("Services people prefer");
  await tabs.nth(3).click();
  const column = page.locator(".board > .column").nth(3);
  await expect.poll(async () => Math.round((await column.boundingBox())?.x ?? -1)).toBe(12);
  await expect.poll(() => current.getAttribute("aria-label")).toBe("Simple, secure re-usable technology");
  await page.locator("[data-testid='board']").evaluate((board) => board.scrollTo({ left: 0 }));
  await expect.poll(() => current.getAttribute("aria-label")).toBe("Services people prefer");
});

it("SCR-185: where there is room for columns there are no tabs", async () => {
  const page = await exampleAt(browser, SIZES.laptop);
  expect(await page.getByRole("navigation", { name: "Missions" }).count()).toBe(0);
});

it("SCR-636: nothing of an open objective lies beyond the edge of its sheet on a phone, a tablet or a laptop", async () => {
  for (const size of ["phone", "tablet", "laptop"] as const) {
    const page = await exampleAt(browser, SIZES[size]);
    await page.locator(".card__link").first().click();
    await page.getByRole("spinbutton", { name: /day/u }).waitFor();
    await restingBox(page.locator(".sheet"));
    const beyond = await page.locator(".sheet").evaluate((sheet) => {
      const edge = sheet.getBoundingClientRect().left + sheet.clientWidth + 1;
      return [...sheet.querySelectorAll("button, input, textarea, p, h2, h3, span")]
        .filter((part) => part.getBoundingClientRect().right > edge)
        .map((part) => `${part.className}: ${part.textContent}`);
    });
    expect(beyond, size).toEqual([]);
  }
});

it("SCR-674: the owner of a card stands beside the due date in two lines at most, on a laptop and on a tablet", async () => {
  for (const size of ["laptop", "tablet"] as const) {
    const page = await exampleAt(browser, { ...SIZES[size], locale: "en-GB" });
    const feet = await page.locator(".card__owner").evaluateAll((owners) =>
      owners.map((owner) => {
        const [name, due] = [owner, owner.parentElement?.querySelector(".card__fact--due")].map((part) =>
          part?.getBoundingClientRect(),
        );
        const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
        const twoLines = name !== undefined && name.height < 2.5 * rem;
        return { who: owner.lastChild?.textContent, twoLines, beside: !due || !name || due.left >= name.right };
      }),
    );
    expect(feet.length).toBeGreaterThan(5);
    expect(feet.filter(({ who, twoLines, beside }) => !who || !twoLines || !beside)).toEqual([]);
  }
});

it("SCR-189: everything to press on a laptop is at least 24 pixels high and wide", () => pressable("laptop", 24));
it("SCR-189: everything to press on a phone is at least 44 pixels high and wide", () => pressable("phone", 44));

async function pressable(size: "laptop" | "phone", least: number): Promise<void> {
  const page = await exampleAt(browser, SIZES[size]);
  const board = page.url();
  await expect.poll(() => tooSmall(page, least)).toEqual([]);
  for (const address of [`${board}/people`, `${board}/settings`, new URL("/account", board).href]) {
    await page.goto(address);
    await page.getByRole("button", { name: /^Make a link|^Delete/u }).waitFor();
    await expect.poll(() => tooSmall(page, least), { message: address }).toEqual([]);
  }
}

async function tooSmall(page: Page, least: number): Promise<readonly string[]> {
  const small = await page.locator("button:visible").evaluateAll(
    (buttons, limit) =>
      buttons.flatMap((button) => {
        const { width, height } = button.getBoundingClientRect();
        // What is drawn smaller may be pressed around its edge.
        const around = getComputedStyle(button, "::after");
        const reach = (edge: string): number =>
          around.content === "none" ? 0 : Math.max(0, -2 * Number.parseFloat(edge)) || 0;
        const text = button.className.includes("edit-in-place");
        const [wide, high] = [Math.ceil(width + reach(around.left)), Math.ceil(height + reach(around.top))];
        return text || (wide >= limit && high >= limit) ? [] : [`${button.className}: ${wide} × ${high}`];
      }),
    least,
  );
  return [...new Set(small)];
}

it("SCR-186: a printed plan is a list by mission with every objective in words", async () => {
  const { url } = await startServer();
  const page = await browser.open(`${url}/p/nosuchplan`);
  await openPlan({ page, url, ends: [] });
  const titles = await page.locator(".card__link").allInnerTexts();
  await page.emulateMedia({ media: "print" });
  for (const title of titles) expect(await page.getByText(title, { exact: true }).first().isVisible()).toBe(true);
  const buttons = page.locator(
    ".plan-screen button:visible:not(.edit-in-place, .card__status, .card__check-in, .mission-summary)",
  );
  await expect.poll(() => buttons.count()).toBe(0);
  const [first, second] = await page.locator(".board > .column").all();
  const [above, below] = [await first?.boundingBox(), await second?.boundingBox()];
  expect(below?.y ?? 0).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
  expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
});

it("SCR-653: where more contrast is asked for an empty bar is a frame, and words of a status are dark enough", async () => {
  const page = await exampleAt(browser, { ...SIZES.laptop, contrast: "more" });
  const coloursOf = (scheme: "light" | "dark") =>
    page.emulateMedia({ contrast: "more", colorScheme: scheme }).then(() =>
      page.locator(".card").evaluateAll((cards) =>
        cards.map((card) => {
          const look = (selector: string) => getComputedStyle(card.querySelector(selector) ?? card);
          return {
            card: look(".card").backgroundColor,
            track: look(".progress").backgroundColor,
            frame: look(".progress").outlineStyle,
            word: look(".card__status").color,
          };
        }),
      ),
    );
  for (const scheme of ["light", "dark"] as const) {
    for (const { card, track, frame, word } of await coloursOf(scheme)) {
      expect(track).toBe(card);
      expect(frame).toBe("solid");
      expect(contrast(word, card), `${word} on ${card}`).toBeGreaterThanOrEqual(7);
    }
  }
});

/** Of two opaque colours as the browser computes them, by WCAG 2. */
function contrast(one: string, other: string): number {
  const [light = 1, dark = 1] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/gu) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it("SCR-655: paper asks nobody to write or press, and a name from right to left runs in its own direction on it", async () => {
  const { url } = await startServer();
  const page = await browser.open(`${url}/p/nosuchplan`);
  await openPlan({ page, url, ends: [] }, { template: "empty", title: "Autumn" });
  await page.getByRole("button", { name: "Add mission" }).click();
  await page.keyboard.type("خدمات");
  await page.keyboard.press("Enter");
  await page.getByText("drop a card here").waitFor();
  const shown = () => page.locator(".plan-screen").innerText();
  expect(await shown()).toMatch(/Say why this mission exists.*Add the first/su);
  expect(await page.locator(".column__title").evaluate((title) => getComputedStyle(title).unicodeBidi)).toBe(
    "plaintext",
  );
  await page.emulateMedia({ media: "print" });
  expect(await shown()).not.toMatch(/Say |Add /u);
  expect(await shown()).toContain("No objectives yet.");
});

it("SCR-188: with forced colours the progress and the chosen status can be seen; with reduced motion nothing runs", async () => {
  const page = await exampleAt(browser, { ...SIZES.laptop, forcedColors: "active", reducedMotion: "reduce" });
  const bar = page.locator(".progress").first();
  const [ground, picture] = await bar.evaluate((element) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    return [backgroundColor, backgroundImage];
  });
  expect(picture).toMatch(/^linear-gradient\(rgb/u);
  expect(picture).not.toContain(ground);
  await page.locator(".card__check-in").first().click();
  await page.getByRole("button", { name: "Director of ICT" }).click();
  const chosen = page.locator(".status-choice__option:has(:checked)");
  const other = page.locator(".status-choice__option:not(:has(:checked))").first();
  const rim = (locator: typeof chosen): Promise<string> =>
    locator.evaluate((element) => `${getComputedStyle(element).borderWidth} ${getComputedStyle(element).outlineStyle}`);
  expect(await rim(chosen)).not.toBe(await rim(other));
  const running = await page.evaluate(
    "document.getAnimations().filter((a) => a.playState === 'running' && a.effect.getTiming().duration > 1).length",
  );
  expect(running).toBe(0);
});

it("SCR-901: with forced colours all of the entry of a menu that has focus has the colour of its words", async () => {
  const page = await exampleAt(browser, { ...SIZES.laptop, forcedColors: "active" });
  await page.locator(".card__link").first().focus();
  await page.keyboard.press("m");
  const focused = page.locator(".menu__item[data-focused]");
  for (const name of [/^Open/u, /^Archive/u]) {
    await page.getByRole("menuitem", { name }).hover();
    await expect.poll(() => focused.innerText()).toMatch(name);
    const colours = await focused.evaluate((item) =>
      [item, ...item.querySelectorAll("*")].map((element) => getComputedStyle(element).color),
    );
    expect(colours.length).toBeGreaterThan(1);
    expect(new Set(colours).size).toBe(1);
  }
});

it("SCR-360: at 200 % on a laptop a card is in view, and the page scrolls as one", async () => {
  const { page } = await openExample(browser, { viewport: { width: 683, height: 384 } });
  const first = await firstBox(page, ".card");
  expect(384 - first.y).toBeGreaterThan(100);
  expect(await page.getByText("Digital services so good").first().isVisible()).toBe(false);
  await page.mouse.move(first.x + 40, first.y + 40);
  await page.mouse.wheel(0, 200);
  await expect.poll(async () => Math.round((await firstBox(page, ".plan-header")).y)).toBe(-200);
  expect(Math.round((await firstBox(page, ".card")).y)).toBe(Math.round(first.y) - 200);
});
