import { DatabaseSync } from "node:sqlite";

import type { AccessStorage } from "../accessStorage.ts";
import { accessReads } from "./accessReads.ts";
import { AccessWrites } from "./accessWrites.ts";
import { migrate } from "./schema.ts";

/** Who may come in, for as long as the process lives: the same tables, in memory and on the calling thread. For tests. */
export function createMemoryAccess(): AccessStorage {
  const database = new DatabaseSync(":memory:");
  migrate(database);
  const reads = accessReads(database);
  const writes = new AccessWrites(database);
  return {
    commit: async (changes) => {
      database.exec("BEGIN");
      try {
        writes.write(changes);
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    findSession: async (secretHash) => reads.findSession(secretHash),
    sessionsOf: async (userId) => reads.sessionsOf(userId),
    findUser: async (userId) => reads.findUser(userId),
    firstUser: async (none) => reads.firstUser(none),
    findMember: async (member) => reads.findMember(member),
    membersOf: async (planId) => reads.membersOf(planId),
    membershipsOf: async (userId) => reads.membershipsOf(userId),
    ownedPlans: async (none) => reads.ownedPlans(none),
    findLink: async (linkId) => reads.findLink(linkId),
    linksInto: async (planId) => reads.linksInto(planId),
    findAnswer: async (asked) => reads.findAnswer(asked),
    findCondition: async (planId) => reads.findCondition(planId),
    conditions: async (none) => reads.conditions(none),
    auditOf: async (page) => reads.auditOf(page),
  };
}
