import { onTestFinished, vi } from "vitest";

/** On a slow device: the first store with that in its name which is opened from now on does not open before it is released. */
export function holdStore(named: string): { release(): void } {
  const open = indexedDB.open.bind(indexedDB);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let held = false;
  const opening = vi.spyOn(indexedDB, "open").mockImplementation((name, version) => {
    if (held || !name.includes(named)) return open(name, version);
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
