import type { Page } from "playwright-core";

import type { PlanFile } from "#shared/exchange/planFile.ts";

import { connectionIs } from "./boardPage.ts";
import type { TestBrowser } from "./browser.ts";
import { beAs } from "./examplePage.ts";
import { planFileOf } from "./largePlan.ts";
import { startServer } from "./startServer.ts";

const DAY = 86_400_000;

/** Who owns what is due. */
export const OWNER = "Head of Everything";
export const COLLEAGUE = "Head of Delivery";

/**
 * A plan of ten objectives. The owner has `due` of them that are due, “Objective 1” the least overdue, and all others
 * but one, which is the colleague's and late too. Each has said 10, 20 and 30 per cent, the last time with words.
 */
export function duePlanFile(due = 8): PlanFile {
  const file = planFileOf({ missions: 3, objectives: 10, checkIns: 3 });
  const [owner] = file.people;
  const colleague = { ...owner, id: "colleague", name: COLLEAGUE };
  const now = Date.now();
  const nth = new Map(file.objectives.map(({ id }, at) => [id, at]));
  return {
    ...file,
    people: [...file.people, colleague],
    objectives: file.objectives.map((objective, at) => ({
      ...objective,
      title: `Objective ${at + 1}`,
      ownerId: at === 9 ? colleague.id : objective["ownerId"],
    })),
    checkIns: file.checkIns.map((checkIn, at) => {
      const objective = nth.get(checkIn["objectiveId"]) ?? 0;
      const age = objective < due || objective === 9 ? 15 + objective : 3;
      const week = at % 3;
      return {
        ...checkIn,
        at: now - (age + (2 - week) * 7) * DAY,
        status: "onTrack",
        progress: 10 * (week + 1),
        note: week === 2 ? `Words on ${objective + 1}.` : "",
      };
    }),
  };
}

interface DuePage {
  readonly page: Page;
  /** The plan's address; its queue's is this with `/my-updates`. */
  readonly url: string;
}

/** A plan with what is due, open in a window that has said whose it is. */
export async function openDuePlan(
  browser: TestBrowser,
  options: Parameters<TestBrowser["open"]>[1] = {},
  due = 8,
): Promise<DuePage> {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan(duePlanFile(due))}`;
  const page = await browser.open(url, { viewport: { width: 1366, height: 768 }, locale: "en-GB", ...options });
  await connectionIs(page, "saved");
  await beAs(page, OWNER);
  return { page, url };
}

/** What waits first in the queue. */
export function shownTitle(page: Page): Promise<string> {
  return page.locator(".update__title").innerText();
}
