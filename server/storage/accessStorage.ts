import type { MemberRole } from "#shared/model/actor.ts";
import type { DeviceId, EntryLinkId, PersonId, PlanId, UserId } from "#shared/model/id.ts";
import type { AuditEntry } from "#shared/protocol/audit.ts";

/** Somebody who can sign in. All times here are milliseconds since 1970. */
export interface StoredUser {
  readonly userId: UserId;
  readonly name: string;
  readonly createdAt: number;
}

/** Somebody signed in, in one browser. Of the secret in its cookie only a hash is kept. */
export interface StoredSession {
  readonly deviceId: DeviceId;
  readonly secretHash: string;
  readonly userId: UserId;
  readonly label: string;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly endsAt: number;
}

export interface StoredMember {
  readonly planId: PlanId;
  readonly userId: UserId;
  readonly role: MemberRole;
  readonly personId: PersonId | null;
  readonly since: number;
  /** The invitations they have used; in storage those of them that may still work. */
  readonly via: readonly EntryLinkId[];
}

/** A link that lets somebody in. Of its secret only a hash is kept. */
export interface StoredLink {
  readonly linkId: EntryLinkId;
  readonly secretHash: string;
  /** What it is for: the keeper of the server, another device of `userId`, or a plan. */
  readonly opens:
    | { readonly kind: "owner" }
    | { readonly kind: "device"; readonly userId: UserId }
    | { readonly kind: "invite"; readonly planId: PlanId; readonly role: MemberRole; readonly createdBy: UserId };
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly uses: number;
  readonly mostUses: number;
  readonly wrongTries: number;
  readonly revoked: boolean;
}

/** Whether a link works at that time: it is neither over nor used up, revoked or locked by wrong tries. */
export function linkWorks(
  { revoked, expiresAt, uses, mostUses, wrongTries }: StoredLink,
  at: number,
  mostWrong: number,
): boolean {
  return !revoked && expiresAt > at && uses < mostUses && wrongTries < mostWrong;
}

/** What holds of a plan beside its document. A plan of which nothing is known is neither. */
export interface PlanCondition {
  readonly planId: PlanId;
  readonly archivedAt: number | null;
  readonly deletedAt: number | null;
}

/** An entry to be: one of the same who, what, way, result and subject within ten minutes is counted up instead. */
export type NewAuditEntry = Omit<AuditEntry, "sequence" | "until"> & { readonly planId: PlanId };

/** What a command was answered, so that it is not done again when it comes again. */
export interface StoredAnswer {
  readonly planId: PlanId;
  readonly userId: string;
  /** The asker's; see shared/protocol/planCommand.ts. */
  readonly key: string;
  /** The JSON of the CommandAnswer. */
  readonly answer: string;
  readonly at: number;
}

/** One thing to write. All changes of one `commit` happen together or not at all. */
export type AccessChange =
  | { readonly kind: "putUser"; readonly user: StoredUser }
  | { readonly kind: "putSession"; readonly session: StoredSession }
  | { readonly kind: "touchSession"; readonly secretHash: string; readonly seenAt: number }
  | { readonly kind: "endSession"; readonly secretHash: string }
  /** Somebody who is a member already keeps the higher role, and the person they are. */
  | {
      readonly kind: "join";
      readonly member: StoredMember;
      readonly most: number;
      /** Every id in the plan that stands for the member's person: no other member may be any of them. */
      readonly samePerson?: readonly PersonId[];
    }
  /** Who is an owner no more has no invitations that work; nor do those by which they would get more again. */
  | {
      readonly kind: "changeMember";
      readonly planId: PlanId;
      readonly userId: UserId;
      readonly role?: MemberRole;
      readonly personId?: PersonId | null;
      /** As of `join`. */
      readonly samePerson?: readonly PersonId[];
      /** Refuse `personSaid` if they have said who they are. */
      readonly onlyFirstPerson?: boolean;
    }
  /** Invitations by which they came, or which they made, work no more: they could come back by them. */
  | { readonly kind: "removeMember"; readonly planId: PlanId; readonly userId: UserId }
  | { readonly kind: "putLink"; readonly link: StoredLink; readonly most: number }
  | { readonly kind: "useLink"; readonly linkId: EntryLinkId; readonly at: number; readonly mostWrong: number }
  | { readonly kind: "missLink"; readonly linkId: EntryLinkId }
  | { readonly kind: "revokeLink"; readonly linkId: EntryLinkId }
  /** No link of the keeper's works any more. */
  | { readonly kind: "revokeOwnerLinks" }
  /** No link for another device of this user works any more. */
  | { readonly kind: "revokeDeviceLinks"; readonly userId: UserId }
  | { readonly kind: "putCondition"; readonly condition: PlanCondition }
  | { readonly kind: "audit"; readonly entry: NewAuditEntry }
  | { readonly kind: "putAnswer"; readonly answer: StoredAnswer }
  /** Forgets what is over: sessions and links that ended before `now`, audit entries and answers older than those times. */
  | {
      readonly kind: "forgetEnded";
      readonly now: number;
      readonly auditBefore: number;
      readonly answersBefore: number;
    }
  /** Forgets all of a plan but its condition, without which nobody would know that it is to be removed. */
  | { readonly kind: "forgetPlan"; readonly planId: PlanId }
  | { readonly kind: "forgetCondition"; readonly planId: PlanId };

/**
 * - linkInvalid: it does not work any more, or never did.
 * - lastOwner: the plan would have members and no owner.
 * - personTaken: another member is that person.
 * - personSaid: this member has said who they are.
 * - noSuchMember: as it says.
 * - full: the plan has as many members, or links, as it may.
 */
export const ACCESS_REFUSALS = [
  "linkInvalid",
  "lastOwner",
  "personTaken",
  "personSaid",
  "noSuchMember",
  "full",
] as const;
export type AccessRefusal = (typeof ACCESS_REFUSALS)[number];

/** Thrown by `commit`: nothing of it has happened. */
export class AccessRefusedError extends Error {
  override readonly name = "AccessRefusedError";
  readonly refusal: AccessRefusal;

  constructor(refusal: AccessRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Who may come in and what they have done: kept beside the plans, never in them. */
export interface AccessStorage extends AccessReads {
  /** Resolves when it is on disk. Rejects with AccessRefusedError, or with what the disk said. */
  commit(changes: readonly AccessChange[]): Promise<void>;
}

/** Every question, by name: from what it is asked with to what it answers. */
export type AccessAnswers = {
  readonly findSession: (secretHash: string) => { readonly session: StoredSession; readonly user: StoredUser } | null;
  /** The newest first. */
  readonly sessionsOf: (userId: UserId) => readonly StoredSession[];
  readonly findUser: (userId: UserId) => StoredUser | null;
  /** Who came first: the keeper of this server. Null before the first start is done. */
  readonly firstUser: (none: null) => StoredUser | null;
  readonly findMember: (member: { readonly planId: PlanId; readonly userId: UserId }) => StoredMember | null;
  /** By name. */
  readonly membersOf: (planId: PlanId) => readonly (StoredMember & { readonly name: string })[];
  readonly membershipsOf: (userId: UserId) => readonly StoredMember[];
  /** The plans that have an owner. */
  readonly ownedPlans: (none: null) => readonly PlanId[];
  readonly findLink: (linkId: EntryLinkId) => StoredLink | null;
  /** Those into a plan, used up and revoked ones too, the newest first. */
  readonly linksInto: (planId: PlanId) => readonly (StoredLink & { readonly creator: string })[];
  readonly findAnswer: (asked: Pick<StoredAnswer, "planId" | "userId" | "key">) => StoredAnswer | null;
  readonly findCondition: (planId: PlanId) => PlanCondition | null;
  readonly conditions: (none: null) => readonly PlanCondition[];
  /** The newest first, those with a smaller sequence than `before`. */
  readonly auditOf: (page: {
    readonly planId: PlanId;
    readonly before: number;
    readonly most: number;
  }) => readonly AuditEntry[];
};

type AccessReads = {
  readonly [Name in keyof AccessAnswers]: (
    request: Parameters<AccessAnswers[Name]>[0],
  ) => Promise<ReturnType<AccessAnswers[Name]>>;
};
