import { describe, expect, it, onTestFinished } from "vitest";

import type { LogEntry, NewPlan, PlanStorage } from "#server/storage/planStorage.ts";
import { PlanChangedError, PlanIdError } from "#server/storage/planStorage.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";

/** What every storage must do, whatever it keeps plans in. `open` gives an empty one. */
export function planStorageContract(name: string, open: () => Promise<PlanStorage>): void {
  async function opened(): Promise<PlanStorage> {
    const storage = await open();
    onTestFinished(() => storage.close());
    return storage;
  }

  describe(name, () => {
    it("STO-1: a plan that was created is found, listed and loaded as it was given", async () => {
      const storage = await opened();
      const plan = newPlan({ title: "Digital plan", createdAt: 5 });
      await storage.createPlan(plan);
      const stored = { planId: plan.planId, epoch: plan.epoch, title: "Digital plan", createdAt: 5, updatedAt: 5 };
      expect(await storage.findPlan(plan.planId)).toEqual(stored);
      expect(await storage.listPlans()).toEqual([stored]);
      const log = await storage.load(plan.planId);
      expect(log?.epoch).toBe(plan.epoch);
      expect(log?.checkpoint).toEqual(plan.state);
      expect(log).toMatchObject({ updates: [], sequence: 0, claims: new Map() });
    });

    it("STO-1: an id that is taken is refused and the plan under it stays", async () => {
      const storage = await opened();
      const plan = newPlan({ title: "First" });
      await storage.createPlan(plan);
      await expect(storage.createPlan({ ...plan, title: "Second" })).rejects.toBeInstanceOf(PlanIdError);
      expect((await storage.findPlan(plan.planId))?.title).toBe("First");
    });

    it("STO-1: lists the newest plan first", async () => {
      const storage = await opened();
      for (const createdAt of [2, 3, 1]) await storage.createPlan(newPlan({ title: String(createdAt), createdAt }));
      expect((await storage.listPlans()).map(({ title }) => title)).toEqual(["3", "2", "1"]);
    });

    it("STO-1: a plan that is not there is null, and nothing can be appended to it", async () => {
      const storage = await opened();
      const planId = newId<PlanId>();
      expect(await storage.findPlan(planId)).toBeNull();
      expect(await storage.load(planId)).toBeNull();
      await expect(storage.append([update(planId, 1)])).rejects.toBeInstanceOf(PlanIdError);
    });

    it("STO-2: updates come back in order, numbered from 1 per plan", async () => {
      const storage = await opened();
      const [first, second] = [newPlan(), newPlan()];
      await storage.createPlan(first);
      await storage.createPlan(second);
      expect(
        await storage.append([update(first.planId, 1), update(second.planId, 9), update(first.planId, 2)]),
      ).toEqual([1, 1, 2]);
      expect(await storage.append([update(first.planId, 3)])).toEqual([3]);
      const log = await storage.load(first.planId);
      expect(log?.updates).toEqual([bytes(1), bytes(2), bytes(3)]);
      expect(log?.sequence).toBe(3);
    });

    it("STO-2: appends that are made at once all arrive, in the order they were made in", async () => {
      const storage = await opened();
      const plan = newPlan();
      await storage.createPlan(plan);
      const all = Array.from({ length: 200 }, (_, at) => storage.append([update(plan.planId, at % 256)]));
      expect((await Promise.all(all)).flat()).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
      expect((await storage.load(plan.planId))?.updates).toEqual(
        Array.from({ length: 200 }, (_, at) => bytes(at % 256)),
      );
    });

    it("STO-2: one refused entry refuses its whole append and no other", async () => {
      const storage = await opened();
      const plan = newPlan();
      await storage.createPlan(plan);
      const outcomes = await Promise.allSettled([
        storage.append([update(plan.planId, 1)]),
        storage.append([update(plan.planId, 2), update(newId<PlanId>(), 3)]),
        storage.append([update(plan.planId, 4)]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect((await storage.load(plan.planId))?.updates).toEqual([bytes(1), bytes(4)]);
    });

    it("STO-2: an append keeps the plan's title and time for the list", async () => {
      const storage = await opened();
      const plan = newPlan({ title: "Before", createdAt: 10 });
      await storage.createPlan(plan);
      await storage.append([{ ...update(plan.planId, 1), title: "After", at: 50 }]);
      await storage.append([{ ...update(plan.planId, 2), at: 40 }]);
      expect(await storage.findPlan(plan.planId)).toMatchObject({ title: "After", createdAt: 10, updatedAt: 50 });
    });

    it("STO-3: a clientID belongs to whoever claimed it first, per plan", async () => {
      const storage = await opened();
      const [plan, other] = [newPlan(), newPlan()];
      await storage.createPlan(plan);
      await storage.createPlan(other);
      await storage.append([claim(plan.planId, 70_000, "ann"), claim(plan.planId, 70_000, "bob")]);
      await storage.append([claim(plan.planId, 70_000, "cid"), claim(other.planId, 70_000, "bob")]);
      expect((await storage.load(plan.planId))?.claims).toEqual(new Map([[70_000, "ann"]]));
      expect((await storage.load(other.planId))?.claims).toEqual(new Map([[70_000, "bob"]]));
      expect((await storage.load(plan.planId))?.sequence).toBe(0);
    });

    it("STO-4: a checkpoint replaces what it covers and nothing after it", async () => {
      const storage = await opened();
      const plan = newPlan();
      await storage.createPlan(plan);
      await storage.append([update(plan.planId, 1), update(plan.planId, 2), update(plan.planId, 3)]);
      await storage.writeCheckpoint(plan.planId, 2, bytes(12));
      expect(await storage.load(plan.planId)).toMatchObject({
        checkpoint: bytes(12),
        updates: [bytes(3)],
        sequence: 3,
      });
      await storage.append([update(plan.planId, 4)]);
      expect(await storage.load(plan.planId)).toMatchObject({ updates: [bytes(3), bytes(4)], sequence: 4 });
    });

    it("STO-4: an older checkpoint never replaces a newer one", async () => {
      const storage = await opened();
      const plan = newPlan();
      await storage.createPlan(plan);
      await storage.append([update(plan.planId, 1), update(plan.planId, 2)]);
      await storage.writeCheckpoint(plan.planId, 2, bytes(12));
      await storage.writeCheckpoint(plan.planId, 1, bytes(11));
      expect(await storage.load(plan.planId)).toMatchObject({ checkpoint: bytes(12), updates: [], sequence: 2 });
    });

    it("STO-20: a claim that was dropped is nobody's; others stay", async () => {
      const storage = await opened();
      const [plan, other] = [newPlan(), newPlan()];
      await storage.createPlan(plan);
      await storage.createPlan(other);
      await storage.append([claim(plan.planId, 70_000, "ann"), claim(plan.planId, 70_001, "ann")]);
      await storage.append([claim(other.planId, 70_000, "bob")]);
      await storage.dropClaims(plan.planId, [70_000, 99_999]);
      expect((await storage.load(plan.planId))?.claims).toEqual(new Map([[70_001, "ann"]]));
      expect((await storage.load(other.planId))?.claims).toEqual(new Map([[70_000, "bob"]]));
      await storage.append([claim(plan.planId, 70_000, "cid")]);
      expect((await storage.load(plan.planId))?.claims.get(70_000)).toBe("cid");
    });

    it("STO-21: a replaced plan has its new document and epoch, no claims, and goes on from the same number", async () => {
      const storage = await opened();
      const [plan, other] = [newPlan({ title: "Kept" }), newPlan()];
      await storage.createPlan(plan);
      await storage.createPlan(other);
      await storage.append([update(plan.planId, 1), update(plan.planId, 2), claim(plan.planId, 70_000, "ann")]);
      await storage.append([update(other.planId, 7)]);
      await storage.writeCheckpoint(plan.planId, 1, bytes(11));
      await storage.replacePlan({ planId: plan.planId, sequence: 2, epoch: "second", state: bytes(20) });
      const replaced = { epoch: "second", checkpoint: bytes(20), updates: [], sequence: 2, claims: new Map() };
      expect(await storage.load(plan.planId)).toEqual(replaced);
      expect(await storage.findPlan(plan.planId)).toMatchObject({ epoch: "second", title: "Kept", createdAt: 1 });
      expect(await storage.load(other.planId)).toMatchObject({ epoch: other.epoch, updates: [bytes(7)] });
      expect(await storage.append([update(plan.planId, 3)])).toEqual([3]);
      expect(await storage.load(plan.planId)).toMatchObject({ updates: [bytes(3)], sequence: 3 });
    });

    it("STO-21: a plan that was written to meanwhile, or is not there, is not replaced", async () => {
      const storage = await opened();
      const plan = newPlan();
      await storage.createPlan(plan);
      await storage.append([update(plan.planId, 1), update(plan.planId, 2)]);
      const stale = { planId: plan.planId, sequence: 1, epoch: "second", state: bytes(20) };
      await expect(storage.replacePlan(stale)).rejects.toBeInstanceOf(PlanChangedError);
      await expect(storage.replacePlan({ ...stale, planId: newId<PlanId>() })).rejects.toBeInstanceOf(PlanIdError);
      expect(await storage.load(plan.planId)).toMatchObject({ epoch: plan.epoch, updates: [bytes(1), bytes(2)] });
    });
  });
}

export function newPlan(given: Partial<NewPlan> = {}): NewPlan {
  return { planId: newId<PlanId>(), epoch: newId<PlanId>(), title: "Plan", createdAt: 1, state: bytes(0), ...given };
}

export function bytes(content: number): Uint8Array {
  return Uint8Array.of(content, 0xff, 0);
}

export function update(planId: PlanId, content: number): Extract<LogEntry, { kind: "update" }> {
  return { kind: "update", planId, update: bytes(content), at: 1 };
}

export function claim(planId: PlanId, clientId: number, userId: string): LogEntry {
  return { kind: "claim", planId, clientId, userId };
}
