import type { CDPSession, Page } from "playwright-core";

import type { ObjectiveId } from "#shared/model/id.ts";

import { card } from "./boardPage.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of a card, in whole CSS pixels of the viewport. */
export async function middleOf(page: Page, objectiveId: ObjectiveId): Promise<Point> {
  const box = await card(page, objectiveId).boundingBox();
  if (!box) throw new Error("The card is not on the page.");
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

/** A finger that goes down, rests for `rest` milliseconds, moves, rests again for `linger` and leaves. */
export async function swipe(touch: CDPSession, from: Point, to: Point, rest: number, linger = 0): Promise<void> {
  const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [from] });
  await wait(rest);
  for (let step = 1; step <= 10 && (from.x !== to.x || from.y !== to.y); step += 1) {
    const point = { x: from.x + ((to.x - from.x) * step) / 10, y: from.y + ((to.y - from.y) * step) / 10 };
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [point] });
    await wait(16);
  }
  await wait(linger);
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
