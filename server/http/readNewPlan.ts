import { parse as parseJson } from "secure-json-parse";

import { parseNewPlanRequest } from "#shared/protocol/httpApi.ts";
import type { ApiError, NewPlanRequest } from "#shared/protocol/httpApi.ts";
import type { UserId } from "#shared/model/id.ts";
import { ok, refuse } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";

import type { NewPlan } from "../storage/planStorage.ts";
import { MALFORMED_JSON } from "./apiErrors.ts";
import { contentOf, newPlan } from "./newPlan.ts";

/** What was sent to make a plan of, and for whom. All of it can be cloned. */
export interface NewPlanCall {
  /** JSON in UTF-8. */
  readonly body: Uint8Array;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly owner: UserId;
  /** Bytes that the document may have. */
  readonly mostBytes: number;
}

export interface NewPlanRefusal {
  readonly status: number;
  readonly error: ApiError;
}

export interface ReadNewPlan {
  readonly plan: NewPlan;
  readonly from: NewPlanRequest["from"];
}

/** Problems of a plan file that are put into one message; more would not be read. */
const PROBLEMS_TOLD = 5;

/** The plan that a body asks for, ready for storage, or why there is none. Takes a second for the largest file. */
export function readNewPlan({ body, at, owner, mostBytes }: NewPlanCall): Result<ReadNewPlan, NewPlanRefusal> {
  const json = parsed(body);
  if (!json.ok) return json;
  const asked = parseNewPlanRequest(json.value);
  if (!asked.ok) return refuse({ status: 400, error: asked.error });
  const content = contentOf(asked.value, at);
  if (!content.ok) {
    const told = content.error.slice(0, PROBLEMS_TOLD).map(({ path, message }) => `${path}: ${message}`);
    return refuse({ status: 400, error: { code: "badPlanFile", message: told.join("\n") } });
  }
  const plan = newPlan(content.value, at, owner);
  if (plan.state.length <= mostBytes) return ok({ plan, from: asked.value.from });
  const message = "This plan is larger than the server takes. Remove what is no longer needed from the file.";
  return refuse({ status: 413, error: { code: "planTooLarge", message } });
}

/** Refuses what Fastify's own parser refuses: what is no JSON, and names that reach into every object. */
function parsed(body: Uint8Array): Result<unknown, NewPlanRefusal> {
  try {
    return ok(parseJson(Buffer.from(body.buffer, body.byteOffset, body.length)));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse({ status: 400, error: MALFORMED_JSON });
    throw error;
  }
}
