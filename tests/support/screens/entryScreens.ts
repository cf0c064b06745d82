import { newId } from "#shared/model/id.ts";
import type { EntryLinkId } from "#shared/model/id.ts";
import { JOIN_PATH, writeEntrySecret } from "#shared/protocol/signIn.ts";

import { closeCodes } from "#shared/protocol/closeCodes.ts";

import { answersYes } from "../answersYes.ts";
import { isConnected, makePlan, openPlan } from "./stage.ts";
import type { Screens, Stage } from "./stage.ts";
import { holdSync } from "./syncWire.ts";

/** What a link may be for, as the server tells it. */
const PEOPLE = ["Director of ICT", "Head of Delivery", "Head of Digital Services"].map((name) => ({
  id: newId(),
  name,
}));
const INVITE = {
  kind: "invite",
  planTitle: "ICT service plan 2021–2024",
  role: "contributor",
  people: PEOPLE,
  signedInAs: null,
};

/** Before somebody is signed in, and on the way in and out. */
export const entryScreens: Screens = {
  "sign-in": async (stage) => {
    await leave(stage);
    await stage.page.goto(stage.url);
    await stage.page.getByRole("heading", { name: "You are not signed in here" }).waitFor();
  },
  "sign-in-wrong-link": async (stage) => {
    await leave(stage);
    await stage.page.goto(stage.url);
    await stage.page.getByRole("textbox", { name: "Paste your link" }).fill("https://waymark.example/join#abc");
    await stage.page.keyboard.press("Enter");
    await stage.page.getByRole("alert").waitFor();
  },
  "sign-in-offline": async ({ page, url }) => {
    await page.route("**/api/session", (route) => route.abort());
    await page.addInitScript("localStorage.removeItem('waymark.session')");
    await page.goto(url);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  },
  "join-first-owner": (stage) => joinBy(stage, { kind: "owner", needsName: true }),
  "join-keeper": (stage) => joinBy(stage, { kind: "owner", needsName: false }),
  "join-device": (stage) => joinBy(stage, { kind: "device", name: "Nora Patel" }),
  "join-invite": async (stage) => {
    await joinBy(stage, INVITE);
    await stage.page.getByText("choose yourself from the list").waitFor();
  },
  "join-invite-names": async (stage) => {
    await joinBy(stage, INVITE);
    await stage.page.getByRole("button", { name: "Show people" }).click();
    await stage.page.getByRole("option").first().waitFor();
  },
  "join-invite-new": async (stage) => {
    await joinBy(stage, INVITE);
    await stage.page.getByRole("combobox", { name: "Your name" }).fill("Nora Patel");
    await stage.page.getByText("You will be new in this plan").waitFor();
  },
  "join-name-taken": async (stage) => {
    const message =
      "There is already a person named Sam. If that is you, choose them; else add a word that tells the two apart.";
    await stage.page.route("**/api/sign-in", (route) =>
      route.fulfill({ status: 409, json: { error: { code: "nameTaken", message } } }),
    );
    await joinBy(stage, { ...INVITE, role: "editor", people: [] });
    await stage.page.getByRole("textbox", { name: "Your name" }).fill("Sam");
    await stage.page.keyboard.press("Enter");
    await stage.page.getByRole("alert").waitFor();
  },
  "join-signed-in": (stage) => joinBy(stage, { ...INVITE, signedInAs: "Nora Patel" }, "stay"),
  "join-refused": async ({ page, url }) => {
    await page.goto(`${url}${JOIN_PATH}#${secret()}`);
    await page.getByRole("heading", { name: "This link does not let anybody in" }).waitFor();
  },
  "join-unreachable": async ({ page, url }) => {
    await page.route("**/api/links/look", (route) => route.abort());
    await page.goto(`${url}${JOIN_PATH}#${secret()}`);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  },
  "join-incomplete": async ({ page, url }) => {
    await page.goto(`${url}${JOIN_PATH}`);
    await page.getByRole("heading", { name: "This link is not complete" }).waitFor();
  },
  "sign-in-again": async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "closed", code: closeCodes.signedOut.code });
    await isConnected(stage, "signedout");
    await stage.page.getByRole("button", { name: "Sign in again" }).click();
    await stage.page.getByRole("textbox", { name: "Paste your link" }).waitFor();
  },
  "sign-out-unsent": async (stage) => {
    const wire = await holdSync(stage.page);
    const planId = await makePlan(stage);
    await stage.page.goto(`${stage.url}/p/${planId}`);
    await isConnected(stage, "saved");
    const isKept = async (plan: string): Promise<boolean> => {
      const kept = Object.entries(localStorage).find(([name]) => name.endsWith(plan))?.[1];
      const { store } = JSON.parse(kept ?? "{}") as { readonly store?: string };
      return store !== undefined && (await indexedDB.databases()).some(({ name }) => name?.includes(store));
    };
    await answersYes(stage.page, isKept, `waymark.plan.${planId}`);
    await wire.set({ kind: "unsaved" });
    await stage.page
      .getByRole("button", { name: /^Add objective/u })
      .first()
      .click();
    await stage.page.keyboard.type("Answer every enquiry within a day");
    await stage.page.keyboard.press("Enter");
    await isConnected(stage, "saving");
    await stage.page.goto(`${stage.url}/account`);
    await stage.page.getByRole("button", { name: "Sign out on this device" }).click();
    await stage.page.getByRole("dialog", { name: "Some changes were not sent" }).waitFor();
  },
};

async function leave({ page }: Stage): Promise<void> {
  await page.route("**/api/session", (route) => route.fulfill({ json: { session: null } }));
}

/** A link for that is opened, by somebody who is not signed in unless they stay. */
async function joinBy(stage: Stage, sight: unknown, who: "nobody" | "stay" = "nobody"): Promise<void> {
  const { page, url } = stage;
  if (who === "nobody") await leave(stage);
  await page.route("**/api/links/look", (route) => route.fulfill({ json: sight }));
  await page.goto(`${url}${JOIN_PATH}#${secret()}`);
  await page.locator("form.entry").waitFor();
}

function secret(): string {
  return writeEntrySecret({ linkId: newId<EntryLinkId>(), secret: "x".repeat(43) });
}
