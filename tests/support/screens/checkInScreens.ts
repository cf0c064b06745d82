import type { Locator } from "playwright-core";

import { newId } from "#shared/model/id.ts";

import { planFileOf } from "../largePlan.ts";
import { colleague, openPlan, sayWho } from "./stage.ts";
import type { Screens, Stage } from "./stage.ts";

/** Saying how an objective goes, on its card; and what it is measured by. */
export const checkInScreens: Screens = {
  "check-in-measures": async (stage) => {
    await openPlan(stage, measuredPlan());
    await sayWho(stage, "Head of Everything");
    await stage.page.locator(".card__check-in").first().click();
    const form = stage.page.getByRole("form", { name: "Check-in" });
    await form.getByRole("spinbutton", { name: /^Apprentices/u }).fill("14");
    await form.getByText("Yes", { exact: true }).click();
  },
  "check-in-begun": async (stage) => {
    await openForm(stage);
    await stage.page.getByRole("textbox", { name: /one line/u }).fill("Agreed with the supp");
    await stage.page.reload();
    await stage.page.locator(".card__check-in").first().click();
    await stage.page.getByText("You had begun this.").waitFor();
  },
  "check-in-unreadable": async (stage) => {
    const form = await openForm(stage);
    await form.getByRole("spinbutton").first().fill("half");
    await form.getByRole("button", { name: "Record check-in" }).click();
    await stage.page.getByRole("alert").waitFor();
  },
  "check-in-correct": async (stage) => {
    const form = await openForm(stage);
    await form.getByRole("textbox", { name: /one line/u }).fill("Agreed with the suplier.");
    await form.getByRole("button", { name: "Record check-in" }).click();
    await stage.page.getByRole("button", { name: "Dismiss" }).click();
    await stage.page.locator(".card__check-in").first().click();
    await stage.page.getByRole("button", { name: "Correct your last check-in" }).click();
    await stage.page.getByText(/^In place of what you said last/u).waitFor();
  },
  "check-in-still-right": async (stage) => {
    await openPlan(stage);
    await sayWho(stage, "Director of ICT");
    await stage.page.locator(".card__tick").first().click();
    await stage.page.getByText(/still right$/u).waitFor();
  },
  "check-in-line": async (stage) => {
    await openPlan(stage);
    await sayWho(stage, "Director of ICT");
    const bar = stage.page.locator(".progress--drag").first();
    await bar.scrollIntoViewIfNeeded();
    const box = await bar.boundingBox();
    if (!box) throw new Error("There is no bar to drag.");
    await stage.page.mouse.move(box.x + box.width / 2, box.y + 2);
    await stage.page.mouse.down();
    await stage.page.mouse.move(box.x + box.width * 0.7, box.y + 2, { steps: 3 });
    await stage.page.mouse.up();
    await stage.page.getByRole("textbox", { name: /one line/u }).waitFor();
  },
  "check-in-news": async (stage) => {
    const planId = await openPlan(stage);
    const other = await colleague(stage, planId, "Head of Delivery");
    await other.locator(".card__tick").first().click();
    await stage.page.locator(".card__news").waitFor();
  },
  "key-result-line": async (stage) => {
    await openPlan(stage, measuredPlan());
    await stage.page.locator(".card__link").first().click();
    await stage.page.getByRole("button", { name: "Add key result" }).click();
    await stage.page.keyboard.type("Licences £1.2m → £900k a year");
    await stage.page.getByText("Licences, £1,200,000 → £900,000 a year").waitFor();
    await stage.page.getByRole("textbox", { name: "New key result" }).scrollIntoViewIfNeeded();
  },
  "key-result-fields": async (stage) => {
    await openPlan(stage, measuredPlan());
    await stage.page.locator(".card__link").first().click();
    await stage.page.getByRole("button", { name: /^Change Apprentices/u }).click();
    await stage.page.getByRole("textbox", { name: "What is measured" }).scrollIntoViewIfNeeded();
  },
};

async function openForm(stage: Stage): Promise<Locator> {
  await openPlan(stage);
  await sayWho(stage, "Director of ICT");
  await stage.page.locator(".card__check-in").first().click();
  return stage.page.getByRole("form", { name: "Check-in" });
}

/** A small plan whose first card is measured in three ways. */
function measuredPlan(): unknown {
  const file = planFileOf({ missions: 2, objectives: 4 });
  const objectiveId = file.objectives[0]?.["id"];
  const measures = [
    ["Apprentices in post", { kind: "number", unit: "people", start: 0, target: 21 }],
    ["Staff who have finished the training", { kind: "percent", unit: "%", start: 10, target: 95 }],
    ["The portal is live", { kind: "yesNo", unit: "", start: 0, target: 1 }],
  ] as const;
  const keyResults = measures.map(([title, measure], at) => {
    const created = { by: null, at: at + 1 };
    return { id: newId(), objectiveId, title, measure, created, archived: null };
  });
  return { ...file, keyResults, checkIns: file.checkIns.map(({ progress: _, ...said }) => said) };
}
