import { hashOf, newSecret } from "#server/auth/secret.ts";
import type { AccessChange } from "#server/storage/accessStorage.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { newId } from "#shared/model/id.ts";
import type { DeviceId, PlanId, UserId } from "#shared/model/id.ts";

const A_DAY = 86_400_000;

/** People who come to a server without a link and own every plan there is, and is made: as many as a test has windows. */
export class Crowd {
  readonly #storage: PlanStorage;
  readonly #userIds: UserId[] = [];

  constructor(storage: PlanStorage) {
    this.#storage = storage;
  }

  /** Somebody more. Gives the cookie of their session. */
  async come(): Promise<string> {
    const [userId, secret, now] = [newId<UserId>(), newSecret(), Date.now()];
    this.#userIds.push(userId);
    const user = { userId, name: `Visitor ${this.#userIds.length}`, createdAt: now };
    const times = { createdAt: now, seenAt: now, endsAt: now + A_DAY };
    const session = { deviceId: newId<DeviceId>(), secretHash: hashOf(secret), userId, label: "A browser", ...times };
    const plans = await this.#storage.listPlans();
    await this.#storage.access.commit([
      { kind: "putUser", user },
      { kind: "putSession", session },
      ...plans.map(({ planId }) => joining(planId, userId)),
    ]);
    return `waymark_session=${secret}`;
  }

  /** All who have come own a plan that has just been made. */
  async joinPlan(planId: PlanId): Promise<void> {
    await this.#storage.access.commit(this.#userIds.map((userId) => joining(planId, userId)));
  }
}

function joining(planId: PlanId, userId: UserId): AccessChange {
  const member = { planId, userId, role: "owner", personId: null, since: Date.now(), via: [] } as const;
  return { kind: "join", member, most: 1_000 };
}
