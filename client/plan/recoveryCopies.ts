import * as idb from "lib0/indexeddb";

import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { parseInstant } from "#shared/model/stamp.ts";

import type { DeviceMemory } from "./deviceMemory.ts";

const REASONS = ["refused", "restored", "forbidden"] as const;

/** A plan as it was on this device when it could not be sent, to look things up in or to make a plan of. */
export interface RecoveryCopy {
  readonly id: string;
  readonly planId: PlanId;
  /** When it was made: milliseconds since 1970. */
  readonly at: number;
  /** refused: the server refused a change. restored: the plan on the server was replaced. forbidden: rights changed. */
  readonly reason: (typeof REASONS)[number];
  readonly planTitle: string;
  /** The whole local document as a Yjs update; recoveryFile.ts makes a plan file of it. */
  readonly update: Uint8Array;
}

/** Of each plan only so many are kept, the newest. */
const MOST_COPIES = 5;
const STORE = "recoveryCopies";
const NOT_KEPT = Promise.resolve(null);

/** The recovery copies of one plan on this device. Where it keeps nothing they last until the page closes. */
export class RecoveryCopies {
  readonly #db: Promise<IDBDatabase | null>;
  readonly #planId: PlanId;
  readonly #onCount: (count: number) => void;
  /** Copies that the device did not take. */
  #unkept: readonly RecoveryCopy[] = [];

  /** @param onCount told how many there are, at first and whenever that changes */
  constructor(
    { deviceId, keeps }: Pick<DeviceMemory, "deviceId" | "keeps">,
    planId: PlanId,
    onCount: (count: number) => void,
  ) {
    this.#planId = planId;
    this.#onCount = onCount;
    const createStore = (db: IDBDatabase): void => idb.createStores(db, [[STORE, { keyPath: "id" }]]);
    this.#db = keeps ? idb.openDB(`waymark/${deviceId}/recovery`, createStore).catch(() => null) : NOT_KEPT;
    void this.#count();
  }

  /** Whether this device keeps anything at all. */
  async works(): Promise<boolean> {
    return (await this.#db) !== null;
  }

  /** False if the device did not take it, so that it lasts until the page closes. */
  async keep(copy: RecoveryCopy): Promise<boolean> {
    const kept = await this.#use("readwrite", async (store) => {
      store.put(copy);
      await completed(store.transaction);
      return true;
    });
    if (kept !== true) this.#unkept = [copy, ...this.#unkept];
    for (const old of (await this.list()).slice(MOST_COPIES)) await this.#delete(old.id);
    await this.#count();
    return kept === true;
  }

  /** Newest first. */
  async list(): Promise<readonly RecoveryCopy[]> {
    const stored: readonly unknown[] = (await this.#use("readonly", (store) => idb.getAll(store))) ?? [];
    const copies = stored.map(parseRecoveryCopy).filter((copy) => copy?.planId === this.#planId);
    return [...this.#unkept, ...copies.filter((copy) => copy !== undefined)].sort((a, b) => b.at - a.at);
  }

  async remove(id: string): Promise<void> {
    await this.#delete(id);
    await this.#count();
  }

  async close(): Promise<void> {
    (await this.#db)?.close();
  }

  async #delete(id: string): Promise<void> {
    this.#unkept = this.#unkept.filter((copy) => copy.id !== id);
    await this.#use("readwrite", (store) => idb.del(store, id));
  }

  async #count(): Promise<void> {
    this.#onCount((await this.list()).length);
  }

  async #use<T>(access: "readonly" | "readwrite", action: (store: IDBObjectStore) => Promise<T>): Promise<T | null> {
    const db = await this.#db;
    if (!db) return null;
    try {
      const [store] = idb.transact(db, [STORE], access);
      return store ? await action(store) : null;
    } catch {
      return null;
    }
  }
}

/** A request succeeds before its transaction is on disk; only this tells that it is. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () =>
      reject(transaction.error ?? new Error("The copy could not be written.")),
    );
  });
}

function parseRecoveryCopy(value: unknown): RecoveryCopy | undefined {
  if (!isPlainObject(value)) return undefined;
  const { id, planTitle, update } = value;
  const planId = parseId<PlanId>(value["planId"]);
  const at = parseInstant(value["at"]);
  const reason = REASONS.find((known) => known === value["reason"]);
  if (typeof id !== "string" || planId === undefined || at === undefined || reason === undefined) return undefined;
  if (typeof planTitle !== "string" || !(update instanceof Uint8Array)) return undefined;
  return { id, planId, at, reason, planTitle, update };
}
