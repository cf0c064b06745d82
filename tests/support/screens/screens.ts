import { closeCodes } from "#shared/protocol/closeCodes.ts";

import { planFileOf } from "../largePlan.ts";
import { isConnected, makePlan, openPlan, others, sayWho } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { holdSync } from "./syncWire.ts";

/** Brings a fresh page to what is to be looked at. */
type Screen = (stage: Stage) => Promise<void>;

const TEAM = [
  "Head of Digital Services",
  "Head of Data and Insight",
  "Director of ICT",
  "Head of Delivery",
  "Head of User Support",
  "Head of Platform",
];

/** Every screen and state of the product, by name. */
export const SCREENS: Readonly<Record<string, Screen>> = {
  "first-start": async ({ page, url }) => {
    await page.route("**/api/plans", (route) => route.fulfill({ json: { plans: [] } }));
    await page.goto(url);
    await page.getByRole("heading", { name: "No plan yet" }).waitFor();
  },
  plans: async (stage) => {
    await makePlan(stage);
    await makePlan(stage, { template: "empty", title: "Summer reading, all libraries" });
    await stage.page.goto(stage.url);
    await stage.page
      .getByRole("link", { name: /Summer reading/u })
      .first()
      .waitFor();
  },
  "plans-failed": async ({ page, url }) => {
    await page.route("**/api/plans", (route) => route.fulfill({ status: 503, body: "" }));
    await page.goto(url);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  },
  nowhere: async ({ page, url }) => {
    await page.goto(`${url}/p/a/nowhere`);
    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
  },
  "not-found": async ({ page, url }) => {
    await page.goto(`${url}/p/nosuchplan`);
    await page.getByRole("heading", { name: "There is no such plan here" }).waitFor();
  },
  board: async (stage) => {
    const planId = await openPlan(stage);
    await sayWho(stage, "Director of ICT");
    await others(stage, planId, [
      { name: "Head of Digital Services", card: 0 },
      { name: "Head of Delivery", card: 7 },
    ]);
  },
  "many-here": async (stage) => {
    const planId = await openPlan(stage);
    await others(stage, planId, [
      ...TEAM.map((name, card) => ({ name, card: card < 3 ? 0 : 1, idle: card === 4 })),
      { name: "Head of Delivery" },
      { name: "nobody of the plan" },
    ]);
    await stage.page.getByRole("button", { name: /^Also here/u }).click();
    await stage.page.getByRole("heading", { name: "Also here" }).waitFor();
  },
  "empty-plan": async (stage) => {
    await openPlan(stage, { template: "empty", title: "Summer reading" });
  },
  "empty-column": async (stage) => {
    await openPlan(stage, { template: "empty", title: "Summer reading" });
    await stage.page.getByRole("button", { name: "Add mission" }).click();
    await stage.page.keyboard.type("Every child finds a book they love");
    await stage.page.keyboard.press("Enter");
    await stage.page.getByText("No objectives yet.").waitFor();
  },
  "large-plan": async (stage) => {
    await openPlan(stage, planFileOf({ missions: 9, objectives: 400 }));
    await stage.page.locator("[data-testid^='card-']").first().waitFor();
  },
  "adding-objective": async (stage) => {
    await openPlan(stage);
    await stage.page
      .getByRole("button", { name: /^Add objective/u })
      .first()
      .click();
    await stage.page.keyboard.type("Answer every enquiry within a day");
  },
  "card-menu": async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: "Move and more" }).first().click();
    await stage.page.getByRole("menu").waitFor();
  },
  "mission-menu": async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: "Mission menu" }).first().click();
    await stage.page.getByRole("menu").waitFor();
  },
  "check-in-who": async (stage) => {
    await openPlan(stage);
    await stage.page.locator(".card__check-in").first().click();
    await stage.page.getByRole("heading", { name: "Who are you?" }).waitFor();
  },
  "check-in": async (stage) => {
    await openPlan(stage);
    await sayWho(stage, "Director of ICT");
    await stage.page.locator(".card__check-in").first().click();
    await stage.page.getByRole("button", { name: "Record check-in" }).waitFor();
  },
  "who-are-you": async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: /Who are you/u }).click();
    await stage.page.getByRole("dialog").waitFor();
  },
  objective: async (stage) => {
    await openPlan(stage);
    await stage.page.locator(".card__link").first().click();
    await stage.page.getByRole("spinbutton", { name: /day/u }).waitFor();
  },
  "objective-unknown": async (stage) => {
    const planId = await makePlan(stage);
    await stage.page.goto(`${stage.url}/p/${planId}/o/nosuchobjective`);
    await stage.page.getByRole("heading", { name: "There is no such objective" }).waitFor();
  },
  "archived-mission": async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: "Mission menu" }).nth(1).click();
    await stage.page.getByRole("menuitem", { name: /Archive/u }).click();
    const confirm = stage.page.getByRole("dialog").getByRole("button", { name: /Archive/u });
    const tray = stage.page.getByTestId("tray");
    await confirm.or(tray).first().waitFor();
    if (await confirm.isVisible()) await confirm.click();
    await tray.waitFor();
    await stage.page.getByRole("heading", { name: "Tray" }).scrollIntoViewIfNeeded();
  },
  loading: async (stage) => {
    const wire = await holdSync(stage.page);
    await wire.set({ kind: "silent" });
    await stage.page.goto(`${stage.url}/p/${await makePlan(stage)}`);
    await stage.page.locator(".board--skeleton").waitFor();
    await stage.page.waitForTimeout(600);
  },
  saving: async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "unsaved" });
    await change(stage);
    await isConnected(stage, "saving");
  },
  reconnecting: async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "silent" });
    await isConnected(stage, "reconnecting");
  },
  offline: async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "silent" });
    await isConnected(stage, "offline");
  },
  "offline-not-kept": async (stage) => {
    await stage.page.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined })");
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "silent" });
    await isConnected(stage, "offline");
  },
  "offline-unknown-plan": async (stage) => {
    const wire = await holdSync(stage.page);
    await wire.set({ kind: "silent" });
    await stage.page.goto(`${stage.url}/p/${await makePlan(stage)}`);
    await stage.page.getByRole("heading", { name: "This plan is not on this device yet" }).waitFor();
  },
  refused: async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "unsaved" });
    await change(stage);
    await wire.closeOnce(closeCodes.refused.code);
    await isConnected(stage, "refused");
    await stage.page.getByRole("button", { name: /Download/u }).waitFor();
  },
  "read-only": (stage) => closedWith(stage, "forbidden", "readonly"),
  unavailable: (stage) => closedWith(stage, "unavailable", "unavailable"),
  outdated: (stage) => closedWith(stage, "outdated", "outdated"),
  "signed-out": (stage) => closedWith(stage, "signedOut", "signedout"),
  "unavailable-unknown-plan": async (stage) => {
    const wire = await holdSync(stage.page);
    await wire.set({ kind: "closed", code: closeCodes.unavailable.code });
    await stage.page.goto(`${stage.url}/p/${await makePlan(stage)}`);
    await stage.page.getByRole("heading", { name: "The server cannot open this plan just now" }).waitFor();
  },
};

async function closedWith(stage: Stage, name: keyof typeof closeCodes, state: string): Promise<void> {
  const wire = await holdSync(stage.page);
  await openPlan(stage);
  await wire.set({ kind: "closed", code: closeCodes[name].code });
  await isConnected(stage, state);
}

/** Something that has to be saved. */
async function change({ page }: Stage): Promise<void> {
  await page
    .getByRole("button", { name: /^Add objective/u })
    .first()
    .click();
  await page.keyboard.type("Answer every enquiry within a day");
  await page.keyboard.press("Enter");
}
