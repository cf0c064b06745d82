import type { DatabaseSync } from "node:sqlite";

import type { AccessAnswers } from "../accessStorage.ts";
import { AccessTable } from "./accessTable.ts";

/** Answers every question about who may come in. */
export function accessReads(database: DatabaseSync): AccessAnswers {
  const table = new AccessTable(database);
  const nameOf = (userId: string): string => table.find("user", userId)?.name ?? "";
  return {
    findSession: (secretHash) => {
      const session = table.find("session", secretHash);
      const user = session && table.find("user", session.userId);
      return session && user ? { session, user } : null;
    },
    sessionsOf: (userId) => table.ofOwner("session", userId),
    findUser: (userId) => table.find("user", userId),
    firstUser: () => table.ofKind("user")[0] ?? null,
    findMember: ({ planId, userId }) => table.find("member", `${planId}/${userId}`),
    membersOf: (planId) =>
      table
        .ofOwner("member", planId)
        .map((member) => ({ ...member, name: nameOf(member.userId) }))
        .sort((a, b) => a.name.localeCompare(b.name, "en-GB") || a.since - b.since),
    membershipsOf: (userId) => table.ofOther("member", userId),
    ownedPlans: () => {
      const owners = table.ofKind("member").filter(({ role }) => role === "owner");
      return [...new Set(owners.map(({ planId }) => planId))];
    },
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
