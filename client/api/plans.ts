import type { PlanId } from "#shared/model/id.ts";
import type { Result } from "#shared/model/result.ts";
import { parseCreatedPlan, parsePlanListings } from "#shared/protocol/httpApi.ts";
import type { ApiError, PlanListing } from "#shared/protocol/httpApi.ts";

import { callApi } from "./callApi.ts";

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
  return callApi(PATH, { parse: parsePlanListings, ...(signal && { signal }) });
}

/** Makes a plan. Gives its id. */
export async function createPlan(plan: NewPlan): Promise<Result<PlanId, ApiError>> {
  return callApi(PATH, { method: "POST", body: plan, parse: parseCreatedPlan });
}
