import type { FastifyInstance } from "fastify";

import { parseId } from "#shared/model/id.ts";
import type { EntryLinkId, PersonId, PlanId, UserId } from "#shared/model/id.ts";
import type { Action } from "#shared/permissions/can.ts";
import { can } from "#shared/permissions/can.ts";
import { AUDIT_PAGE } from "#shared/protocol/audit.ts";
import type { AuditPage } from "#shared/protocol/audit.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import { parseInviteRequest, parseMemberChange, parsePersonClaim } from "#shared/protocol/members.ts";
import type { Invite, Invites, Member } from "#shared/protocol/members.ts";
import { namesOf, personOf } from "#shared/queries/people.ts";
import type { AuditTrail } from "../auth/auditTrail.ts";
import type { EntryLinks } from "../auth/entryLinks.ts";
import type { Rights } from "../auth/rights.ts";
import type { Limits } from "../limits.ts";
import type { AccessStorage, StoredLink, StoredMember, StoredUser } from "../storage/accessStorage.ts";
import type { PlanRooms } from "../sync/planRooms.ts";
import { refusedInWords, refusingInWords } from "./accessRefusals.ts";
import { RefusedCall, sendError } from "./apiErrors.ts";
import type { Callers } from "./callers.ts";

export interface MemberRoutesOptions {
  readonly access: AccessStorage;
  readonly rooms: PlanRooms;
  readonly callers: Callers;
  readonly rights: Rights;
  readonly links: EntryLinks;
  readonly trail: AuditTrail;
  readonly limits: Pick<Limits, "inviteDays" | "auditDays">;
}

type InPlan = { Params: { planId: string } };

/** Who belongs to a plan, how others get in, and what was done. */
export function addMemberRoutes(app: FastifyInstance, options: MemberRoutesOptions): void {
  const { access, rooms, callers, rights, links, trail, limits } = options;

  app.get<InPlan>("/api/plans/:planId/members", async (request): Promise<{ readonly members: readonly Member[] }> => {
    const { membership } = await callers.may(request, "seeMembers");
    const members = await access.membersOf(membership.planId);
    return {
      members: members.map(({ userId, name, role, personId, since }) => ({ userId, name, role, personId, since })),
    };
  });

  app.patch<{ Params: { planId: string; userId: string } }>(
    "/api/plans/:planId/members/:userId",
    async (request, reply) => {
      const caller = await callers.may(request, "editMembers");
      const { planId } = caller.membership;
      const change = parseMemberChange(request.body);
      if (!change.ok) return sendError(reply, 400, change.error);
      const { user, former } = await mustBeMember(planId, request.params.userId);
      const { role, personId } = change.value;
      const person = typeof personId === "string" ? await mustBeInPlan(planId, personId) : null;
      const about = [user.name, ...(role ? [role] : [])].join(": ");
      const changed = { kind: "changeMember", planId, userId: user.userId, ...change.value, ...person } as const;
      const audit = callers.audit(caller, "editMembers", about);
      const isNewRole = role !== undefined && role !== former.role;
      const concerned = { planId, userId: user.userId, reason: closeCodes.forbidden };
      await refusingInWords(rights.change([changed, audit], ...(isNewRole ? [concerned] : [])));
      if (personId !== undefined) rights.identify(planId, user.userId, person?.personId ?? null);
      return reply.code(204).send();
    },
  );

  app.delete<{ Params: { planId: string; userId: string } }>(
    "/api/plans/:planId/members/:userId",
    async (request, reply) => {
      const isSelf = callers.signedIn(request).userId === request.params.userId;
      const action: Action = isSelf ? "leavePlan" : "editMembers";
      const caller = await callers.may(request, action);
      const { planId } = caller.membership;
      const { user } = await mustBeMember(planId, request.params.userId);
      const removed = { kind: "removeMember", planId, userId: user.userId } as const;
      const audit = callers.audit(caller, action, isSelf ? "" : `${user.name}: removed`);
      const concerned = { planId, userId: user.userId, reason: closeCodes.forbidden };
      await refusingInWords(rights.change([removed, audit], concerned));
      return reply.code(204).send();
    },
  );

  app.put<InPlan>("/api/plans/:planId/me", async (request, reply) => {
    const caller = await callers.may(request, "claimPerson");
    const { planId, role, personId: former } = caller.membership;
    const claimed = parsePersonClaim(request.body);
    if (!claimed.ok) return sendError(reply, 400, claimed.error);
    const person = await mustBeInPlan(planId, claimed.value);
    // Whoever may check in on anything anyway gains nothing by being somebody else.
    const onlyFirstPerson = !can({ role, personId: former }, "recordCheckIn");
    const { userId } = caller.who;
    const change = { kind: "changeMember", planId, userId, ...person, onlyFirstPerson } as const;
    await refusingInWords(rights.change([change, callers.audit(caller, "claimPerson")]));
    rights.identify(planId, userId, person.personId);
    return reply.code(204).send();
  });

  app.get<InPlan>("/api/plans/:planId/invites", async (request): Promise<Invites> => {
    const { membership } = await callers.may(request, "editInvites");
    const stored = await access.linksInto(membership.planId);
    const working = stored.filter((link) => links.works(link));
    const locked = stored.filter((link) => links.isLocked(link));
    return {
      invites: working.flatMap((link) => inviteOf(link, link.creator)),
      locked: locked.flatMap((link) => inviteOf(link, link.creator)),
      usualDays: limits.inviteDays,
    };
  });

  app.post<InPlan>("/api/plans/:planId/invites", async (request, reply) => {
    const caller = await callers.may(request, "editInvites");
    const asked = parseInviteRequest(request.body);
    if (!asked.ok) return sendError(reply, 400, asked.error);
    const { role, mostUses, days } = asked.value;
    const { planId } = caller.membership;
    const opens = { kind: "invite", planId, role, createdBy: caller.who.userId } as const;
    const { address, stored, change } = links.intoPlan(opens, mostUses, days);
    await refusingInWords(access.commit([change, callers.audit(caller, "editInvites", role)]));
    const [invite] = inviteOf(stored, caller.who.name);
    return reply.code(201).send({ link: address, invite });
  });

  app.delete<{ Params: { planId: string; linkId: string } }>(
    "/api/plans/:planId/invites/:linkId",
    async (request, reply) => {
      const caller = await callers.may(request, "editInvites");
      const linkId = parseId<EntryLinkId>(request.params.linkId);
      const link = linkId === undefined ? null : await access.findLink(linkId);
      if (link?.opens.kind !== "invite" || link.opens.planId !== caller.membership.planId) {
        throw new RefusedCall(404, "noSuchInvite", "That invitation works no more. Nothing is left to do.");
      }
      const audit = callers.audit(caller, "editInvites", `${link.opens.role}: revoked`);
      await access.commit([{ kind: "revokeLink", linkId: link.linkId }, audit]);
      return reply.code(204).send();
    },
  );

  app.get<InPlan & { Querystring: { before?: string } }>(
    "/api/plans/:planId/audit",
    async (request): Promise<AuditPage> => {
      const { membership } = await callers.may(request, "seeAudit");
      await trail.flush();
      const asked = Number(request.query.before);
      const before = Number.isSafeInteger(asked) && asked > 0 ? asked : Number.MAX_SAFE_INTEGER;
      const entries = await access.auditOf({ planId: membership.planId, before, most: AUDIT_PAGE });
      return { entries, keptDays: limits.auditDays };
    },
  );

  /** Who that is, and what they are in the plan now. */
  async function mustBeMember(
    planId: PlanId,
    id: string,
  ): Promise<{ readonly user: StoredUser; readonly former: StoredMember }> {
    const userId = parseId<UserId>(id);
    const former = userId === undefined ? null : await access.findMember({ planId, userId });
    const user = userId === undefined ? null : await access.findUser(userId);
    if (!former || !user) throw refusedInWords("noSuchMember");
    return { user, former };
  }

  /** Who that is, and under which ids. */
  async function mustBeInPlan(
    planId: PlanId,
    personId: PersonId,
  ): Promise<{ readonly personId: PersonId; readonly samePerson: readonly PersonId[] }> {
    const plan = await rooms.read(planId);
    const person = plan && personOf(plan.records, personId);
    if (person && !person.archived) return { personId: person.id, samePerson: namesOf(plan.records, person.id) };
    throw new RefusedCall(400, "personUnknown", "That person is not in this plan. Choose somebody else.");
  }
}

function inviteOf({ linkId, opens, ...link }: StoredLink, createdBy: string): readonly Invite[] {
  if (opens.kind !== "invite") return [];
  const { createdAt, expiresAt, uses, mostUses } = link;
  return [{ id: linkId, role: opens.role, createdAt, createdBy, expiresAt, uses, mostUses }];
}
