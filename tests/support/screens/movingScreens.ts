import { focusIsInMenu } from "../boardPage.ts";
import { colleague, isConnected, openPlan } from "./stage.ts";
import type { Screens, Stage } from "./stage.ts";

/** Cards and columns in hand, chosen, and moved by others. */
export const movingScreens: Screens = {
  selection: async (stage) => {
    await openPlan(stage);
    await selectTwo(stage);
    await stage.page.getByTestId("selection").waitFor();
  },
  "move-to-menu": async (stage) => {
    await openPlan(stage);
    await selectTwo(stage);
    await stage.page.keyboard.press("m");
    await focusIsInMenu(stage.page);
    await stage.page.getByRole("menuitem", { name: /^Data at the heart/u }).press("ArrowRight");
    await stage.page.getByRole("menuitem", { name: "At the top" }).waitFor();
  },
  "keyboard-lift": async (stage) => {
    await openPlan(stage);
    await stage.page.locator(".card__link").first().focus();
    for (const key of ["Space", "ArrowDown", "ArrowDown"]) await stage.page.keyboard.press(key);
    await stage.page.getByTestId("lifted").waitFor();
  },
  "pointer-drag": async (stage) => {
    await openPlan(stage);
    await drag(stage, 0, 2);
  },
  "pointer-drag-several": async (stage) => {
    await openPlan(stage);
    await selectTwo(stage);
    await drag(stage, 1, 3);
  },
  "column-drag": async (stage) => {
    await openPlan(stage);
    const { page } = stage;
    const grip = await page.locator(".column__grip").first().boundingBox();
    const column = await page.locator(".column").first().boundingBox();
    if (!grip || !column) throw new Error("There is no column to drag.");
    await page.mouse.move(grip.x + 8, grip.y + 8);
    await page.mouse.down();
    await page.mouse.move(column.x + column.width * 1.8, grip.y + 60, { steps: 6 });
    await page.locator(".held-column").waitFor();
  },
  "contested-card": async (stage) => {
    const planId = await openPlan(stage);
    await drag(stage, 0, 2);
    const other = await colleague(stage, planId, "Head of Delivery");
    await other.locator(".card__link").first().focus();
    for (const key of ["Space", "ArrowRight", "Space"]) await other.keyboard.press(key);
    await stage.page.getByText(/^Head of Delivery moved/u).waitFor();
    await stage.page.mouse.up();
    await isConnected(stage, "saved");
  },
};

async function selectTwo({ page }: Stage): Promise<void> {
  await page.locator(".card__link").first().focus();
  for (const key of ["x", "ArrowDown", "x"]) await page.keyboard.press(key);
}

/**
 * Picks up the nth card on the page with the mouse and holds it over the upper part of another. On a phone that one is out
 * of view, and what is held would land where it lay: the list is scrolled before.
 */
async function drag({ page }: Stage, held: number, over: number): Promise<void> {
  const cards = page.locator(".row__grip");
  await cards.nth(over).evaluate((card, foot) => {
    const scroller = card.closest(".column__scroller");
    const beyond = card.getBoundingClientRect().top - (scroller?.getBoundingClientRect().bottom ?? 0) + foot;
    if (beyond > 0) scroller?.scrollBy({ top: beyond, behavior: "instant" });
  }, OUT_OF_EDGE);
  const list = await page.locator(".column__scroller").first().boundingBox();
  const [from, to] = [await cards.nth(held).boundingBox(), await cards.nth(over).boundingBox()];
  if (!list || !from || !to) throw new Error("There is nothing to drag.");
  await page.mouse.move(from.x + IN_PADDING, Math.max(from.y + from.height / 2, list.y + 16));
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2 + 24, to.y + 8, { steps: 8 });
  await page.locator(".board--dragging").waitFor();
  await page.locator(".row--lands").first().waitFor({ state: "attached" });
}

/** So far into a card nothing has a press of its own, as its status and the bar of its progress have, in pixels. */
const IN_PADDING = 6;
/** So far from the foot of a list a hand does not scroll it, in pixels. */
const OUT_OF_EDGE = 72;
