import type { PlanId } from "#shared/model/id.ts";

import { focusIsIn } from "../boardPage.ts";
import { duePlanFile, OWNER } from "../duePlan.ts";
import { openPlan, sayWho } from "./stage.ts";
import type { Screens, Stage } from "./stage.ts";

/** What waits for somebody, how fresh the plan is, and how an objective came to where it is. */
export const updatesScreens: Screens = {
  "my-updates-who": async (stage) => {
    await openUpdates(stage);
  },
  "my-updates": async (stage) => {
    await openMine(stage);
    await stage.page.keyboard.press("y");
    await stage.page.getByText("7 to go").waitFor();
  },
  "my-updates-rest": async (stage) => {
    await openMine(stage);
    await stage.page.getByRole("button", { name: /^Still right, all/u }).click();
    await stage.page.getByRole("dialog").waitFor();
  },
  "my-updates-end": async (stage) => {
    await openMine(stage);
    await stage.page.getByRole("textbox", { name: "In one line (optional)" }).fill("The supplier is two weeks late.");
    await stage.page.keyboard.press("Enter");
    await stage.page.getByText("7 to go").waitFor();
    await stage.page.keyboard.press("s");
    await stage.page.getByText("6 to go, 1 put off").waitFor();
    await stage.page.getByRole("button", { name: /^Still right, all/u }).click();
    await focusIsIn(stage.page.getByRole("dialog"));
    await stage.page.keyboard.press("Enter");
    await stage.page.getByText("One was put off.").waitFor();
  },
  "late-only": async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: /^\d+ late/u }).click();
    await stage.page.getByRole("group", { name: "Whose the late ones are" }).waitFor();
  },
  rhythm: async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: /^Check in every/u }).click();
    await stage.page.getByRole("dialog").waitFor();
  },
  "mission-progress": async (stage) => {
    await openPlan(stage);
    await stage.page
      .getByRole("button", { name: /how far it is/u })
      .first()
      .click();
    await stage.page.getByRole("dialog").waitFor();
  },
  history: async (stage) => {
    await openHistory(stage);
  },
  "history-table": async (stage) => {
    await openHistory(stage);
    await stage.page.getByRole("button", { name: "Show as a table" }).click();
    await stage.page.getByRole("table").waitFor();
  },
};

async function openUpdates(stage: Stage): Promise<PlanId> {
  const planId = await openPlan(stage, duePlanFile());
  await stage.page.goto(`${stage.url}/p/${planId}/my-updates`);
  await stage.page.getByRole("heading", { name: "Who are you?" }).waitFor();
  return planId;
}

async function openMine(stage: Stage): Promise<void> {
  const planId = await openPlan(stage, duePlanFile());
  await sayWho(stage, OWNER);
  await stage.page.goto(`${stage.url}/p/${planId}/my-updates`);
  await stage.page.getByText("8 to go").waitFor();
}

/** An objective with a past, its chart in view. */
async function openHistory(stage: Stage): Promise<void> {
  await openPlan(stage, duePlanFile());
  await stage.page.getByRole("link", { name: "Objective 1", exact: true }).click();
  const chart = stage.page.getByRole("img", { name: /over time/u });
  await chart.waitFor();
  await chart.evaluate((element) => element.scrollIntoView({ block: "center" }));
}
