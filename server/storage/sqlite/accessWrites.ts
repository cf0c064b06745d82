import type { DatabaseSync } from "node:sqlite";

import { MEMBER_ROLES } from "#shared/model/actor.ts";
import type { MemberRole } from "#shared/model/actor.ts";
import type { EntryLinkId, PersonId, PlanId } from "#shared/model/id.ts";
import { AccessRefusedError, linkWorks } from "../accessStorage.ts";
import type { AccessChange, NewAuditEntry, StoredLink, StoredMember, StoredSession } from "../accessStorage.ts";
import { AccessTable } from "./accessTable.ts";

type Invitation = Extract<StoredLink["opens"], { kind: "invite" }>;

/** Milliseconds within which the same thing done again by the same person is one entry. */
const AUDIT_WINDOW = 600_000;

/** Writes changes, inside the transaction of whoever calls. */
export class AccessWrites {
  readonly #table: AccessTable;

  constructor(database: DatabaseSync) {
    this.#table = new AccessTable(database);
  }

  /** @throws AccessRefusedError; what was written before must then be taken back */
  write(changes: readonly AccessChange[]): void {
    for (const change of changes) this.#apply(change);
  }

  #apply(change: AccessChange): void {
    const table = this.#table;
    switch (change.kind) {
      case "putUser": {
        const { user } = change;
        return table.put("user", { id: user.userId, owner: "", rank: user.createdAt }, user);
      }
      case "putSession":
        return this.#putSession(change.session);
      case "touchSession": {
        const session = table.find("session", change.secretHash);
        if (session) this.#putSession({ ...session, seenAt: Math.max(session.seenAt, change.seenAt) });
        return;
      }
      case "endSession":
        return table.remove("session", change.secretHash);
      case "join":
        return this.#join(change);
      case "changeMember":
        return this.#changeMember(change);
      case "removeMember":
        return this.#removeMember(change);
      case "putLink":
        return this.#putNewLink(change.link, change.most);
      case "useLink":
        return this.#useLink(change);
      case "missLink": {
        // What is over is forgotten meanwhile, and a wrong try of it is one of nothing.
        if (!table.find("link", change.linkId)) return;
        return this.#changeLink(change.linkId, (link) => ({ ...link, wrongTries: link.wrongTries + 1 }));
      }
      case "revokeLink":
        return this.#changeLink(change.linkId, (link) => ({ ...link, revoked: true }));
      case "revokeOwnerLinks":
        return table.removeOfOwner("link", "keeper");
      case "revokeDeviceLinks":
        return table.removeOfOwner("link", change.userId);
      case "putCondition": {
        const { condition } = change;
        return table.put("condition", { id: condition.planId, owner: "", rank: 0 }, condition);
      }
      case "audit":
        return this.#audit(change.entry);
      case "putAnswer": {
        const { answer } = change;
        const id = `${answer.planId}/${answer.userId}/${answer.key}`;
        return table.put("answer", { id, owner: answer.planId, rank: answer.at }, answer);
      }
      case "forgetEnded":
        table.removeWhere("session", "endsAt", change.now);
        table.removeWhere("link", "expiresAt", change.now);
        table.removeWhere("answer", "at", change.answersBefore);
        return table.removeWhere("audit", "until", change.auditBefore);
      case "forgetPlan":
        for (const kind of ["member", "link", "audit", "answer"] as const) table.removeOfOwner(kind, change.planId);
        return;
      case "forgetCondition":
        return table.remove("condition", change.planId);
    }
  }

  #putSession(session: StoredSession): void {
    this.#table.put("session", { id: session.secretHash, owner: session.userId, rank: session.createdAt }, session);
  }

  #putMember(member: StoredMember): void {
    const { planId, userId, since } = member;
    this.#table.put("member", { id: `${planId}/${userId}`, owner: planId, other: userId, rank: since }, member);
  }

  #join({ member, most, samePerson }: Extract<AccessChange, { kind: "join" }>): void {
    const { planId, userId, personId } = member;
    const former = this.#table.find("member", `${planId}/${userId}`);
    if (!former && this.#table.ofOwner("member", planId).length >= most) throw new AccessRefusedError("full");
    const person = former?.personId ?? personId;
    this.#mustBeFree(planId, userId, person, person === personId ? samePerson : undefined);
    const role = MEMBER_ROLES.find((known) => known === former?.role || known === member.role) ?? member.role;
    const since = former?.since ?? member.since;
    const via = [...(former?.via ?? []), ...member.via].filter((linkId) => this.#mayComeBackBy(linkId));
    this.#putMember({ ...member, role, personId: person, since, via });
  }

  #changeMember(change: Extract<AccessChange, { kind: "changeMember" }>): void {
    const { planId, userId, role, personId, samePerson, onlyFirstPerson } = change;
    const member = this.#table.find("member", `${planId}/${userId}`);
    if (!member) throw new AccessRefusedError("noSuchMember");
    if (onlyFirstPerson === true && member.personId !== null && member.personId !== personId) {
      throw new AccessRefusedError("personSaid");
    }
    if (personId !== undefined) this.#mustBeFree(planId, userId, personId, samePerson);
    this.#putMember({ ...member, ...(role && { role }), ...(personId !== undefined && { personId }) });
    if (role !== undefined && role !== "owner") {
      this.#revokeInvites(planId, (invite, linkId) => {
        return invite.createdBy === userId || (member.via.includes(linkId) && isMore(invite.role, role));
      });
    }
    this.#mustHaveOwner(planId);
  }

  #removeMember({ planId, userId }: Extract<AccessChange, { kind: "removeMember" }>): void {
    const via = this.#table.find("member", `${planId}/${userId}`)?.via ?? [];
    this.#table.remove("member", `${planId}/${userId}`);
    this.#revokeInvites(planId, ({ createdBy }, linkId) => createdBy === userId || via.includes(linkId));
    this.#mustHaveOwner(planId);
  }

  /** Whether a link that was used works again for whoever has it. */
  #mayComeBackBy(linkId: EntryLinkId): boolean {
    const link = this.#table.find("link", linkId);
    return link !== null && !link.revoked && link.uses < link.mostUses;
  }

  #revokeInvites(planId: PlanId, which: (invite: Invitation, linkId: EntryLinkId) => boolean): void {
    for (const link of this.#table.ofOwner("link", planId)) {
      if (link.opens.kind === "invite" && which(link.opens, link.linkId)) this.#putLink({ ...link, revoked: true });
    }
  }

  #mustBeFree(planId: PlanId, userId: string, personId: PersonId | null, same: readonly PersonId[] = []): void {
    if (personId === null) return;
    const taken = new Set([personId, ...same]);
    const others = this.#table.ofOwner("member", planId).filter((member) => member.userId !== userId);
    if (others.some((member) => member.personId !== null && taken.has(member.personId)))
      throw new AccessRefusedError("personTaken");
  }

  #mustHaveOwner(planId: PlanId): void {
    if (!this.#table.ofOwner("member", planId).some(({ role }) => role === "owner")) {
      throw new AccessRefusedError("lastOwner");
    }
  }

  #putNewLink(link: StoredLink, most: number): void {
    const working = this.#table
      .ofOwner("link", ownerOf(link))
      .filter((other) => !other.revoked && other.uses < other.mostUses && other.expiresAt > link.createdAt);
    if (working.length >= most) throw new AccessRefusedError("full");
    this.#putLink(link);
  }

  #useLink({ linkId, at, mostWrong }: Extract<AccessChange, { kind: "useLink" }>): void {
    this.#changeLink(linkId, (link) => {
      if (!linkWorks(link, at, mostWrong)) throw new AccessRefusedError("linkInvalid");
      return { ...link, uses: link.uses + 1 };
    });
  }

  #changeLink(linkId: string, changed: (link: StoredLink) => StoredLink): void {
    const link = this.#table.find("link", linkId);
    if (!link) throw new AccessRefusedError("linkInvalid");
    this.#putLink(changed(link));
  }

  #putLink(link: StoredLink): void {
    this.#table.put("link", { id: link.linkId, owner: ownerOf(link), rank: link.createdAt }, link);
  }

  #audit({ planId, ...entry }: NewAuditEntry): void {
    const { at, userId, action, way, done, about, count } = entry;
    const window = Math.floor(at / AUDIT_WINDOW);
    const id = [planId, userId ?? "", action, way, done, about, window].join("/");
    const former = this.#table.findWhole("audit", id);
    const sequence = former?.sequence ?? this.#table.lastRank("audit", planId) + 1;
    const known = former ?? { ...entry, sequence, until: at, count: 0 };
    const counted = { ...known, until: Math.max(known.until, at), count: known.count + count };
    this.#table.put("audit", { id, owner: planId, rank: sequence }, counted);
  }
}

/** Whether a role lets somebody do more than another. */
function isMore(role: MemberRole, than: MemberRole): boolean {
  return MEMBER_ROLES.indexOf(role) < MEMBER_ROLES.indexOf(than);
}

/** By whom links are found again: the plan they lead into, the user whose device they are for, or the keeper. */
function ownerOf({ opens }: StoredLink): string {
  switch (opens.kind) {
    case "owner":
      return "keeper";
    case "device":
      return opens.userId;
    case "invite":
      return opens.planId;
  }
}
