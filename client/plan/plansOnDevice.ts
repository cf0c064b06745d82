import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";

import { DeviceMemory } from "./deviceMemory.ts";
import type { SmallStorage } from "./deviceMemory.ts";

/** A plan that opens here without a network. */
export interface PlanOnDevice {
  readonly id: PlanId;
  /** What it was called when it was open here last. */
  readonly title: string;
}

/** The plans that somebody keeps on this device, by title, from the names under which they keep things. */
export function plansOnDevice(storage: SmallStorage, names: readonly string[]): readonly PlanOnDevice[] {
  const memory = new DeviceMemory(storage);
  return planIdsAmong(names)
    .flatMap((id) => {
      const title = memory.title(id);
      return title === null ? [] : [{ id, title }];
    })
    .toSorted((a, b) => a.title.localeCompare(b.title));
}

/** The server has listed somebody's plans: any other that is kept here is not theirs any more, and is not named again. */
export function nameOnly(storage: SmallStorage, names: readonly string[], theirs: readonly PlanId[]): void {
  const memory = new DeviceMemory(storage);
  for (const { id } of plansOnDevice(storage, names)) if (!theirs.includes(id)) memory.rememberTitle(id, "");
}

const PLAN = /^waymark\.plan\.(.+)$/u;

/** The plans of which something is kept under one of these names. */
export function planIdsAmong(names: readonly string[]): readonly PlanId[] {
  return names.map((name) => parseId<PlanId>(PLAN.exec(name)?.[1])).filter((planId) => planId !== undefined);
}
