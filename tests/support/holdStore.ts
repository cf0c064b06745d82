import { onTestFinished, vi } from "vitest";

import type { PlanId } from "#shared/model/id.ts";

/** On a slow device: the first store of that plan which is opened from now on does not open before it is released. */
export function holdStore(planId: PlanId): { release(): void } {
  const open = indexedDB.open.bind(indexedDB);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let held = false;
  const opening = vi.spyOn(indexedDB, "open").mockImplementation((name, version) => {
    if (held || !name.includes(planId)) return open(name, version);
    held = true;
    const request = open(name, version);
    let onSuccess: IDBOpenDBRequest["onsuccess"] = null;
    Object.defineProperty(request, "onsuccess", {
      get: () => (event: Event) => void released.then(() => onSuccess?.call(request, event)),
      set: (listener: IDBOpenDBRequest["onsuccess"]) => {
        onSuccess = listener;
      },
    });
    return request;
  });
  onTestFinished(() => opening.mockRestore());
  return { release };
}
