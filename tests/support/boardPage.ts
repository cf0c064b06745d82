import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

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
export async function connectionIs(page: Page, state: string, timeout = 30_000): Promise<void> {
  await page.locator(`[data-testid="connection"][data-state="${state}"]`).waitFor({ timeout });
}

/** Once nothing on the board is on its way any more: a gap opens and closes over some frames. */
export async function atRest(page: Page): Promise<void> {
  await page
    .getByTestId("board")
    .evaluate((board) => Promise.allSettled(board.getAnimations({ subtree: true }).map(({ finished }) => finished)));
}

/** Where a card is taken hold of: at its title, because its bar is dragged by itself. */
const AT_TITLE = { x: 40, y: 16 };

/** Drags a card with the mouse and drops it over the upper part of another one. */
export async function dragBefore(page: Page, held: ObjectiveId, before: ObjectiveId): Promise<void> {
  await card(page, held).hover({ position: AT_TITLE });
  await page.mouse.down();
  await card(page, held).hover({ position: { x: 20, y: 40 }, force: true });
  // Its row stays where it is while its picture makes room.
  const row = page.locator(`[data-row="${before}"]`);
  const target = await row.boundingBox();
  if (!target) throw new Error("The card to drop before is not on the page.");
  await page.mouse.move(target.x + target.width / 2, target.y + 8, { steps: 12 });
  // Who may not drag sees no place to land; a slow page takes a moment to show it.
  if ((await page.locator(".board--dragging").count()) > 0) {
    const lands = page.locator(`[data-row="${before}"].row--lands`);
    await lands.waitFor({ state: "attached", timeout: 5_000 }).catch(() => undefined);
  }
  await page.mouse.up();
}

/** The order of a mission as soon as it is that; fails with what it is otherwise. */
export async function expectOrder(page: Page, missionId: MissionId, order: readonly ObjectiveId[]): Promise<void> {
  await expect.poll(() => cardsOf(page, missionId)).toEqual(order);
}
