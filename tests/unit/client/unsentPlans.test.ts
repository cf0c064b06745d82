import "fake-indexeddb/auto";

import { expect, it } from "vitest";

import { DeviceMemory } from "#client/plan/deviceMemory.ts";
import { KeptPlan } from "#client/plan/keptPlan.ts";
import { LocalStore } from "#client/plan/localStore.ts";
import { recoveryFile } from "#client/plan/recoveryFile.ts";
import { plansWithUnsent, unsentCopies } from "#client/plan/unsentPlans.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { newId } from "#shared/model/id.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import { Browser } from "#tests/support/clientWindow.ts";
import { NOON } from "#tests/support/factories.ts";

it("SCR-408: what is offered before signing out is each plan that was not saved, with what was asked and never answered", async () => {
  const browser = new Browser();
  const memory = new DeviceMemory(browser);
  const keep = async (unsaved: boolean): Promise<PlanId> => {
    const planId = newId<PlanId>();
    const kept = new KeptPlan(memory, planId);
    kept.begin("epoch");
    kept.setUnsaved(unsaved);
    const document = planDocument(newYDoc());
    migratePlan(document, NOON);
    const store = new LocalStore(kept.storeName!, document.doc, () => undefined);
    await store.whenLoaded();
    await store.close();
    return planId;
  };
  const plans = [await keep(false), await keep(true), await keep(false)] as const;
  memory.keepAsked(plans[2], { key: newId<PersonId>(), name: "addPerson", input: { name: "Sam Okoro" }, at: NOON });
  const names = [...plans.map((planId) => `waymark.plan.${planId}`), "waymark.device", "waymark.plan.a/b"];

  expect(plansWithUnsent(browser, names)).toEqual([plans[1], plans[2]]);
  const copies = await unsentCopies(browser, names);
  expect(copies.map(({ planId }) => planId)).toEqual([plans[1], plans[2]]);
  const files = await Promise.all(copies.map(async (copy) => (await recoveryFile(copy)).content.text()));
  expect(files.map((file) => file.includes("Sam Okoro"))).toEqual([false, true]);
});
