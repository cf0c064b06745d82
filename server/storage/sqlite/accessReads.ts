import type { DatabaseSync } from "node:sqlite";

import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import type { AccessAnswers } from "../accessStorage.ts";
import { AccessTable } from "./accessTable.ts";

/** Answers every question about who may come in. */
export function accessReads(database: DatabaseSync): AccessAnswers {
  const table = new AccessTable(database);
  const nameOf = (userId: string): string => table.findWhole("user", userId)?.name ?? "";
  return {
    findSession: (secretHash) => {
      const session = table.find("session", secretHash);
      const user = session && table.find("user", session.userId);
      return session && user ? { session, user } : null;
    },
    sessionsOf: (userId) => table.ofOwner("session", userId),
    findUser: (userId) => table.find("user", userId),
    firstUser: () => table.first("user"),
    findMember: ({ planId, userId }) => table.find("member", `${planId}/${userId}`),
    membersOf: (planId) =>
      table
        .ofOwner("member", planId)
        .map((member) => ({ ...member, name: nameOf(member.userId) }))
        .sort((a, b) => a.name.localeCompare(b.name, "en-GB") || a.since - b.since),
    membershipsOf: (userId) => table.ofOther("member", userId),
    // A plan with members has an owner; also where an entry that says so is damaged it is nobody else's.
    ownedPlans: () => table.owners("member").flatMap((owner) => parseId<PlanId>(owner) ?? []),
    findLink: (linkId) => table.find("link", linkId),
    linksInto: (planId) =>
      table.ofOwner("link", planId).map((link) => ({
        ...link,
        creator: link.opens.kind === "invite" ? nameOf(link.opens.createdBy) : "",
      })),
    findAnswer: ({ planId, userId, key }) => table.find("answer", `${planId}/${userId}/${key}`),
    findCondition: (planId) => table.find("condition", planId),
    conditions: () => table.ofKind("condition"),
    auditOf: ({ planId, before, most }) => table.ofOwner("audit", planId, before, most),
  };
}
