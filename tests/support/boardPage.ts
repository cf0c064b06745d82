import type { Locator, Page } from "playwright-core";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import { answersYes } from "./answersYes.ts";

/** What tests do with a plan's page, and read from it. */

export function card(page: Page, objectiveId: ObjectiveId): Locator {
  return page.getByTestId(`card-${objectiveId}`);
}

/** The ids of the cards that are drawn in a mission, from top to bottom. */
export async function cardsOf(page: Page, missionId: MissionId): Promise<readonly ObjectiveId[]> {
  return page
    .getByTestId(`mission-${missionId}`)
    .locator("[data-testid^='card-']")
    .evaluateAll((cards) =>
      cards.map((element) => (element.getAttribute("data-testid") ?? "").replace("card-", "") as ObjectiveId),
    );
}

/** The ids of the missions from left to right. */
export async function missionsOf(page: Page): Promise<readonly MissionId[]> {
  await page.locator("[data-testid^='mission-']").first().waitFor();
  return page
    .locator("[data-testid^='mission-']")
    .evaluateAll((missions) =>
      missions.map((element) => (element.getAttribute("data-testid") ?? "").replace("mission-", "") as MissionId),
    );
}

/** Waits until the page says this of its connection. */
export async function connectionIs(page: Page, state: string, timeout?: number): Promise<void> {
  await page
    .locator(`[data-testid="connection"][data-state="${state}"]`)
    .waitFor(timeout === undefined ? {} : { timeout });
}

/** Once what was changed lies on the device: what is asked of its database is answered after all that was written. */
export async function isOnDevice(page: Page): Promise<void> {
  await answersYes(page, hasUpdates, null);
}

async function hasUpdates(): Promise<boolean> {
  const answered = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("It does not answer.")));
    });
  let count = 0;
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await answered(indexedDB.open(name));
    if (database.objectStoreNames.contains("updates"))
      count += await answered(database.transaction("updates").objectStore("updates").count());
    database.close();
  }
  return count > 0;
}

/** Once focus is in a dialog, which hears keys from then on. */
export async function focusIsIn(dialog: Locator): Promise<void> {
  const element = await dialog.elementHandle();
  await dialog.page().waitForFunction((within) => within?.contains(document.activeElement), element);
}

/** Once focus is in an open menu or list, which hears keys from then on. */
export async function focusIsInMenu(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.closest("[role=menu], [role=listbox]"));
}

/** No menu has as many. */
const MOST_ITEMS = 40;

/** Goes down an open menu with the keyboard until that has focus. Typing its name would hang on how fast that is done. */
export async function goToItem(item: Locator): Promise<void> {
  await item.waitFor();
  await focusIsInMenu(item.page());
  const isFocused = (): Promise<boolean> => item.evaluate((element) => element === document.activeElement);
  for (let stop = 0; stop < MOST_ITEMS && !(await isFocused()); stop += 1)
    await item.page().keyboard.press("ArrowDown");
  if (!(await isFocused())) throw new Error("The menu has no way to that entry.");
}

/** Once all is drawn that was begun: what lies beyond the edge is drawn after the rest. Counted by `waymarkRenders`. */
export async function allIsDrawn(page: Page): Promise<void> {
  await page.evaluate(async (frames) => {
    const drawn = (): string => JSON.stringify((window as unknown as Record<string, unknown>)["waymarkRenders"]);
    for (let [same, was] = [0, drawn()]; same < frames; was = drawn()) {
      await new Promise(requestAnimationFrame);
      same = drawn() === was ? same + 1 : 0;
    }
  }, 10);
}

/** Once nothing on the board is on its way any more: a gap opens and closes over some frames. */
export async function atRest(page: Page): Promise<void> {
  await page
    .getByTestId("board")
    .evaluate((board) => Promise.allSettled(board.getAnimations({ subtree: true }).map(({ finished }) => finished)));
}

type Box = Awaited<ReturnType<Locator["boundingBox"]>>;

/** Where something lies once it is at rest: what scrolls and glides is followed to its end, frame by frame. */
export async function restingBox(element: Locator): Promise<NonNullable<Box>> {
  await element.evaluate(async (part) => {
    const still = 10;
    for (let [same, was] = [0, ""]; same < still;) {
      const now = JSON.stringify(part.getBoundingClientRect());
      same = now === was ? same + 1 : 0;
      was = now;
      await new Promise(requestAnimationFrame);
    }
  });
  const box = await element.boundingBox();
  if (!box) throw new Error("It is not drawn.");
  return box;
}

/** Where the first of what a selector finds lies just now. */
export async function firstBox(page: Page, selector: string): Promise<NonNullable<Box>> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not drawn.`);
  return box;
}

/** Where a card is taken hold of: at its title, because its bar is dragged by itself. */
const AT_TITLE = { x: 40, y: 16 };

/** Drags a card with the mouse and drops it over the upper part of another one, before which it is shown to land. */
export async function dragBefore(page: Page, held: ObjectiveId, before: ObjectiveId): Promise<void> {
  await holdOver(page, held, before);
  await page.locator(`[data-row="${before}"].row--lands`).waitFor({ state: "attached" });
  await page.mouse.up();
}

/** Takes hold of a card and goes with it over the upper part of another one, whether it may be dragged there or not. */
export async function holdOver(page: Page, held: ObjectiveId, before: ObjectiveId): Promise<void> {
  await card(page, held).hover({ position: AT_TITLE });
  await page.mouse.down();
  await card(page, held).hover({ position: { x: 20, y: 40 }, force: true });
  // Its row stays where it is while its picture makes room.
  const row = page.locator(`[data-row="${before}"]`);
  const target = await row.boundingBox();
  if (!target) throw new Error("The card to drop before is not on the page.");
  await page.mouse.move(target.x + target.width / 2, target.y + 8, { steps: 12 });
}
