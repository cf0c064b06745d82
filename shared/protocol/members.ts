/** Who belongs to a plan, and the links that let others in. Times are milliseconds since 1970. */
import { MEMBER_ROLES, parseRole } from "../model/actor.ts";
import type { MemberRole, Role } from "../model/actor.ts";
import { parseId } from "../model/id.ts";
import type { EntryLinkId, PersonId, UserId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { ok, refuse } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { parseInstant } from "../model/stamp.ts";
import type { ApiError } from "./httpApi.ts";
import { listIn } from "./listIn.ts";
import type { NewLink } from "./signIn.ts";

export interface Member {
  readonly userId: UserId;
  /** As they said when they signed in. */
  readonly name: string;
  readonly role: Role;
  /** Which of the plan's people they are; null until they have said it. */
  readonly personId: PersonId | null;
  readonly since: number;
}

/** Reads the answer of `GET /api/plans/:planId/members`: by name. */
export function parseMembers(body: unknown): readonly Member[] | undefined {
  return listIn(body, "members", (value) => {
    if (!isPlainObject(value)) return undefined;
    const userId = parseId<UserId>(value["userId"]);
    const role = parseRole(value["role"]);
    const since = parseInstant(value["since"]);
    const { name } = value;
    if (userId === undefined || role === undefined || since === undefined || typeof name !== "string") return undefined;
    return { userId, name, role, personId: parseId<PersonId>(value["personId"]) ?? null, since };
  });
}

/** The body of `PATCH /api/plans/:planId/members/:userId`; what is left out stays. */
export interface MemberChange {
  readonly role?: MemberRole;
  /** null: they may say anew who they are. */
  readonly personId?: PersonId | null;
}

export function parseMemberChange(body: unknown): Result<MemberChange, ApiError> {
  if (!isPlainObject(body)) return refuse(MALFORMED);
  const role = parseMemberRole(body["role"]);
  const personId = body["personId"] === null ? null : parseId<PersonId>(body["personId"]);
  if ((Object.hasOwn(body, "role") && !role) || (Object.hasOwn(body, "personId") && personId === undefined)) {
    return refuse(MALFORMED);
  }
  return ok({ ...(role && { role }), ...(personId !== undefined && { personId }) });
}

/** The body of `PUT /api/plans/:planId/me`. */
export function parsePersonClaim(body: unknown): Result<PersonId, ApiError> {
  const personId = isPlainObject(body) ? parseId<PersonId>(body["personId"]) : undefined;
  return personId === undefined ? refuse(MALFORMED) : ok(personId);
}

/** A link into a plan, without its secret. */
export interface Invite {
  readonly id: EntryLinkId;
  readonly role: Role;
  readonly createdAt: number;
  /** The name of who made it. */
  readonly createdBy: string;
  readonly expiresAt: number;
  readonly uses: number;
  readonly mostUses: number;
}

/** The invitations of a plan that still work, the newest first. */
export interface Invites {
  readonly invites: readonly Invite[];
  /** Those that would still work, had nobody tried wrong secrets too often. */
  readonly locked: readonly Invite[];
  /** How many days a new one works unless its maker says otherwise. */
  readonly usualDays: number;
}

/** Reads the answer of `GET /api/plans/:planId/invites`. */
export function parseInvites(body: unknown): Invites | undefined {
  const invites = listIn(body, "invites", parseInvite);
  const usualDays = isPlainObject(body) ? body["usualDays"] : undefined;
  if (!invites || typeof usualDays !== "number") return undefined;
  return { invites, locked: listIn(body, "locked", parseInvite) ?? [], usualDays };
}

/** Reads the answer of `POST /api/plans/:planId/invites`; the link is told this once. */
export function parseNewInvite(body: unknown): (NewLink & { readonly invite: Invite }) | undefined {
  if (!isPlainObject(body) || typeof body["link"] !== "string") return undefined;
  const invite = parseInvite(body["invite"]);
  return invite && { link: body["link"], expiresAt: invite.expiresAt, invite };
}

function parseInvite(value: unknown): Invite | undefined {
  if (!isPlainObject(value)) return undefined;
  const id = parseId<EntryLinkId>(value["id"]);
  const role = parseRole(value["role"]);
  const createdAt = parseInstant(value["createdAt"]);
  const expiresAt = parseInstant(value["expiresAt"]);
  const { createdBy, uses, mostUses } = value;
  if (id === undefined || role === undefined || createdAt === undefined || expiresAt === undefined) return undefined;
  if (typeof createdBy !== "string" || typeof uses !== "number" || typeof mostUses !== "number") return undefined;
  return { id, role, createdAt, createdBy, expiresAt, uses, mostUses };
}

/** What an invitation may say: bounds, and what holds if it says nothing. */
export const inviteBounds = { uses: { usual: 1, most: 500 }, days: { most: 90 } } as const;

/** The body of `POST /api/plans/:planId/invites`. */
export interface InviteRequest {
  readonly role: MemberRole;
  /** How many may use it: 1 to `inviteBounds.uses.most`. */
  readonly mostUses: number;
  /** How long it works: 1 to `inviteBounds.days.most`; null: as the server's setting says, usually 7. */
  readonly days: number | null;
}

export function parseInviteRequest(body: unknown): Result<InviteRequest, ApiError> {
  if (!isPlainObject(body)) return refuse(MALFORMED);
  const role = parseMemberRole(body["role"]);
  const mostUses = wholeWithin(body["mostUses"] ?? inviteBounds.uses.usual, inviteBounds.uses.most);
  const days =
    body["days"] === undefined || body["days"] === null ? null : wholeWithin(body["days"], inviteBounds.days.most);
  if (role === undefined || mostUses === undefined || days === undefined) return refuse(MALFORMED);
  return ok({ role, mostUses, days });
}

const MALFORMED: ApiError = {
  code: "malformedInput",
  message: "That was not understood. Reload the page and try again.",
};

function parseMemberRole(value: unknown): MemberRole | undefined {
  return MEMBER_ROLES.find((role) => role === value);
}

function wholeWithin(value: unknown, most: number): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most ? value : undefined;
}
