import type { MemberRole, Role } from "#shared/model/actor.ts";
import { DAY_MS, HOUR_MS } from "#shared/model/duration.ts";
import type { DeviceId, PersonId, PlanId, UserId } from "#shared/model/id.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import type { LimitSettings } from "../limits.ts";
import type { AccessChange, AccessStorage, StoredSession } from "../storage/accessStorage.ts";
import type { Principal } from "../sync/principal.ts";
import type { SyncServer } from "../sync/syncServer.ts";

/** A session is noted as used at most once in so long. */
const TOUCH_MS = HOUR_MS;

/** Who is behind a request. */
export interface SignedIn {
  readonly userId: UserId;
  readonly name: string;
  readonly deviceId: DeviceId;
  readonly secretHash: string;
  /** When the session ends in any case: milliseconds since 1970. */
  readonly endsAt: number;
}

/** What somebody is in a plan now. */
export interface Membership {
  readonly planId: PlanId;
  /** What the plan's owners gave them. */
  readonly given: MemberRole;
  /** What they may act as: a viewer while the plan is archived. */
  readonly role: Role;
  readonly personId: PersonId | null;
  readonly archivedAt: number | null;
  readonly deletedAt: number | null;
}

/** Whom a change concerns: their sockets are closed, and coming back decides anew. */
export interface Concerned {
  readonly planId?: PlanId;
  readonly userId?: UserId;
  readonly deviceId?: DeviceId;
  readonly reason: CloseReason;
}

export interface RightsOptions {
  readonly access: AccessStorage;
  readonly settings: LimitSettings;
  readonly clock: () => number;
  readonly identify: SyncServer["identify"];
  readonly closeAll: (which: (principal: Principal, planId: string) => boolean, reason: CloseReason) => void;
}

/** Who may do what now, asked by every way in, and the only place where that is changed. */
export class Rights {
  readonly #options: RightsOptions;
  /** Counts changes, so that what was read while one happened is read again. */
  #changes = 0;

  constructor(options: RightsOptions) {
    this.#options = options;
  }

  /** Changes so far: what was decided is still so while this stays the same. */
  get changes(): number {
    return this.#changes;
  }

  /** Reads something that no change of rights has overtaken. */
  async stable<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.#changes;
      const found = await read();
      if (before === this.#changes) return found;
    }
  }

  /** Whose session that is; null if there is none, or it has ended. */
  async signedIn(secretHash: string | null): Promise<SignedIn | null> {
    if (secretHash === null) return null;
    const found = await this.#options.access.findSession(secretHash);
    if (!found || !this.isLive(found.session)) return null;
    const { deviceId, endsAt } = found.session;
    this.#touch(found.session);
    return { userId: found.user.userId, name: found.user.name, deviceId, secretHash, endsAt };
  }

  isLive({ seenAt, endsAt }: StoredSession): boolean {
    const { settings, clock } = this.#options;
    const idleMs = settings.limits.sessionIdleDays * DAY_MS * settings.timeScale;
    return endsAt > clock() && seenAt + idleMs > clock();
  }

  /** What somebody is in a plan, also in a deleted one; null if nothing. */
  async membership(userId: UserId, planId: PlanId): Promise<Membership | null> {
    const { access } = this.#options;
    const [member, condition] = await Promise.all([
      access.findMember({ planId, userId }),
      access.findCondition(planId),
    ]);
    if (!member) return null;
    const { archivedAt = null, deletedAt = null } = condition ?? {};
    const role = archivedAt === null ? member.role : "viewer";
    return { planId, given: member.role, role, personId: member.personId, archivedAt, deletedAt };
  }

  /** Who a socket of that session is in a plan: a stranger is signed in and nothing in it. */
  async principal(
    secretHash: string | null,
    planId: PlanId | undefined,
  ): Promise<Principal | { readonly strangerId: UserId } | "nobody"> {
    return this.stable(async () => {
      const who = await this.signedIn(secretHash);
      if (!who) return "nobody";
      const membership = planId === undefined ? null : await this.membership(who.userId, planId);
      return membership && membership.deletedAt === null ? principalOf(who, membership) : { strangerId: who.userId };
    });
  }

  /** Changes rights, and closes the sockets concerned as soon as that is on disk. Rejects with AccessRefusedError. */
  async change(changes: readonly AccessChange[], ...concerned: readonly Concerned[]): Promise<void> {
    await this.#options.access.commit(changes);
    this.#changes += 1;
    for (const { planId, userId, deviceId, reason } of concerned) {
      const isConcerned = (principal: Principal, plan: string): boolean =>
        (planId === undefined || plan === planId) &&
        (userId === undefined || principal.userId === userId) &&
        (deviceId === undefined || principal.deviceId === deviceId);
      this.#options.closeAll(isConcerned, reason);
    }
  }

  /** Tells a member's sockets which of the plan's people they are, once that is on disk. They go on. */
  identify(planId: PlanId, userId: UserId, personId: PersonId | null): void {
    this.#options.identify(planId, userId, personId);
  }

  /** Ends sessions: everything they have open is closed. */
  async endSessions(sessions: readonly Pick<StoredSession, "secretHash" | "deviceId">[]): Promise<void> {
    await this.#endSessions(sessions, []);
  }

  /** The same of devices that may be in the wrong hands: what they have prepared to come back by works no more. */
  async shutOut(userId: UserId, sessions: readonly StoredSession[]): Promise<void> {
    await this.#endSessions(sessions, [{ kind: "revokeDeviceLinks", userId }]);
  }

  async #endSessions(
    sessions: readonly Pick<StoredSession, "secretHash" | "deviceId">[],
    others: readonly AccessChange[],
  ): Promise<void> {
    const reason = closeCodes.signedOut;
    await this.change(
      [...sessions.map(({ secretHash }) => ({ kind: "endSession", secretHash }) as const), ...others],
      ...sessions.map(({ deviceId }) => ({ deviceId, reason })),
    );
  }

  /** Nobody waits for it: unnoted, the session ends a little early. */
  #touch({ secretHash, seenAt }: StoredSession): void {
    const { access, clock, settings } = this.#options;
    if (clock() - seenAt < TOUCH_MS * settings.timeScale) return;
    access.commit([{ kind: "touchSession", secretHash, seenAt: clock() }]).catch(() => undefined);
  }
}

export function principalOf(who: SignedIn, { role, given, archivedAt, personId }: Membership): Principal {
  const { userId, name, deviceId, secretHash, endsAt } = who;
  return { userId, role, given, archivedAt, personId, name, deviceId, sessionHash: secretHash, endsAt };
}
