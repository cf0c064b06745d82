import { addPerson } from "#shared/commands/people.ts";
import { DAY_MS } from "#shared/model/duration.ts";
import { newId, parseId } from "#shared/model/id.ts";
import type { DeviceId, EntryLinkId, PersonId, PlanId, UserId } from "#shared/model/id.ts";
import { ok } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import { can } from "#shared/permissions/can.ts";
import type { EntrySecret, LinkSight, SignInRequest } from "#shared/protocol/signIn.ts";
import { namesakesOf, namesOf, peopleInOrder, personOf } from "#shared/queries/people.ts";
import type { LimitSettings } from "../limits.ts";
import { AccessRefusedError } from "../storage/accessStorage.ts";
import type { AccessChange, NewAuditEntry, StoredLink, StoredUser } from "../storage/accessStorage.ts";
import type { PlanStorage } from "../storage/planStorage.ts";
import type { PlanRooms } from "../sync/planRooms.ts";
import type { EntryLinks } from "./entryLinks.ts";
import { LINK_INVALID, NAMELESS, nameTaken, NOBODY_HERE, refusalOf } from "./entryRefusals.ts";
import type { EntryRefusal } from "./entryRefusals.ts";
import { principalOf } from "./rights.ts";
import type { Rights, SignedIn } from "./rights.ts";
import { hashOf, newSecret } from "./secret.ts";

export interface SignInOptions {
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
  readonly rights: Rights;
  readonly links: EntryLinks;
  readonly settings: LimitSettings;
  readonly clock: () => number;
  /** Makes the plan that the first owner is led to. It is nobody's yet. */
  readonly makeExample: () => Promise<void>;
}

/** The browser that asks. */
export interface Browser {
  readonly label: string;
  /** Who is signed in there now. */
  readonly who: SignedIn | null;
  /** Under whose name it wrote before people could sign in. */
  readonly formerDevice: string | null;
}

export interface Entered {
  /** Where to go; null: to the list. */
  readonly planId: PlanId | null;
  /** For the cookie; null if this browser keeps the session it has. */
  readonly session: { readonly secret: string; readonly endsAt: number } | null;
}

type Joining = Extract<AccessChange, { kind: "join" }>;
type Invitation = Extract<StoredLink["opens"], { kind: "invite" }>;

/** Lets people in by their links: one use becomes a session, and a membership if the link leads into a plan. */
export class SignIn {
  readonly #options: SignInOptions;

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /** What a link is for. Null if it does not work. */
  async look(secret: EntrySecret, who: SignedIn | null): Promise<LinkSight | null> {
    const { links, storage } = this.#options;
    const link = await links.find(secret);
    if (!link) return null;
    switch (link.opens.kind) {
      case "owner":
        return { kind: "owner", needsName: (await storage.access.firstUser(null)) === null };
      case "device": {
        const user = await storage.access.findUser(link.opens.userId);
        return user && { kind: "device", name: user.name };
      }
      case "invite": {
        const plan = await this.#planOf(link.opens.planId);
        if (!plan) return null;
        const { role } = link.opens;
        const people = plan.free.map(({ id, name }) => ({ id, name }));
        return { kind: "invite", planTitle: plan.records.plan.title, role, people, signedInAs: who?.name ?? null };
      }
    }
  }

  /** Uses a link. Refused: why, in words for the person. */
  async enter(request: SignInRequest, browser: Browser): Promise<Result<Entered, EntryRefusal>> {
    const link = await this.#options.links.find(request.link);
    if (!link) return LINK_INVALID;
    try {
      switch (link.opens.kind) {
        case "owner":
          return await this.#enterAsKeeper(link, request, browser);
        case "device": {
          const user = await this.#options.storage.access.findUser(link.opens.userId);
          return user ? ok({ planId: null, session: await this.#begin(link, user, browser, []) }) : LINK_INVALID;
        }
        case "invite":
          return await this.#enterPlan(link, link.opens, request, browser);
      }
    } catch (error) {
      if (!(error instanceof AccessRefusedError)) throw error;
      return refusalOf(error);
    }
  }

  /** The keeper is who came first. Plans that nobody owns, as those from before people signed in, become theirs. */
  async #enterAsKeeper(
    link: StoredLink,
    { name }: SignInRequest,
    browser: Browser,
  ): Promise<Result<Entered, EntryRefusal>> {
    const { storage, clock, makeExample } = this.#options;
    const keeper = await storage.access.firstUser(null);
    if (!keeper && name === null) return NAMELESS;
    const user = keeper ?? { userId: newId<UserId>(), name: name ?? "", createdAt: clock() };
    // Before the link is used up: if the server ends in between, whoever comes next becomes its owner.
    if (!keeper && (await storage.listPlans()).length === 0) await makeExample();
    const [plans, owned] = await Promise.all([storage.listPlans(), storage.access.ownedPlans(null)]);
    const adopted = plans.flatMap(({ planId }) =>
      owned.includes(planId) ? [] : this.#joining(planId, user, "owner", []),
    );
    const session = await this.#begin(link, user, browser, [{ kind: "putUser", user }, ...adopted]);
    const [only, ...others] = plans;
    return ok({ planId: !keeper && only && others.length === 0 ? only.planId : null, session });
  }

  async #enterPlan(
    link: StoredLink,
    { planId, role }: Invitation,
    { name, personId }: SignInRequest,
    browser: Browser,
  ): Promise<Result<Entered, EntryRefusal>> {
    const { storage, clock } = this.#options;
    const plan = await this.#planOf(planId);
    if (!plan) return LINK_INVALID;
    const person = personId === null ? null : personOf(plan.records, personId);
    if (personId !== null && (!person || person.archived)) return NOBODY_HERE;
    const { who } = browser;
    const known = who && (await storage.access.findUser(who.userId));
    const userName = name ?? person?.name ?? known?.name;
    if (userName === undefined) return NAMELESS;
    const user = known ?? { userId: newId<UserId>(), name: userName, createdAt: clock() };
    const becomes = !person && can({ role, personId: null }, "addPerson") ? userName : null;
    // Whoever is signed in already says who they are in the plan itself.
    if (becomes !== null && !known && namesakesOf(plan.records, becomes).length > 0) return nameTaken(becomes);
    const isPerson = person && { personId: person.id, samePerson: namesOf(plan.records, person.id) };
    const joining = this.#joining(planId, user, role, [link.linkId], isPerson ?? undefined);
    const session = await this.#begin(link, user, browser, [...(known ? [] : [put(user)]), ...joining]);
    if (becomes !== null) await this.#addPerson(planId, user, becomes);
    return ok({ planId, session });
  }

  /** Uses the link up, with all that it brings, in one commit; a session is always a new one. */
  async #begin(
    link: StoredLink,
    user: StoredUser,
    { who, label, formerDevice }: Browser,
    changes: readonly AccessChange[],
  ): Promise<Entered["session"]> {
    const { rights, rooms, links, settings, clock } = this.#options;
    const use = links.use(link);
    if (who?.userId === user.userId) {
      await rights.change([use, ...changes]);
      return null;
    }
    const secret = newSecret();
    const now = clock();
    const endsAt = now + settings.limits.sessionDays * DAY_MS * settings.timeScale;
    const { userId } = user;
    const times = { createdAt: now, seenAt: now, endsAt };
    const session = { deviceId: newId<DeviceId>(), secretHash: hashOf(secret), userId, label, ...times };
    await rights.change([use, ...changes, { kind: "putSession", session }]);
    if (who) await rights.endSessions([who]);
    if (formerDevice !== null) await rooms.passClaims(formerDevice, userId);
    return { secret, endsAt };
  }

  #joining(
    planId: PlanId,
    { userId, name }: StoredUser,
    role: Invitation["role"],
    via: readonly EntryLinkId[],
    { personId, samePerson }: Pick<Joining, "samePerson"> & { readonly personId: PersonId | null } = { personId: null },
  ): readonly AccessChange[] {
    const { settings, clock } = this.#options;
    const at = clock();
    const what = { action: "joinPlan", way: "http", done: true, about: role } as const;
    const entry: NewAuditEntry = { planId, at, count: 1, userId, name, ...what };
    const member = { planId, userId, role, personId, since: at, via };
    return [
      { kind: "join", member, most: settings.limits.membersPerPlan, ...(samePerson && { samePerson }) },
      { kind: "audit", entry },
    ];
  }

  /** In the plan under the name they gave, as their first act in it. If that fails they choose a name in the plan. */
  async #addPerson(planId: PlanId, { userId, name }: StoredUser, personName: string): Promise<void> {
    const { rights, rooms } = this.#options;
    const membership = await rights.membership(userId, planId);
    if (!membership || membership.personId !== null) return;
    const who = { userId, name, deviceId: newId<DeviceId>(), secretHash: "", endsAt: 0 };
    const asker = { principal: principalOf(who, membership), mayStill: () => true };
    const request = { key: newId(), name: addPerson.name, input: { name: personName } };
    const answer = await rooms.command(planId, asker, request).catch(() => null);
    const personId = answer !== null && answer !== "unknown" && answer.ok ? parseId<PersonId>(answer.value) : undefined;
    if (personId === undefined) return;
    await rights.change([{ kind: "changeMember", planId, userId, personId }]);
    rights.identify(planId, userId, personId);
  }

  /** A plan that somebody may join, and those of its people whom no member is. */
  async #planOf(planId: PlanId) {
    const { storage, rooms } = this.#options;
    const condition = await storage.access.findCondition(planId);
    if (typeof condition?.deletedAt === "number") return null;
    const plan = await rooms.read(planId);
    if (!plan) return null;
    const { records } = plan;
    const members = await storage.access.membersOf(planId);
    const taken = new Set(members.map(({ personId }) => (personId === null ? null : personOf(records, personId)?.id)));
    return { records, free: peopleInOrder(records).filter(({ id }) => !taken.has(id)) };
  }
}

function put(user: StoredUser): AccessChange {
  return { kind: "putUser", user };
}
