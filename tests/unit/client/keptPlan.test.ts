import { expect, it } from "vitest";

import { DeviceMemory } from "#client/plan/deviceMemory.ts";
import { KeptPlan } from "#client/plan/keptPlan.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { Browser } from "#tests/support/clientWindow.ts";

it("PRO-57: two windows in which a plan is opened for the first time keep it in one store", () => {
  const browser = new Browser();
  const planId = newId<PlanId>();
  const open = (): KeptPlan => new KeptPlan(new DeviceMemory(browser), planId);
  const [first, second] = [open(), open()];
  first.begin("epoch");
  second.begin("epoch");
  expect(second.storeName).toBe(first.storeName);
  expect(open().storeName).toBe(first.storeName);
});

it("PRO-57: a window that drops its document begins a store of its own, also in the same incarnation", () => {
  const kept = new KeptPlan(new DeviceMemory(new Browser()), newId<PlanId>());
  kept.begin("epoch");
  const former = kept.storeName;
  kept.renew("epoch");
  expect(kept.storeName).not.toBe(former);
});
