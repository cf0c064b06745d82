import type { Locator, Page } from "playwright-core";

import { parseId } from "#shared/model/id.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";

import { connectionIs } from "./boardPage.ts";

/** A card of the example plan: what tests of check-ins do with it, and read from it. */
export interface CardInTest {
  readonly id: ObjectiveId;
  readonly card: Locator;
  readonly title: Locator;
  readonly tick: Locator;
  readonly door: Locator;
  readonly bar: Locator;
}

export async function cardCalled(page: Page, title: RegExp): Promise<CardInTest> {
  const row = page.locator("[data-row]").filter({ has: page.getByRole("link", { name: title }) });
  const id = parseId<ObjectiveId>(await row.getAttribute("data-row"));
  if (id === undefined) throw new Error(`There is no card ${title.source}.`);
  const card = page.getByTestId(`card-${id}`);
  return {
    id,
    card,
    title: card.getByRole("link"),
    tick: card.getByRole("button", { name: "Still right" }),
    door: card.getByRole("button", { name: /: check in$/u }),
    bar: card.locator(".progress"),
  };
}

/** The form that is open beside a card. */
export function checkInForm(page: Page): Locator {
  return page.getByRole("form", { name: "Check-in" });
}

export async function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((element) => element === document.activeElement);
}

/** What is stored of the check-ins of a card, oldest first, once everything is saved. */
export async function checkInsOn(page: Page, url: string, objectiveId: ObjectiveId): Promise<readonly StoredCheckIn[]> {
  await connectionIs(page, "saved");
  const file: unknown = await (await page.request.get(`${url.replace("/p/", "/api/plans/")}/export`)).json();
  const listed: unknown = isPlainObject(file) ? file["checkIns"] : [];
  return (Array.isArray(listed) ? (listed as readonly StoredCheckIn[]) : [])
    .filter((checkIn) => checkIn.objectiveId === objectiveId)
    .sort((a, b) => a.at - b.at);
}

interface StoredCheckIn {
  readonly objectiveId: ObjectiveId;
  readonly at: number;
  readonly status?: string;
  readonly progress?: number;
  readonly values?: Readonly<Record<string, number>>;
  readonly note?: string;
}
