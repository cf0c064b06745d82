import type { CDPSession, Locator, Page } from "playwright-core";

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

interface Stay {
  /** What the finger rests for before it moves, as a rule until something is lifted; it moves at once without. */
  readonly lifts?: Locator;
  /** What it waits for where it has come to, before it leaves. */
  readonly shows?: Locator;
}

/**
 * A finger that goes down, rests until what it does to the page is to be seen, moves, rests again and leaves. One that
 * does not rest moves before the page has looked at the touch, and at once so far that it cannot be taken for a tremble:
 * a slow machine makes no rest of it.
 */
export async function swipe(touch: CDPSession, from: Point, to: Point, { lifts, shows }: Stay = {}): Promise<void> {
  const send = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: Point[]): Promise<unknown> =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints });
  const sent = [send("touchStart", from)];
  if (lifts) await Promise.all([...sent, lifts.waitFor()]);
  for (let step = lifts ? 1 : 3; step <= 10 && (from.x !== to.x || from.y !== to.y); step += 1) {
    const point = { x: from.x + ((to.x - from.x) * step) / 10, y: from.y + ((to.y - from.y) * step) / 10 };
    sent.push(send("touchMove", point));
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  await Promise.all(sent);
  await shows?.waitFor({ state: "attached" });
  await send("touchEnd");
}
