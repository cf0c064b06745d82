import { parseId } from "#shared/model/id.ts";
import type { ObjectiveId, PlanId } from "#shared/model/id.ts";
import { ACCOUNT_PATH, JOIN_PATH } from "#shared/protocol/signIn.ts";

/** What the address bar says is on screen. */
export type Route =
  | { readonly screen: "plans" }
  | { readonly screen: "join" }
  | { readonly screen: "plan"; readonly planId: PlanId; readonly objectiveId: ObjectiveId | null }
  | { readonly screen: "myUpdates"; readonly planId: PlanId }
  | { readonly screen: PlanPageName; readonly planId: PlanId }
  | { readonly screen: "account" }
  | { readonly screen: "nowhere" };

/** The pages about a plan, beside its board. */
export type PlanPageName = "people" | "settings" | "activity";

const PLAN_PAGES: readonly PlanPageName[] = ["people", "settings", "activity"];

export const PLANS_PATH = "/";

export function planPath(planId: PlanId): string {
  return `/p/${planId}`;
}

export function objectivePath(planId: PlanId, objectiveId: ObjectiveId): string {
  return `${planPath(planId)}/o/${objectiveId}`;
}

export function myUpdatesPath(planId: PlanId): string {
  return `${planPath(planId)}/my-updates`;
}

export function planPagePath(planId: PlanId, page: PlanPageName): string {
  return `${planPath(planId)}/${page}`;
}

export function parseRoute(path: string): Route {
  const [first, plan, second, objective, ...more] = path.split("/").filter((part) => part !== "");
  if (first === undefined) return { screen: "plans" };
  if (path === JOIN_PATH) return { screen: "join" };
  if (path === ACCOUNT_PATH) return { screen: "account" };
  const planId = parseId<PlanId>(plan);
  if (first !== "p" || planId === undefined || more.length > 0) return { screen: "nowhere" };
  if (second === undefined) return { screen: "plan", planId, objectiveId: null };
  if (second === "my-updates" && objective === undefined) return { screen: "myUpdates", planId };
  const page = objective === undefined ? PLAN_PAGES.find((name) => name === second) : undefined;
  if (page) return { screen: page, planId };
  const objectiveId = parseId<ObjectiveId>(objective);
  if (second !== "o" || objectiveId === undefined) return { screen: "nowhere" };
  return { screen: "plan", planId, objectiveId };
}

/** Goes to another address of ours without loading the page anew. */
export function navigate(path: string): void {
  if (path === window.location.pathname) return;
  const state: Visit = { from: window.location.pathname };
  window.history.pushState(state, "", path);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

/**
 * Leaves what lies over another address: goes back to that if it is where the person came from, so that the browser's
 * own Back does not open what was just closed; else it takes the place of this address.
 */
export function leaveTo(path: string): void {
  if (path === window.location.pathname) return;
  const { state } = window.history;
  if (isVisit(state) && state.from === path) {
    window.history.back();
    return;
  }
  window.history.replaceState(null, "", path);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

/** Where the person was before this address; null if they came from outside. */
export function cameFrom(): string | null {
  const { state } = window.history;
  return isVisit(state) ? state.from : null;
}

/** What the browser keeps for us with an address: the one before it. */
interface Visit {
  readonly from: string;
}

function isVisit(state: unknown): state is Visit {
  return typeof state === "object" && state !== null && "from" in state;
}
