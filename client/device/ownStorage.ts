import { parseId } from "#shared/model/id.ts";
import type { UserId } from "#shared/model/id.ts";

/** Where small things are kept under names. As `Storage`, it may throw. */
export type NamedStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const KEEP = "waymark.keep";

/** Whether this device keeps copies of plans, as somebody has said at signing in; null as long as nobody was asked. */
export function keepingSaid(): boolean | null {
  try {
    const said = localStorage.getItem(KEEP);
    return said === null ? null : said !== "no";
  } catch {
    // A browser that forbids storing has said no for them.
    return false;
  }
}

/** Who has not been asked yet has not said no: a plan that cannot be opened without a network is the greater surprise. */
export function keepsCopies(): boolean {
  return keepingSaid() ?? true;
}

/** @param keeps null: as if nobody had been asked */
export function sayKeeping(keeps: boolean | null): void {
  try {
    if (keeps === null) localStorage.removeItem(KEEP);
    else localStorage.setItem(KEEP, keeps ? "yes" : "no");
  } catch {
    // Then nothing is kept, whatever is said.
  }
}

let owner: UserId | null = null;

/** Whose things are kept from now on. Null: nobody's. */
export function setOwner(userId: UserId | null): void {
  owner = userId;
}

/**
 * What whoever is signed in keeps on this device, out of everybody else's sight: what is half typed, how far they are,
 * and what must be known of a plan before it is opened. Where nothing is to be kept it ends with the window.
 */
export function ownStorage(): NamedStorage {
  return owner !== null && keepsCopies() ? storageOf(owner) : ownWindowStorage();
}

/** As ownStorage, for what ends with this window in any case. */
export function ownWindowStorage(): NamedStorage {
  return new Apart(() => sessionStorage, owner === null ? "waymark/" : prefixOf(owner));
}

/** What a person keeps on this device, whoever is signed in now. */
export function storageOf(userId: UserId): NamedStorage {
  return new Apart(() => localStorage, prefixOf(userId));
}

/** Everything that people keep on this device: whose it is, and under which name. */
export function keptNames(): readonly { readonly userId: UserId; readonly name: string }[] {
  try {
    return Object.keys(localStorage).flatMap((key) => {
      const [, id, name] = KEPT.exec(key) ?? [];
      const userId = parseId<UserId>(id);
      return userId === undefined || name === undefined ? [] : [{ userId, name }];
    });
  } catch {
    return [];
  }
}

/** The names under which one person keeps things on this device. */
export function keptNamesOf(userId: UserId): readonly string[] {
  return keptNames().flatMap((kept) => (kept.userId === userId ? [kept.name] : []));
}

const KEPT = /^waymark\/([^/]+)\/(.+)$/u;

function prefixOf(userId: UserId): string {
  return `waymark/${userId}/`;
}

/** A storage in which every name begins alike. The browser's own is asked for each time, because that may throw. */
class Apart implements NamedStorage {
  readonly #storage: () => Storage;
  readonly #prefix: string;

  constructor(storage: () => Storage, prefix: string) {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  getItem(name: string): string | null {
    return this.#storage().getItem(this.#prefix + name);
  }

  setItem(name: string, value: string): void {
    this.#storage().setItem(this.#prefix + name, value);
  }

  removeItem(name: string): void {
    this.#storage().removeItem(this.#prefix + name);
  }
}
