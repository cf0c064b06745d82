import type { PlanStorage } from "#server/storage/planStorage.ts";

/** The same storage with some of its methods replaced. */
export function storageWith(storage: PlanStorage, replaced: Partial<PlanStorage>): PlanStorage {
  return new Proxy(storage, {
    get: (target, key): unknown => {
      const value: unknown = Reflect.get(Object.hasOwn(replaced, key) ? replaced : target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** A storage whose appends wait while it is held. */
export function heldStorage(storage: PlanStorage): {
  readonly storage: PlanStorage;
  readonly hold: () => void;
  readonly release: () => void;
} {
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  return {
    storage: storageWith(storage, {
      append: async (entries) => {
        await gate.promise;
        return storage.append(entries);
      },
    }),
    hold: () => {
      gate = Promise.withResolvers<void>();
    },
    release: () => gate.resolve(),
  };
}
