import type { Page } from "playwright-core";

import type { MemberRole } from "#shared/model/actor.ts";
import { parseId } from "#shared/model/id.ts";
import type { ObjectiveId, PersonId, PlanId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";
import { parseNewInvite } from "#shared/protocol/members.ts";
import { UNNAMED_USER } from "#shared/protocol/presence.ts";

import { openLink } from "../signedIn.ts";
import { joinPlan } from "./companion.ts";

/** Where a screen is played: a page on a running product. */
export interface Stage {
  readonly page: Page;
  /** The product's address. */
  readonly url: string;
  /** What has to be ended when the screen has been looked at. */
  readonly ends: (() => void)[];
  /** The plan that is opened where a screen asks for none of its own; the example unless given. */
  readonly plan?: unknown;
}

/** Brings a fresh page to what is to be looked at. */
type Screen = (stage: Stage) => Promise<void>;

/** Screens and states by the name under which their pictures lie. */
export type Screens = Readonly<Record<string, Screen>>;

/** A plan of its own for each screen that changes it. */
export async function makePlan(stage: Stage, body: unknown = stage.plan ?? { template: "example" }): Promise<PlanId> {
  const { page, url } = stage;
  const made = await page.request.post(`${url}/api/plans`, { data: body });
  const planId = parseCreatedPlan(await made.json());
  if (planId === undefined) throw new Error("No plan was made.");
  return planId;
}

/** Opens a new plan and waits until it is there and saved. */
export async function openPlan(stage: Stage, body?: unknown): Promise<PlanId> {
  const planId = await makePlan(stage, body);
  await stage.page.goto(`${stage.url}/p/${planId}`);
  await isConnected(stage, "saved");
  return planId;
}

export async function isConnected({ page }: Stage, state: string): Promise<void> {
  await page.locator(`[data-testid="connection"][data-state="${state}"]`).waitFor();
}

/** Resolves once the page has said that of its connection, however briefly. To be asked before it comes to that. */
export function passesThrough({ page }: Stage, state: string): Promise<unknown> {
  return page.evaluate(
    (awaited) =>
      new Promise<void>((resolve) => {
        const isShown = `[data-testid="connection"][data-state="${awaited}"]`;
        new MutationObserver((_changes, observer) => {
          if (document.querySelector(isShown) === null) return;
          observer.disconnect();
          resolve();
        }).observe(document, { subtree: true, childList: true, attributes: true });
      }),
    state,
  );
}

/** This device says that it is one of the plan's people, through the screen. */
export async function sayWho({ page }: Stage, name: string): Promise<void> {
  await page.getByRole("button", { name: /^You are|^Who are you/u }).click();
  await page.getByRole("dialog").getByRole("button", { name }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

/** Others come to the plan, each at the nth of the cards on the page, or at none. */
export async function others(
  stage: Stage,
  planId: PlanId,
  people: readonly { readonly name: string; readonly card?: number; readonly idle?: boolean }[],
): Promise<void> {
  const known = await peopleOf(stage, planId);
  const before = await othersHere(stage);
  const cards = await stage.page
    .locator("[data-testid^='card-']")
    .evaluateAll((elements) => elements.map((element) => element.getAttribute("data-testid")));
  for (const { name, card, idle = false } of people) {
    const objectiveId = card === undefined ? undefined : parseId<ObjectiveId>(cards[card]?.replace("card-", ""));
    const state = { personId: known.get(name) ?? null, focus: objectiveId ? { objectiveId } : null, idle };
    const cookie = await letIn(stage, planId, "viewer", { name: known.has(name) ? name : UNNAMED_USER });
    stage.ends.push(await joinPlan(stage.url, planId, cookie, state));
  }
  const all = before + people.length;
  const label = all > MOST_NAMED ? `, and ${all - MOST_NAMED} more$` : `^Also here: [^,]+(, [^,]+){${all - 1}}$`;
  await stage.page.getByRole("button", { name: new RegExp(label, "u") }).waitFor();
}

/** So many of those who are here the board names; of the others it tells the number. */
const MOST_NAMED = 5;

/** How many others the page shows to be here. */
async function othersHere({ page }: Stage): Promise<number> {
  const label = await page
    .locator(".here")
    .evaluateAll(([here]) => here?.getAttribute("aria-label")?.replace("Also here: ", "") ?? "");
  if (label === "") return 0;
  const [, names = "", more = "0"] = /^(.*?)(?:, and (\d+) more)?$/u.exec(label) ?? [];
  return names.split(", ").length + Number(more);
}

/** Somebody of the plan on a device of their own, with a screen of a laptop's size. */
export async function colleague(at: Stage, planId: PlanId, name: string): Promise<Page> {
  const { page, url, ends } = at;
  const context = await page
    .context()
    .browser()
    ?.newContext({ viewport: { width: 1366, height: 768 } });
  if (!context) throw new Error("There is no browser for a colleague.");
  const personId = (await peopleOf(at, planId)).get(name);
  const cookie = await letIn(at, planId, "owner", personId === undefined ? { name } : { personId });
  const [cookieName = "", value = ""] = cookie.split("=", 2);
  await context.addCookies([{ name: cookieName, value, url }]);
  const other = await context.newPage();
  ends.push(() => void context.close());
  await other.goto(`${url}/p/${planId}`);
  const stage: Stage = { page: other, url, ends };
  await isConnected(stage, "saved");
  await sayWho(stage, name);
  return other;
}

/** Archives the nth of the missions through its menu, and waits for the tray. */
export async function archiveMission({ page }: Stage, nth: number): Promise<void> {
  await page.getByRole("button", { name: "Mission menu" }).nth(nth).click();
  await page.getByRole("menuitem", { name: /^Archive/u }).click();
  await page.getByTestId("tray").waitFor();
}

/** Somebody new in the plan, by an invitation of whoever the page belongs to. Gives the cookie of their session. */
export async function letIn(
  { page, url }: Stage,
  planId: PlanId,
  role: MemberRole,
  who: { readonly name?: string; readonly personId?: string },
): Promise<string> {
  const made = await page.request.post(`${url}/api/plans/${planId}/invites`, { data: { role } });
  const invite = parseNewInvite(await made.json());
  if (!invite) throw new Error(`Nobody was invited: ${made.status()}`);
  return openLink(url, invite.link, who);
}

/** The ids of the plan's people by name, as its file has them. */
async function peopleOf({ page, url }: Stage, planId: PlanId): Promise<ReadonlyMap<string, PersonId>> {
  const file: unknown = await (await page.request.get(`${url}/api/plans/${planId}/export`)).json();
  const people = isPlainObject(file) && Array.isArray(file["people"]) ? file["people"] : [];
  return new Map(people.map(({ id, name }) => [String(name), id]));
}
