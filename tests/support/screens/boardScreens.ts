import { planFileOf } from "../largePlan.ts";
import { archiveMission, openPlan, others, sayWho } from "./stage.ts";
import type { Screens } from "./stage.ts";

const TEAM = [
  "Head of Digital Services",
  "Head of Data and Insight",
  "Director of ICT",
  "Head of Delivery",
  "Head of User Support",
  "Head of Platform",
];

/** The board at rest, its menus and forms, and what lies beside it. */
export const boardScreens: Screens = {
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
  "pasted-lines": async (stage) => {
    await openPlan(stage);
    await stage.page
      .getByRole("button", { name: /^Add objective/u })
      .first()
      .click();
    const field = stage.page.getByRole("textbox", { name: /^New objective/u });
    await field.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, "- Answer every enquiry within a day\n- Publish what we spend\n- One number to call");
    await stage.page.getByRole("button", { name: "Add 3 objectives" }).waitFor();
  },
  "editing-statement": async (stage) => {
    await openPlan(stage);
    // On a phone and on a wall statements are folded.
    const folded = stage.page.getByRole("button", { name: "Mission statement", expanded: false }).first();
    if (await folded.isVisible()) await folded.click();
    await stage.page
      .getByRole("button", { name: /mission statement: edit/u })
      .first()
      .click();
    await stage.page.getByRole("textbox", { name: "mission statement" }).waitFor();
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
    await stage.page.getByRole("form", { name: "Check-in" }).waitFor();
  },
  "who-are-you": async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: /Who are you/u }).click();
    await stage.page.getByRole("dialog").waitFor();
  },
  "key-list": async (stage) => {
    await openPlan(stage);
    await stage.page.keyboard.press("?");
    await stage.page.getByRole("dialog", { name: "Keys" }).waitFor();
  },
  "search-results": async (stage) => {
    await openPlan(stage);
    await stage.page.keyboard.press("/");
    await stage.page.keyboard.type("data");
    await stage.page.getByRole("status", { name: "Search result" }).getByText(/found/u).waitFor({ state: "attached" });
  },
  "search-nothing": async (stage) => {
    await openPlan(stage);
    await stage.page.keyboard.press("/");
    await stage.page.keyboard.type("swimming pools");
    await stage.page.getByTestId("nothing-anywhere").waitFor();
  },
  "undo-toast": async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: "Move and more" }).first().click();
    await stage.page.getByRole("menuitem", { name: "Archive", exact: true }).click();
    await stage.page.getByRole("status", { name: "Messages" }).getByRole("button", { name: "Undo" }).waitFor();
  },
  "archived-mission": async (stage) => {
    await openPlan(stage);
    await archiveMission(stage, 1);
    await stage.page.getByRole("heading", { name: "Tray" }).scrollIntoViewIfNeeded();
  },
  "tray-closed": async (stage) => {
    await openPlan(stage, planFileOf({ missions: 3, objectives: 2 }));
    await archiveMission(stage, 2);
  },
  "tray-open": async (stage) => {
    await openPlan(stage, planFileOf({ missions: 3, objectives: 2 }));
    await archiveMission(stage, 2);
    await stage.page.getByTestId("tray").getByRole("button").click();
    await stage.page.getByRole("heading", { name: "Tray" }).scrollIntoViewIfNeeded();
  },
};
