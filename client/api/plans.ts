import type { PlanId } from "#shared/model/id.ts";
import { ok, refuse } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import { parseApiError, parseCreatedPlan, parsePlanListings } from "#shared/protocol/httpApi.ts";
import type { ApiError, PlanListing } from "#shared/protocol/httpApi.ts";

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

/** Every plan there is, newest first. */
export async function listPlans(signal?: AbortSignal): Promise<Result<readonly PlanListing[], ApiError>> {
  return call(parsePlanListings, { ...(signal && { signal }) });
}

/** Makes a plan. Gives its id. */
export async function createPlan(plan: NewPlan): Promise<Result<PlanId, ApiError>> {
  return call(parseCreatedPlan, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(plan),
  });
}

const UNREACHABLE: ApiError = {
  code: "unreachable",
  message: "The server cannot be reached. Check your connection, then try again.",
};

async function call<T>(parse: (body: unknown) => T | undefined, init: RequestInit): Promise<Result<T, ApiError>> {
  try {
    const response = await fetch(PATH, init);
    const body: unknown = await response.json();
    const value = response.ok ? parse(body) : undefined;
    return value === undefined ? refuse(parseApiError(body) ?? misunderstood(response.status)) : ok(value);
  } catch {
    // No network, no answer, or an answer that is no JSON: something between here and the server.
    return refuse(UNREACHABLE);
  }
}

function misunderstood(status: number): ApiError {
  return {
    code: "misunderstood",
    message: `The server answered something this page does not understand (${status}). Reload the page and try again.`,
  };
}
