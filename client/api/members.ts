import type { EntryLinkId, PlanId, UserId } from "#shared/model/id.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import { parseInvites, parseMembers, parseNewInvite } from "#shared/protocol/members.ts";
import type { Invite, InviteRequest, Invites, Member, MemberChange } from "#shared/protocol/members.ts";
import type { NewLink } from "#shared/protocol/signIn.ts";

import { callApi, parseNothing } from "./callApi.ts";

/** An invitation that was just made: its link is told this once. */
export type NewInvite = NewLink & { readonly invite: Invite };

export async function listMembers(planId: PlanId, signal?: AbortSignal): Promise<Result<readonly Member[], ApiError>> {
  return callApi(membersPath(planId), { parse: parseMembers, signal });
}

/** Gives a member another role, or says which of the plan's people they are. */
export async function changeMember(
  planId: PlanId,
  userId: UserId,
  change: MemberChange,
): Promise<Result<null, ApiError>> {
  return callApi(`${membersPath(planId)}/${userId}`, { method: "PATCH", body: change, parse: parseNothing });
}

/** Also oneself. */
export async function removeMember(planId: PlanId, userId: UserId): Promise<Result<null, ApiError>> {
  return callApi(`${membersPath(planId)}/${userId}`, { method: "DELETE", parse: parseNothing });
}

export async function listInvites(planId: PlanId, signal?: AbortSignal): Promise<Result<Invites, ApiError>> {
  return callApi(invitesPath(planId), { parse: parseInvites, signal });
}

export async function makeInvite(planId: PlanId, request: InviteRequest): Promise<Result<NewInvite, ApiError>> {
  return callApi(invitesPath(planId), { method: "POST", body: request, parse: parseNewInvite });
}

/** Whoever has come in by it stays in. */
export async function revokeInvite(planId: PlanId, linkId: EntryLinkId): Promise<Result<null, ApiError>> {
  return callApi(`${invitesPath(planId)}/${linkId}`, { method: "DELETE", parse: parseNothing });
}

function membersPath(planId: PlanId): string {
  return `/api/plans/${planId}/members`;
}

function invitesPath(planId: PlanId): string {
  return `/api/plans/${planId}/invites`;
}
