import type { PlanId } from "#shared/model/id.ts";

import { colleague, makePlan, openPlan } from "./stage.ts";
import type { Screens, Stage } from "./stage.ts";

/** One objective, in its sheet over the board. */
export const objectiveScreens: Screens = {
  objective: async (stage) => {
    await openObjective(stage);
  },
  "objective-notes": async (stage) => {
    await openObjective(stage);
    await stage.page.getByRole("button", { name: /notes$/u }).click();
    const field = stage.page.getByRole("textbox", { name: "Notes" });
    await field.fill(
      "## Agreed\n\n- **Every** service in one place\n- see [the plan](https://example.org)\n\n> Simple first.",
    );
    await field.press("Escape");
    await stage.page.locator(".notes strong").waitFor();
  },
  "objective-notes-written": async (stage) => {
    await openObjective(stage);
    await stage.page.getByRole("button", { name: /notes$/u }).click();
    await stage.page.getByRole("textbox", { name: "Notes" }).fill("What was **agreed** on Monday.");
  },
  "objective-owner": async (stage) => {
    await openObjective(stage);
    await stage.page.getByRole("combobox", { name: "Owner" }).fill("Head of D");
    await stage.page.getByRole("option").first().waitFor();
  },
  "objective-due": async (stage) => {
    await openObjective(stage);
    await stage.page.getByRole("button", { name: /Calendar/u }).click();
    await stage.page.getByRole("dialog", { name: "Choose the due date" }).waitFor();
  },
  "objective-moved": async (stage) => {
    const planId = await openObjective(stage);
    const other = await colleague(stage, planId, "Head of Delivery");
    await other.locator(".card__link").first().focus();
    for (const key of ["Space", "ArrowRight", "Space"]) await other.keyboard.press(key);
    await stage.page.getByText(/moved this to/u).waitFor();
  },
  "objective-archived": async (stage) => {
    const planId = await openObjective(stage);
    const other = await colleague(stage, planId, "Head of Delivery");
    await other.getByRole("button", { name: "Move and more" }).first().click();
    await other.getByRole("menuitem", { name: "Archive", exact: true }).click();
    await stage.page.getByRole("button", { name: "Restore" }).waitFor();
  },
  "objective-unknown": async (stage) => {
    const planId = await makePlan(stage);
    await stage.page.goto(`${stage.url}/p/${planId}/o/nosuchobjective`);
    await stage.page.getByRole("heading", { name: "There is no such objective" }).waitFor();
  },
};

async function openObjective(stage: Stage): Promise<PlanId> {
  const planId = await openPlan(stage);
  await stage.page.locator(".card__link").first().click();
  await stage.page.getByRole("spinbutton", { name: /day/u }).waitFor();
  return planId;
}
