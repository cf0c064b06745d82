import { describe, expect, it, onTestFinished } from "vitest";

import { AccessRefusedError } from "#server/storage/accessStorage.ts";
import type {
  AccessChange,
  AccessStorage,
  NewAuditEntry,
  StoredLink,
  StoredMember,
} from "#server/storage/accessStorage.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { newId } from "#shared/model/id.ts";
import type { DeviceId, EntryLinkId, PersonId, PlanId, UserId } from "#shared/model/id.ts";
import { claim, newPlan } from "./planStorageContract.ts";

/** What every storage must do for the door, whatever it keeps its records in. `open` gives an empty one. */
export function accessStorageContract(name: string, open: () => Promise<PlanStorage>): void {
  async function opened(): Promise<PlanStorage> {
    const storage = await open();
    onTestFinished(() => storage.close());
    return storage;
  }

  describe(name, () => {
    it("SRV-60: people, sessions and members are found as they were given", async () => {
      const { access } = await opened();
      const [ada, bob] = [user("Ada", 1), user("Bob", 2)];
      expect(await access.firstUser(null)).toBeNull();
      const sessions = [session(ada.userId, 5), session(ada.userId, 9)] as const;
      const changes = [ada, bob].map((one): AccessChange => ({ kind: "putUser", user: one }));
      await access.commit([...changes, ...sessions.map((one): AccessChange => ({ kind: "putSession", session: one }))]);
      expect(await access.firstUser(null)).toEqual(ada);
      expect(await access.findUser(bob.userId)).toEqual(bob);
      expect(await access.findSession(sessions[0].secretHash)).toEqual({ session: sessions[0], user: ada });
      expect(await access.findSession("nobody")).toBeNull();
      expect(await access.sessionsOf(ada.userId)).toEqual([sessions[1], sessions[0]]);
      await access.commit([{ kind: "touchSession", secretHash: sessions[0].secretHash, seenAt: 70 }]);
      expect((await access.findSession(sessions[0].secretHash))?.session.seenAt).toBe(70);
      await access.commit([{ kind: "endSession", secretHash: sessions[0].secretHash }]);
      expect(await access.sessionsOf(ada.userId)).toEqual([sessions[1]]);

      const planId = newId<PlanId>();
      const [owner, viewer] = [member(planId, ada.userId, "owner"), member(planId, bob.userId, "viewer")];
      await access.commit([join(owner), join(viewer)]);
      expect(await access.findMember({ planId, userId: bob.userId })).toEqual(viewer);
      expect(await access.findMember({ planId: newId<PlanId>(), userId: bob.userId })).toBeNull();
      expect((await access.membersOf(planId)).map(({ name, role }) => [name, role])).toEqual([
        ["Ada", "owner"],
        ["Bob", "viewer"],
      ]);
      expect(await access.membershipsOf(bob.userId)).toEqual([viewer]);
      expect(await access.ownedPlans(null)).toEqual([planId]);
    });

    it("SRV-61: changes of one commit happen together or not at all", async () => {
      const { access } = await opened();
      const [planId, ada] = [newId<PlanId>(), user("Ada", 1)];
      await access.commit([{ kind: "putUser", user: ada }, join(member(planId, ada.userId, "owner"))]);
      const refused = access.commit([
        { kind: "putUser", user: { ...ada, name: "Someone else" } },
        { kind: "removeMember", planId, userId: ada.userId },
      ]);
      await expect(refused).rejects.toMatchObject({ refusal: "lastOwner" });
      await expect(refused).rejects.toBeInstanceOf(AccessRefusedError);
      expect((await access.findUser(ada.userId))?.name).toBe("Ada");
      expect(await access.membersOf(planId)).toHaveLength(1);
    });

    it("SRV-62: a plan keeps an owner, one member per person of it, and no more members than it may", async () => {
      const { access } = await opened();
      const [planId, person] = [newId<PlanId>(), newId<PersonId>()];
      const [ada, bob, cid] = [newId<UserId>(), newId<UserId>(), newId<UserId>()];
      await access.commit([
        join({ ...member(planId, ada, "owner"), personId: person }),
        join(member(planId, bob, "editor")),
      ]);
      await refusedWith(access, "lastOwner", { kind: "changeMember", planId, userId: ada, role: "viewer" });
      await refusedWith(access, "personTaken", { kind: "changeMember", planId, userId: bob, personId: person });
      await refusedWith(access, "personTaken", join({ ...member(planId, cid, "viewer"), personId: person }));
      await refusedWith(access, "full", { kind: "join", member: member(planId, cid, "viewer"), most: 2 });
      await refusedWith(access, "noSuchMember", { kind: "changeMember", planId, userId: cid, role: "viewer" });
      await access.commit([{ kind: "changeMember", planId, userId: bob, role: "owner" }]);
      await access.commit([{ kind: "removeMember", planId, userId: ada }]);
      expect((await access.membersOf(planId)).map(({ userId, role }) => [userId, role])).toEqual([[bob, "owner"]]);
    });

    it("SRV-62: who joins again keeps the higher role and their person; a person is said once", async () => {
      const { access } = await opened();
      const [planId, ada, bob] = [newId<PlanId>(), newId<UserId>(), newId<UserId>()];
      const [mine, other] = [newId<PersonId>(), newId<PersonId>()];
      await access.commit([join(member(planId, ada, "owner")), join(member(planId, bob, "viewer"))]);
      const first = { kind: "changeMember", planId, userId: bob, onlyFirstPerson: true } as const;
      await access.commit([{ ...first, personId: mine }]);
      await access.commit([{ ...first, personId: mine }]);
      await refusedWith(access, "personSaid", { ...first, personId: other });
      await access.commit([join({ ...member(planId, bob, "editor"), personId: other })]);
      await access.commit([join(member(planId, bob, "viewer"))]);
      expect(await access.findMember({ planId, userId: bob })).toMatchObject({ role: "editor", personId: mine });
    });

    it("SRV-63: a link works as often as it says, until it expires, is revoked, or was tried wrongly too often", async () => {
      const { access } = await opened();
      const use = (linkId: EntryLinkId, at = 5): AccessChange => ({ kind: "useLink", linkId, at, mostWrong: 2 });
      const [once, revoked, tried] = [link(1), link(9), link(9)];
      for (const one of [once, revoked, tried]) await access.commit([{ kind: "putLink", link: one, most: 3 }]);
      await refusedWith(access, "full", { kind: "putLink", link: link(1), most: 3 });
      // Two at once: the second must not slip in.
      const both = await Promise.allSettled([access.commit([use(once.linkId)]), access.commit([use(once.linkId)])]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      await access.commit([use(revoked.linkId)]);
      await refusedWith(access, "linkInvalid", use(revoked.linkId, 100));
      await access.commit([{ kind: "revokeLink", linkId: revoked.linkId }]);
      await refusedWith(access, "linkInvalid", use(revoked.linkId));
      await access.commit([{ kind: "missLink", linkId: tried.linkId }]);
      await access.commit([use(tried.linkId)]);
      await access.commit([{ kind: "missLink", linkId: tried.linkId }]);
      await refusedWith(access, "linkInvalid", use(tried.linkId));
      await refusedWith(access, "linkInvalid", use(newId<EntryLinkId>()));
      expect((await access.findLink(revoked.linkId))?.uses).toBe(1);
      await access.commit([{ kind: "revokeOwnerLinks" }]);
      expect(await access.findLink(once.linkId)).toBeNull();
    });

    it("SRV-64: the same thing done again within ten minutes is one audit entry; the newest comes first", async () => {
      const { access } = await opened();
      const planId = newId<PlanId>();
      const audit = (at: number, given: Partial<NewAuditEntry> = {}): AccessChange => ({
        kind: "audit",
        entry: { ...auditEntry(planId, at), ...given },
      });
      await access.commit([audit(1_000), audit(2_000, { count: 3 }), audit(3_000, { done: false })]);
      await access.commit([audit(700_000)]);
      const all = await access.auditOf({ planId, before: Number.MAX_SAFE_INTEGER, most: 10 });
      expect(all.map(({ sequence, at, until, count, done }) => [sequence, at, until, count, done])).toEqual([
        [3, 700_000, 700_000, 1, true],
        [2, 3_000, 3_000, 1, false],
        [1, 1_000, 2_000, 4, true],
      ]);
      expect((await access.auditOf({ planId, before: 3, most: 1 })).map(({ sequence }) => sequence)).toEqual([2]);
      await access.commit([{ kind: "forgetEnded", now: 0, auditBefore: 2_500, answersBefore: 0 }]);
      expect(await access.auditOf({ planId, before: 9, most: 10 })).toHaveLength(2);
      expect(await access.auditOf({ planId: newId<PlanId>(), before: 9, most: 10 })).toEqual([]);
    });

    it("SRV-65: a plan that is made with its owner has one; a removed one leaves nothing", async () => {
      const storage = await opened();
      const { access } = storage;
      const [ada, bob] = [newId<UserId>(), newId<UserId>()];
      const plan = newPlan({ owner: ada });
      const { planId } = plan;
      await storage.createPlan(plan);
      expect(await access.membersOf(planId)).toMatchObject([{ userId: ada, role: "owner" }]);
      const answer = { planId, userId: bob, key: "k".repeat(16), answer: "{}", at: 7 };
      await storage.append([claim(planId, 70_000, "device"), { kind: "answer", ...answer }]);
      expect(await access.findAnswer({ planId, userId: bob, key: answer.key })).toEqual(answer);
      expect(await access.findAnswer({ planId, userId: ada, key: answer.key })).toBeNull();
      await storage.passClaims("device", ada);
      expect((await storage.load(planId))?.claims).toEqual(new Map([[70_000, ada]]));
      const condition = { planId, archivedAt: 5, deletedAt: null };
      await access.commit([{ kind: "putCondition", condition }]);
      expect([await access.findCondition(planId), await access.conditions(null)]).toEqual([condition, [condition]]);
      await storage.removePlan(planId);
      await storage.removePlan(planId);
      await access.commit([
        { kind: "forgetPlan", planId },
        { kind: "forgetCondition", planId },
      ]);
      expect(await storage.load(planId)).toBeNull();
      expect(await access.membersOf(planId)).toEqual([]);
      expect(await access.findAnswer({ planId, userId: bob, key: answer.key })).toBeNull();
      expect(await access.findCondition(planId)).toBeNull();
    });
  });
}

async function refusedWith(access: AccessStorage, refusal: string, change: AccessChange): Promise<void> {
  await expect(access.commit([change])).rejects.toMatchObject({ refusal });
}

function user(name: string, createdAt: number): { userId: UserId; name: string; createdAt: number } {
  return { userId: newId<UserId>(), name, createdAt };
}

function session(userId: UserId, createdAt: number) {
  const deviceId = newId<DeviceId>();
  return {
    deviceId,
    secretHash: `hash-${deviceId}`,
    userId,
    label: "Firefox",
    createdAt,
    seenAt: createdAt,
    endsAt: 99,
  };
}

function member(planId: PlanId, userId: UserId, role: StoredMember["role"]): StoredMember {
  return { planId, userId, role, personId: null, since: 1, via: [] };
}

function join(one: StoredMember): AccessChange {
  return { kind: "join", member: one, most: 100 };
}

function link(mostUses: number): StoredLink {
  const times = { createdAt: 1, expiresAt: 50 };
  const counts = { uses: 0, mostUses, wrongTries: 0, revoked: false };
  return { linkId: newId<EntryLinkId>(), secretHash: "hash", opens: { kind: "owner" }, ...times, ...counts };
}

function auditEntry(planId: PlanId, at: number): NewAuditEntry {
  const what = { action: "editObjectives", way: "sync", done: true, about: "" } as const;
  return { planId, at, count: 1, userId: null, name: "Ada", ...what };
}
