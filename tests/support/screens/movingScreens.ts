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
    await drag(stage, ".row__grip", 0, 2);
  },
  "pointer-drag-several": async (stage) => {
    await openPlan(stage);
    await selectTwo(stage);
    await drag(stage, ".row__grip", 0, 3);
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
    await drag(stage, ".row__grip", 0, 2);
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

/** Picks up the nth of what is on the page with the mouse and holds it over the upper part of another. */
async function drag({ page }: Stage, what: string, held: number, over: number): Promise<void> {
  const from = await page.locator(what).nth(held).boundingBox();
  const to = await page.locator(what).nth(over).boundingBox();
  if (!from || !to) throw new Error("There is nothing to drag.");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  // A hand stays in the window, and out of the edge at which a list scrolls.
  const lowest = (page.viewportSize()?.height ?? Infinity) * 0.75;
  await page.mouse.move(to.x + to.width / 2 + 24, Math.min(to.y + 8, lowest), { steps: 8 });
  await page.locator(".board--dragging").waitFor();
}
