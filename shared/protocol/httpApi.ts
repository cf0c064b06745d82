/**
 * The HTTP calls, parsed at both ends. All bodies are JSON; a call that changes something must come from Waymark's own
 * address. Every refusal is `{error: ApiError}` with a fitting HTTP status: 401 not signed in, 403 not with this role,
 * 404 no such thing, or none that is shared with the asker; the two look the same.
 *
 * The door, without a session (signIn.ts):
 * - `GET /api/session` → `{session: Session | null}`.
 * - `POST /api/links/look` `{link}` → LinkSight, or 404 `linkInvalid`: unknown, used up, expired, revoked or locked.
 * - `POST /api/sign-in` SignInRequest → 201 `{planId}` and the session's cookie. `personTaken` and `nameTaken` are 409.
 *
 * With a session:
 * - `POST /api/sign-out` `{}` → 204, and the cookie is gone.
 * - `PATCH /api/me` `{name}` → 204.
 * - `GET /api/me/devices` → `{devices: Device[]}`; `POST /api/me/devices/link` `{}` → 201 NewLink, 10 minutes, once.
 * - `DELETE /api/me/devices/:deviceId` → 204 signs one out; `DELETE /api/me/devices` → 204 all, this one too.
 * - `GET /api/plans` → `{plans: PlanListing[]}`: one's own, newest first.
 * - `POST /api/plans` with a plan file, `{"template":"example"}` or `{"template":"empty","title":"…"}` → 201 `{id}`.
 * - `GET /api/plans/:planId` → PlanListing. `PATCH` `{archived: boolean}` → 204. `DELETE` → 204: gone for everybody but
 *   owners, who may `POST /api/plans/:planId/restore` `{}` → 204 until `restorableUntil`.
 *   Title, purpose and rhythm are in the document, changed by commands.
 * - `GET /api/plans/:planId/export` → the plan file, see docs/plan-file.md.
 * - `POST /api/plans/:planId/commands` CommandRequest → CommandAnswer (planCommand.ts); 200 also if it was refused.
 * - `GET /api/plans/:planId/members` → `{members: Member[]}` (members.ts). `PATCH …/members/:userId` MemberChange → 204.
 *   `DELETE …/members/:userId` → 204, oneself too. 409 `lastOwner`: a plan keeps one.
 * - `PUT /api/plans/:planId/me` `{personId}` → 204: which of its people one is. 409 `personTaken`; 403 if said before.
 * - `GET /api/plans/:planId/invites` → `{invites: Invite[], locked: Invite[], usualDays}`; `POST` InviteRequest → 201
 *   `{link, invite}`; `DELETE …/invites/:linkId` → 204.
 * - `GET /api/plans/:planId/audit?before=SEQUENCE` → `{entries: AuditEntry[], keptDays}` (audit.ts), 100 at a time.
 */
import { parseRole } from "../model/actor.ts";
import type { Role } from "../model/actor.ts";
import { parseId } from "../model/id.ts";
import type { PersonId, PlanId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { limits } from "../model/limits.ts";
import { shortText } from "../model/plainText.ts";
import { refuse, ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { parseInstant } from "../model/stamp.ts";
import { listIn } from "./listIn.ts";

/** A plan in a list. Times are milliseconds since 1970. */
export interface PlanListing {
  readonly id: PlanId;
  readonly title: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** What the asker is in it. */
  readonly role: Role;
  /** Which of its people the asker is; null until they have said it. */
  readonly personId: PersonId | null;
  /** Since when nobody can change it; null if they can. */
  readonly archivedAt: number | null;
  /** When it was deleted; null unless so. Only owners see it then. */
  readonly deletedAt: number | null;
  /** Until when its owners can restore it since it was deleted, or could if it were deleted now. */
  readonly restorableUntil: number;
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
  return listIn(body, "plans", parsePlanListing);
}

/** Reads the answer of `GET /api/plans/:planId`. */
export function parsePlanListing(value: unknown): PlanListing | undefined {
  if (!isPlainObject(value)) return undefined;
  const id = parseId<PlanId>(value["id"]);
  const { title } = value;
  const createdAt = parseInstant(value["createdAt"]);
  const updatedAt = parseInstant(value["updatedAt"]);
  const role = parseRole(value["role"]);
  const restorableUntil = parseInstant(value["restorableUntil"]);
  if (id === undefined || typeof title !== "string" || !role) return undefined;
  if (createdAt === undefined || updatedAt === undefined || restorableUntil === undefined) return undefined;
  const personId = parseId<PersonId>(value["personId"]) ?? null;
  const archivedAt = parseInstant(value["archivedAt"]) ?? null;
  const deletedAt = parseInstant(value["deletedAt"]) ?? null;
  return { id, title, createdAt, updatedAt, role, personId, archivedAt, deletedAt, restorableUntil };
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
