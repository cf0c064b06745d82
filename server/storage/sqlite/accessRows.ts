import { MEMBER_ROLES } from "#shared/model/actor.ts";
import type { MemberRole } from "#shared/model/actor.ts";
import { parseId } from "#shared/model/id.ts";
import type { DeviceId, EntryLinkId, PersonId, PlanId, UserId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { parseAuditEntry } from "#shared/protocol/audit.ts";
import type { AuditEntry } from "#shared/protocol/audit.ts";
import type {
  PlanCondition,
  StoredAnswer,
  StoredLink,
  StoredMember,
  StoredSession,
  StoredUser,
} from "../accessStorage.ts";

/** What lies in the table `access`, by the kind of its rows. */
export interface AccessRecords {
  readonly user: StoredUser;
  readonly session: StoredSession;
  readonly member: StoredMember;
  readonly link: StoredLink;
  readonly condition: PlanCondition;
  readonly audit: AuditEntry;
  readonly answer: StoredAnswer;
}
export type AccessKind = keyof AccessRecords;

type Fields = Readonly<Record<string, unknown>>;

/** Reads the content of a row; undefined if it is not what is written there. */
export const parseAccess: { readonly [Kind in AccessKind]: (fields: Fields) => AccessRecords[Kind] | undefined } = {
  user: (fields) => {
    const userId = parseId<UserId>(fields["userId"]);
    const { name, createdAt } = fields;
    if (userId === undefined || typeof name !== "string" || typeof createdAt !== "number") return undefined;
    return { userId, name, createdAt };
  },
  session: (fields) => {
    const deviceId = parseId<DeviceId>(fields["deviceId"]);
    const userId = parseId<UserId>(fields["userId"]);
    const { secretHash, label, createdAt, seenAt, endsAt } = fields;
    if (deviceId === undefined || userId === undefined) return undefined;
    if (typeof secretHash !== "string" || typeof label !== "string") return undefined;
    if (typeof createdAt !== "number" || typeof seenAt !== "number" || typeof endsAt !== "number") return undefined;
    return { deviceId, secretHash, userId, label, createdAt, seenAt, endsAt };
  },
  member: (fields) => {
    const planId = parseId<PlanId>(fields["planId"]);
    const userId = parseId<UserId>(fields["userId"]);
    const role = parseMemberRole(fields["role"]);
    const { since } = fields;
    if (planId === undefined || userId === undefined || !role || typeof since !== "number") return undefined;
    const personId = parseId<PersonId>(fields["personId"]) ?? null;
    // Former versions knew the last one only.
    const via = [fields["via"]].flat().flatMap((id) => parseId<EntryLinkId>(id) ?? []);
    return { planId, userId, role, personId, since, via };
  },
  link: (fields) => {
    const linkId = parseId<EntryLinkId>(fields["linkId"]);
    const opens = parseOpens(fields["opens"]);
    const { secretHash, createdAt, expiresAt, uses, mostUses, wrongTries, revoked } = fields;
    if (linkId === undefined || !opens || typeof secretHash !== "string") return undefined;
    if (typeof createdAt !== "number" || typeof expiresAt !== "number" || typeof uses !== "number") return undefined;
    if (typeof mostUses !== "number" || typeof wrongTries !== "number") return undefined;
    const counted = { uses, mostUses, wrongTries };
    return { linkId, secretHash, opens, createdAt, expiresAt, ...counted, revoked: revoked === true };
  },
  condition: (fields) => {
    const planId = parseId<PlanId>(fields["planId"]);
    const { archivedAt, deletedAt } = fields;
    if (planId === undefined) return undefined;
    return {
      planId,
      archivedAt: typeof archivedAt === "number" ? archivedAt : null,
      deletedAt: typeof deletedAt === "number" ? deletedAt : null,
    };
  },
  audit: parseAuditEntry,
  answer: (fields) => {
    const planId = parseId<PlanId>(fields["planId"]);
    const { userId, key, answer, at } = fields;
    if (planId === undefined || typeof userId !== "string" || typeof key !== "string") return undefined;
    return typeof answer === "string" && typeof at === "number" ? { planId, userId, key, answer, at } : undefined;
  },
};

function parseOpens(value: unknown): StoredLink["opens"] | undefined {
  if (!isPlainObject(value)) return undefined;
  const { kind } = value;
  const userId = parseId<UserId>(value["userId"]);
  const planId = parseId<PlanId>(value["planId"]);
  const createdBy = parseId<UserId>(value["createdBy"]);
  const role = parseMemberRole(value["role"]);
  if (kind === "owner") return { kind };
  if (kind === "device") return userId && { kind, userId };
  if (kind !== "invite" || planId === undefined || createdBy === undefined) return undefined;
  return role && { kind, planId, role, createdBy };
}

function parseMemberRole(value: unknown): MemberRole | undefined {
  return MEMBER_ROLES.find((role) => role === value);
}
