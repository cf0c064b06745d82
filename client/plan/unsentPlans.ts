import { commandNamed } from "#shared/commands/commandNamed.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { idsUnder } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";

import { DeviceMemory } from "./deviceMemory.ts";
import type { SmallStorage } from "./deviceMemory.ts";
import { KeptPlan } from "./keptPlan.ts";
import { LocalStore } from "./localStore.ts";
import { makeRecoveryCopy } from "./makeRecoveryCopy.ts";
import { planIdsAmong } from "./plansOnDevice.ts";
import { RecoveryCopies } from "./recoveryCopies.ts";
import type { RecoveryCopy } from "./recoveryCopies.ts";

/** Which of somebody's plans have something on this device that was never reported saved, by the names they keep. */
export function plansWithUnsent(storage: SmallStorage, names: readonly string[]): readonly PlanId[] {
  const memory = new DeviceMemory(storage);
  const isUnsent = (planId: PlanId): boolean =>
    memory.plan(planId)?.unsaved === true || memory.askedCommands(planId).length > 0;
  return planIdsAmong(names).filter(isUnsent);
}

/** What somebody has on this device that the server may not have: plans with unsent changes as they are, and copies. */
export async function unsentCopies(storage: SmallStorage, names: readonly string[]): Promise<readonly RecoveryCopy[]> {
  const memory = new DeviceMemory(storage);
  const unsent = new Set(plansWithUnsent(storage, names));
  const found = await Promise.all(
    planIdsAmong(names).map(async (planId) => [
      ...(unsent.has(planId) ? [await copyOf(memory, planId)] : []),
      ...(await formerCopies(memory, planId)),
    ]),
  );
  return found.flat().filter((copy) => copy !== null);
}

/** Null if nothing of it is there. */
async function copyOf(memory: DeviceMemory, planId: PlanId): Promise<RecoveryCopy | null> {
  const { storeName } = new KeptPlan(memory, planId);
  if (storeName === null) return null;
  const document = planDocument(newYDoc());
  const store = new LocalStore(storeName, document.doc, () => undefined);
  const patience = new Promise((resolve) => setTimeout(resolve, LOAD_PATIENCE));
  await Promise.race([store.whenLoaded(), patience]);
  const actor = { role: "editor", personId: null, ...memory.membership(planId) } as const;
  // What was asked of the server and never answered belongs to it as well.
  for (const { key, name, input, at } of memory.askedCommands(planId)) {
    const { records } = readPlan(document);
    commandNamed(name)?.run(input, { document, records, actor, now: at, ids: idsUnder(key) });
  }
  const copy = document.roots.plan.size === 0 ? null : makeRecoveryCopy(planId, document, "forbidden", Date.now());
  await store.close();
  document.doc.destroy();
  return copy;
}

/** Milliseconds to wait for what lies on the device. */
const LOAD_PATIENCE = 2_000;

async function formerCopies(memory: DeviceMemory, planId: PlanId): Promise<readonly RecoveryCopy[]> {
  const copies = new RecoveryCopies(memory, planId, () => undefined);
  const found = await copies.list();
  await copies.close();
  return found;
}
