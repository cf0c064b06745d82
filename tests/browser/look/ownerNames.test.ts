import type { BrowserContextOptions } from "playwright-core";
import { expect, it } from "vitest";

import type { PlanFile } from "#shared/exchange/planFile.ts";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { PHONE } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

const DAY = 86_400_000;
const USUAL = ["Khadija Rahman", "Bartholomew Featherstone"];
const LONG = "Maximiliane Alexandra Oberhauser-Schönfeld of the Programme Office";

const WINDOWS: Readonly<Record<string, BrowserContextOptions>> = {
  "the narrowest phone": SIZES.phone,
  "a phone": PHONE,
  "a tablet": SIZES.tablet,
  "a laptop": SIZES.laptop,
  "a wall": SIZES.wall,
  "a wall that is touched": { ...SIZES.wall, hasTouch: true },
  "a large wall that is touched": { ...SIZES.wall4k, hasTouch: true },
};

/** Each owner with what is due soon, was due lately, is due in another year, and at no time. */
function planOfNames(): PlanFile {
  const file = planFileOf({ missions: 5, objectives: 16 });
  const owners = [...USUAL, LONG, ""].map((name, nth) => ({ ...file.people[0], id: `owner${nth}`, name }));
  const day = (from: number): string => new Date(Date.now() + from * DAY).toISOString().slice(0, 10);
  const days = [day(20), day(-12), day(500), null];
  return {
    ...file,
    people: [...file.people, ...owners.filter(({ name }) => name !== "")],
    objectives: file.objectives.map((objective, nth) => ({
      ...objective,
      ownerId: nth % 4 === 3 ? null : `owner${nth % 4}`,
      due: days[Math.floor(nth / 4)],
    })),
    checkIns: file.checkIns.map((checkIn) => ({ ...checkIn, status: "onTrack", progress: 40 })),
  };
}

it.each(Object.keys(WINDOWS))(
  "SCR-741: on %s an owner's usual name is read whole beside every due date, and a longer one in its tooltip",
  async (size) => {
    const server = await startServer();
    const url = `${server.url}/p/${await server.createPlan(planOfNames())}`;
    const page = await browser.open(url, { ...WINDOWS[size], locale: "en-GB" });
    await connectionIs(page, "saved");
    await page.evaluate("document.fonts.ready");
    await expect.poll(() => page.locator(".card").count()).toBe(16);
    const feet = await page.locator(".card").evaluateAll((cards) =>
      cards.map((card) => {
        const box = (part: string) => card.querySelector(part)?.getBoundingClientRect();
        const owner = card.querySelector<HTMLElement>(".card__owner");
        const [name, due, tick] = [".card__owner", ".card__fact", ".card__tick"].map(box);
        const room = card.getBoundingClientRect();
        const column = card.closest(".column")?.getBoundingClientRect();
        const touches = (one?: DOMRect, other?: DOMRect): boolean =>
          one !== undefined &&
          other !== undefined &&
          one.right > other.left + 0.5 &&
          other.right > one.left + 0.5 &&
          one.bottom > other.top + 0.5 &&
          other.bottom > one.top + 0.5;
        // With a mouse it comes over the end of a name only where somebody points.
        const shown = getComputedStyle(card.querySelector(".card__tick") ?? card).opacity === "1";
        const fact = card.querySelector(".card__fact");
        return {
          who: owner?.lastChild?.textContent ?? "",
          cut: [owner].some(
            (of) => of && (of.scrollHeight > of.clientHeight + 1 || of.scrollWidth > of.clientWidth + 1),
          ),
          inside: (due?.right ?? 0) <= room.right && (name?.right ?? 0) <= room.right,
          within: column !== undefined && room.left >= column.left && room.right <= column.right,
          over: touches(name, due) || (shown && (touches(name, tick) || touches(due, tick))),
          lines: Math.round((due?.height ?? 0) / Number.parseFloat(getComputedStyle(fact ?? card).fontSize) / 1.3),
        };
      }),
    );
    expect(feet.filter(({ inside, within, over }) => !inside || !within || over)).toEqual([]);
    expect(feet.filter(({ lines }) => lines > 2)).toEqual([]);
    expect(feet.filter(({ who, cut }) => cut && who !== LONG)).toEqual([]);
    expect(feet.filter(({ who }) => USUAL.includes(who))).toHaveLength(8);
    expect(feet.filter(({ who }) => who === LONG)).toHaveLength(4);
  },
);
