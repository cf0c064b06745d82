import type { PersonId, PlanId } from "#shared/model/id.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

import { callApi, parseNothing } from "./callApi.ts";

/** Says which of a plan's people one is. */
export async function claimPerson(planId: PlanId, personId: PersonId): Promise<Result<null, ApiError>> {
  return callApi(`/api/plans/${planId}/me`, { method: "PUT", body: { personId }, parse: parseNothing });
}
