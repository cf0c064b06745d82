import { newId, parseId } from "#shared/model/id.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";

/** The few facts about a plan that must be known before anything else is opened. */
export interface RememberedPlan {
  /** The incarnation of the document that is kept on this device. */
  readonly epoch: string;
  /** Which local store holds it; a new one each time the document is dropped. */
  readonly store: string;
  /** Whether something in it had not been reported saved. */
  readonly unsaved: boolean;
}

export type SmallStorage = Pick<Storage, "getItem" | "setItem">;

/** What this browser remembers beside the documents. Without a storage that works it remembers until the page closes. */
export class DeviceMemory {
  readonly #storage: SmallStorage;
  /** Tells this browser's stores and channels from those of another that shares the machine. */
  readonly deviceId: string;

  constructor(storage: SmallStorage | undefined = browserStorage()) {
    this.#storage = storage ?? new ForgetfulStorage();
    const known = parseId<PersonId>(this.#read("waymark.device"));
    this.deviceId = known ?? newId();
    if (!known) this.#write("waymark.device", this.deviceId);
  }

  plan(planId: PlanId): RememberedPlan | null {
    return parseRememberedPlan(this.#read(`waymark.plan.${planId}`));
  }

  rememberPlan(planId: PlanId, plan: RememberedPlan): void {
    this.#write(`waymark.plan.${planId}`, JSON.stringify(plan));
  }

  personId(planId: PlanId): PersonId | null {
    return parseId<PersonId>(this.#read(`waymark.you.${planId}`)) ?? null;
  }

  rememberPersonId(planId: PlanId, personId: PersonId): void {
    this.#write(`waymark.you.${planId}`, personId);
  }

  #read(key: string): string | null {
    try {
      return this.#storage.getItem(key);
    } catch {
      return null;
    }
  }

  #write(key: string, value: string): void {
    try {
      this.#storage.setItem(key, value);
    } catch {
      // A full or forbidden storage: the plan is fetched whole next time, nothing is lost.
    }
  }
}

function parseRememberedPlan(text: string | null): RememberedPlan | null {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "");
  } catch {
    return null;
  }
  if (!isPlainObject(value)) return null;
  const { epoch, store, unsaved } = value;
  return typeof epoch === "string" && typeof store === "string" ? { epoch, store, unsaved: unsaved === true } : null;
}

function browserStorage(): SmallStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    // Reading the property throws where storage is forbidden.
    return undefined;
  }
}

class ForgetfulStorage implements SmallStorage {
  readonly #entries = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#entries.set(key, value);
  }
}
