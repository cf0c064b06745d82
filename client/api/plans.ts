import type { PlanId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import type { Result } from "#shared/model/result.ts";
import { parseCreatedPlan, parsePlanListing, parsePlanListings } from "#shared/protocol/httpApi.ts";
import type { ApiError, PlanListing } from "#shared/protocol/httpApi.ts";

import { callApi, parseNothing } from "./callApi.ts";

const PATH = "/api/plans";

/** What a new plan can be made of. A plan file is sent as it is; the server reads it. */
export type NewPlan =
  | { readonly template: "example" }
  | { readonly template: "empty"; readonly title?: string }
  | PlanFileContent;

/** A plan file as parsed JSON. */
interface PlanFileContent {
  readonly waymark: unknown;
}

/** The plans of whoever is signed in, newest first. */
export async function listPlans(signal?: AbortSignal): Promise<Result<readonly PlanListing[], ApiError>> {
  return callApi(PATH, { parse: parsePlanListings, signal });
}

/** Makes a plan. Gives its id. */
export async function createPlan(plan: NewPlan): Promise<Result<PlanId, ApiError>> {
  return callApi(PATH, { method: "POST", body: plan, parse: parseCreatedPlan });
}

export async function findPlan(planId: PlanId, signal?: AbortSignal): Promise<Result<PlanListing, ApiError>> {
  return callApi(pathOf(planId), { parse: parsePlanListing, signal });
}

/** Makes a plan read-only for everybody, or lets it be changed again. */
export async function archivePlan(planId: PlanId, archived: boolean): Promise<Result<null, ApiError>> {
  return callApi(pathOf(planId), { method: "PATCH", body: { archived }, parse: parseNothing });
}

/** Takes a plan away from everybody; its owners can restore it for a while. */
export async function deletePlan(planId: PlanId): Promise<Result<null, ApiError>> {
  return callApi(pathOf(planId), { method: "DELETE", parse: parseNothing });
}

/** Brings a deleted plan back. */
export async function restorePlan(planId: PlanId): Promise<Result<null, ApiError>> {
  return callApi(`${pathOf(planId)}/restore`, { method: "POST", body: {}, parse: parseNothing });
}

/** Everything in a plan, as its file's content. */
export async function exportPlan(planId: PlanId): Promise<Result<object, ApiError>> {
  return callApi(`${pathOf(planId)}/export`, { parse: (body) => (isPlainObject(body) ? body : undefined) });
}

function pathOf(planId: PlanId): string {
  return `${PATH}/${planId}`;
}
