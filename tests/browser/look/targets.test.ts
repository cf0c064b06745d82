import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { PHONE } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { SCREENS } from "../../support/screens/screens.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

/** Where links stand that are no buttons, and what a colleague sees first of the product. */
const LOOKED_AT = ["sheet", "activity", "account", "account-link", "sign-in", "join-invite", "plans", "people"];
const LEAST = { laptop: 24, phone: 44 } as const;

it.each(["laptop", "phone"] as const)(
  "SCR-821: what is pressed and stands alone has room for a pointer, and for a finger on a phone (%s)",
  async (size) => {
    const server = await startServer({ limits: { newPlansPerMinute: 1_000 } });
    const small: string[] = [];
    for (const name of LOOKED_AT) {
      const page = await browser.open(server.url, {
        ...SIZES[size],
        reducedMotion: "reduce",
        expected: /WebSocket|Failed/u,
      });
      const ends: (() => void)[] = [];
      if (name === "sheet")
        await openSheet(page, `${server.url}/p/${await server.createPlan({ template: "example" })}`);
      else await SCREENS[name]?.({ page, url: server.url, ends });
      small.push(...(await tooSmall(page, LEAST[size])).map((what) => `${name}: ${what}`));
      for (const end of ends) end();
      await page.close();
    }
    expect(small).toEqual([]);
  },
);

async function openSheet(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator(".card__link").first().press("Enter");
  await page.getByRole("button", { name: "Add a link" }).click();
  await page.getByRole("textbox", { name: /^Address/u }).fill("example.org");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "https://example.org/" }).waitFor();
}

/** Each button and link of which less than that is pressed, in pixels, but for links within a sentence. */
function tooSmall(page: Page, least: number): Promise<readonly string[]> {
  return page.locator("a[href], button").evaluateAll((elements, needed) => {
    const reach = (element: Element, x: number, y: number, dx: number, dy: number): number => {
      let far = 0;
      while (far < needed && element.contains(document.elementFromPoint(x + dx * (far + 1), y + dy * (far + 1))))
        far += 1;
      return far;
    };
    const isInSentence = ({ parentElement, localName }: Element): boolean =>
      localName === "a" &&
      [...(parentElement?.childNodes ?? [])].some((node) => node.nodeName === "#text" && node.nodeValue?.trim());
    return elements.flatMap((element) => {
      // What takes no part in the line of reading, as the doors that only a screen reader has.
      if (isInSentence(element) || element.closest("[inert], [aria-hidden=true]") !== null) return [];
      element.scrollIntoView({ block: "center", inline: "nearest" });
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      if (width < 2 || !element.contains(document.elementFromPoint(x, y))) return [];
      const wide = reach(element, x, y, -1, 0) + reach(element, x, y, 1, 0) + 1;
      const high = reach(element, x, y, 0, -1) + reach(element, x, y, 0, 1) + 1;
      // A pixel may be shared by two.
      return Math.min(wide, high) < needed - 1
        ? [`${element.className} ${element.textContent.slice(0, 40)}: ${wide} × ${high}`]
        : [];
    });
  }, least);
}

it("SCR-821: the name of a plan has room for a finger on a phone, in one line and in two", async () => {
  const server = await startServer();
  for (const title of ["Plan", "The plan of all that the whole council means to do next"]) {
    const file = planFileOf({ missions: 1, objectives: 1 });
    const planId = await server.createPlan({ ...file, plan: { ...file.plan, title } });
    const page = await browser.open(`${server.url}/p/${planId}`, PHONE);
    await connectionIs(page, "saved");
    expect((await tooSmall(page, LEAST.phone)).filter((what) => what.includes("plan title"))).toEqual([]);
  }
});

it("SCR-886: the name of a mission has room for a finger, be it of two letters, of one line or of more", async () => {
  const server = await startServer();
  const file = planFileOf({ missions: 3, objectives: 3 });
  const names = ["IT", "Services people prefer", "All that the whole council means to do for its people next year"];
  const missions = file.missions.map((mission, at) => ({ ...mission, title: names[at] }));
  const planId = await server.createPlan({ ...file, missions });
  for (const viewport of [PHONE.viewport, { width: 1024, height: 768 }, { width: 1920, height: 1080 }]) {
    const page = await browser.open(`${server.url}/p/${planId}`, { ...PHONE, viewport });
    await connectionIs(page, "saved");
    await page.evaluate("document.fonts.ready");
    const small = await tooSmall(page, LEAST.phone);
    const titles = small.filter((what) => what.includes("mission title"));
    expect.soft(titles, `${viewport.width}`).toEqual([]);
  }
});
