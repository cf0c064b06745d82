import type { Page } from "playwright-core";
import { expect } from "vitest";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import { cardsOf } from "./boardPage.ts";

/** The order of a mission as soon as it is that; fails with what it is otherwise. */
export async function expectOrder(page: Page, missionId: MissionId, order: readonly ObjectiveId[]): Promise<void> {
  await expect.poll(() => cardsOf(page, missionId)).toEqual(order);
}
