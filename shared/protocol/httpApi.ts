/**
 * The HTTP calls, parsed at both ends. All bodies are JSON; a call that changes something must come from Waymark's own
 * address.
 *
 * - `GET /api/plans` → `{plans: PlanListing[]}`, newest first.
 * - `POST /api/plans` with a plan file, `{"template":"example"}` or `{"template":"empty","title":"…"}` → 201 `{id}`.
 * - `GET /api/plans/:planId/export` → the plan file, see docs/plan-file.md.
 * - Every refusal → `{error: ApiError}` with a fitting HTTP status.
 */
import { parseId } from "../model/id.ts";
import type { PlanId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { limits } from "../model/limits.ts";
import { shortText } from "../model/plainText.ts";
import { refuse, ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { parseInstant } from "../model/stamp.ts";

/** A plan in a list. Times are milliseconds since 1970. */
export interface PlanListing {
  readonly id: PlanId;
  readonly title: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ApiError {
  readonly code: string;
  /** A sentence for the person: what is wrong and what to do. */
  readonly message: string;
}

/** What a new plan is made from. The plan file itself is read by shared/exchange. */
export type NewPlanRequest =
  | { readonly from: "example" }
  | { readonly from: "empty"; readonly title: string }
  | { readonly from: "planFile"; readonly file: unknown };

/** The title of a plan that nobody has given one. */
const UNTITLED = "Untitled plan";

/** Reads the body of `POST /api/plans`. */
export function parseNewPlanRequest(body: unknown): Result<NewPlanRequest, ApiError> {
  if (!isPlainObject(body)) return refuse({ code: "notAPlan", message: "Send a plan file or a template as JSON." });
  if (!Object.hasOwn(body, "template")) return ok({ from: "planFile", file: body });
  const template = body["template"];
  if (template === "example") return ok({ from: "example" });
  if (template !== "empty") {
    return refuse({ code: "noSuchTemplate", message: "There is no such template. Use “example” or “empty”." });
  }
  const title = shortText(limits.titleLength)(body["title"] ?? UNTITLED)?.trim();
  if (title !== undefined) return ok({ from: "empty", title: title || UNTITLED });
  return refuse({ code: "badTitle", message: `A title is text of at most ${limits.titleLength} characters.` });
}

/** Reads the answer of `GET /api/plans`; entries that are none are left out. Undefined if it is no such answer. */
export function parsePlanListings(body: unknown): readonly PlanListing[] | undefined {
  if (!isPlainObject(body) || !Array.isArray(body["plans"])) return undefined;
  const plans: readonly unknown[] = body["plans"];
  return plans.map(parsePlanListing).filter((plan) => plan !== undefined);
}

function parsePlanListing(value: unknown): PlanListing | undefined {
  if (!isPlainObject(value)) return undefined;
  const id = parseId<PlanId>(value["id"]);
  const { title } = value;
  const createdAt = parseInstant(value["createdAt"]);
  const updatedAt = parseInstant(value["updatedAt"]);
  if (id === undefined || typeof title !== "string" || createdAt === undefined || updatedAt === undefined)
    return undefined;
  return { id, title, createdAt, updatedAt };
}

/** Reads the answer of `POST /api/plans`: the new plan's id. */
export function parseCreatedPlan(body: unknown): PlanId | undefined {
  return isPlainObject(body) ? parseId<PlanId>(body["id"]) : undefined;
}

/** Reads a refusal. Undefined if the body is none, as when something between browser and server answered. */
export function parseApiError(body: unknown): ApiError | undefined {
  const error = isPlainObject(body) ? body["error"] : undefined;
  if (!isPlainObject(error)) return undefined;
  const { code, message } = error;
  return typeof code === "string" && typeof message === "string" ? { code, message } : undefined;
}
