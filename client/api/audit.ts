import type { PlanId } from "#shared/model/id.ts";
import type { Result } from "#shared/model/result.ts";
import { parseAudit } from "#shared/protocol/audit.ts";
import type { AuditPage } from "#shared/protocol/audit.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

import { callApi } from "./callApi.ts";

/** What was done in a plan, the newest first; `before` is the sequence of an entry to go on from. */
export async function listAudit(
  planId: PlanId,
  { before, signal }: { readonly before?: number; readonly signal?: AbortSignal },
): Promise<Result<AuditPage, ApiError>> {
  const query = before === undefined ? "" : `?before=${before}`;
  return callApi(`/api/plans/${planId}/audit${query}`, { parse: parseAudit, signal });
}
