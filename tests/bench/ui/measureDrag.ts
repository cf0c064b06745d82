import type { Page } from "playwright-core";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { card, cardsOf, missionsOf } from "../../support/boardPage.ts";
import type { Figures } from "./figures.ts";
import { workOf } from "./openPlan.ts";
import type { OpenedPlan } from "./openPlan.ts";

type Drag = Pick<
  Figures,
  "pickUp" | "drop" | "longestFrame" | "longTasksDragging" | "dragScript" | "dragWork" | "mostBodies"
>;

type Seen = Pick<Figures, "seenAfterDrop" | "seenElsewhere">;

interface Way {
  readonly held: ObjectiveId;
  readonly to: MissionId;
  readonly start: Point;
  readonly end: Point;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The same number of movements in every plan, so that what they cost can be compared. */
const MOVEMENTS = 60;

/**
 * Drags the first card of the first mission over the second one to the second card of the third; in every other round
 * back, so that no mission runs out of cards.
 */
export async function measureDrag({ page, cdp }: OpenedPlan, back: boolean): Promise<Drag> {
  const way = await findWay(page, back ? { from: 2, to: 0 } : { from: 0, to: 2 });
  const before = await workOf(cdp);
  const { drag, longTasks, mostBodies } = await dragAlong(page, way);
  const after = await workOf(cdp);
  return {
    pickUp: drag.pickedUp - drag.moved,
    drop: drag.landed - drag.released,
    longestFrame: drag.longestFrame,
    longTasksDragging: longTasks
      .filter(({ start }) => start > drag.moved - 100)
      .reduce((sum, { duration }) => sum + duration, 0),
    dragScript: after.script - before.script,
    dragWork: after.all - before.all,
    mostBodies,
  };
}

/** Drags a card in one browser until it is painted where it went in the other. */
export async function measureSeen(mine: OpenedPlan, theirs: OpenedPlan, back: boolean): Promise<Seen> {
  const way = await findWay(mine.page, back ? { from: 3, to: 1 } : { from: 1, to: 3 });
  await expectLanding(theirs.page, way);
  const { drag, timeOrigin } = await dragAlong(mine.page, way);
  await landed(theirs.page);
  const seen = await theirs.page.evaluate(() => performance.timeOrigin + window.waymarkProbe.drag.landed);
  return { seenAfterDrop: seen - (timeOrigin + drag.released), seenElsewhere: seen - (timeOrigin + drag.sent) };
}

async function findWay(page: Page, { from, to }: { readonly from: number; readonly to: number }): Promise<Way> {
  const missions = await missionsOf(page);
  const [source, target] = [missions[from]!, missions[to]!];
  const held = (await cardsOf(page, source))[0]!;
  const before = (await cardsOf(page, target))[1]!;
  const heldBox = await card(page, held).boundingBox();
  const beforeBox = await card(page, before).boundingBox();
  if (!heldBox || !beforeBox) throw new Error("The cards to drag between are not on the page.");
  return {
    held,
    to: target,
    start: { x: heldBox.x + heldBox.width / 2, y: heldBox.y + 12 },
    end: { x: beforeBox.x + beforeBox.width / 2, y: beforeBox.y + 8 },
  };
}

async function dragAlong(page: Page, way: Way) {
  const { start, end } = way;
  await expectLanding(page, way);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 8, start.y + 8);
  await page.waitForFunction(() => Number.isFinite(window.waymarkProbe.drag.pickedUp));
  await page.mouse.move(end.x, end.y, { steps: MOVEMENTS });
  await page.mouse.up();
  await landed(page);
  return page.evaluate(() => ({ ...window.waymarkProbe, timeOrigin: performance.timeOrigin }));
}

async function expectLanding(page: Page, { held, to }: Way): Promise<void> {
  await page.evaluate(([objectiveId, missionId]) => window.waymarkExpect(objectiveId, missionId), [held, to] as const);
}

async function landed(page: Page): Promise<void> {
  await page.waitForFunction(() => Number.isFinite(window.waymarkProbe.drag.landed));
}
