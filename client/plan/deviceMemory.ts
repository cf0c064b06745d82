import { newId, parseId } from "#shared/model/id.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import { parseRole } from "#shared/model/actor.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { parseInstant } from "#shared/model/stamp.ts";
import type { Hello } from "#shared/protocol/messages.ts";

import { parseAskedCommands } from "./askedCommand.ts";
import type { AskedCommand } from "./askedCommand.ts";
import { keptPlanName } from "./keptPlanName.ts";

/** What the server says somebody is in a plan. */
export type Membership = Pick<Hello, "role" | "given" | "archivedAt" | "personId">;

/** The few facts about a plan that must be known before anything else is opened. */
export interface RememberedPlan {
  /** The incarnation of the document that is kept on this device. */
  readonly epoch: string;
  /** Which local store holds it; a new one each time the document is dropped. */
  readonly store: string;
  /** Whether something in it had not been reported saved. */
  readonly unsaved: boolean;
  /** Whether all of that lies in a recovery copy as well. */
  readonly copied: boolean;
}

export type SmallStorage = Pick<Storage, "getItem" | "setItem">;

/** What this browser remembers beside the documents. Without a storage that works it remembers until the page closes. */
export class DeviceMemory {
  readonly #storage: SmallStorage;
  /** Tells this browser's stores and channels from those of another that shares the machine. */
  readonly deviceId: string;
  /** Whether plans are kept on this device at all. */
  readonly keeps: boolean;

  constructor(storage: SmallStorage | undefined = browserStorage(), keeps = true) {
    this.#storage = (keeps ? storage : undefined) ?? new ForgetfulStorage();
    this.keeps = keeps;
    const known = parseId(this.#read("waymark.device"));
    this.deviceId = known ?? newId();
    if (!known) this.#write("waymark.device", this.deviceId);
  }

  plan(planId: PlanId): RememberedPlan | null {
    return parseRememberedPlan(parseJson(this.#read(keptPlanName(planId))));
  }

  rememberPlan(planId: PlanId, plan: RememberedPlan): void {
    this.#write(keptPlanName(planId), JSON.stringify(plan));
  }

  /** What a plan was called when it was open here last; null if that is not known. */
  title(planId: PlanId): string | null {
    return this.#read(`waymark.title.${planId}`) || null;
  }

  /** @param title empty: the plan is not theirs any more */
  rememberTitle(planId: PlanId, title: string): void {
    this.#write(`waymark.title.${planId}`, title);
  }

  /** Who somebody said here that they are, before people signed in; it may have been anybody. */
  formerPersonId(planId: PlanId): PersonId | null {
    return parseId<PersonId>(this.#read(`waymark.you.${planId}`)) ?? null;
  }

  /** Who somebody said here that they are, as long as the server has not answered. */
  saidPersonId(planId: PlanId): PersonId | null {
    return parseId<PersonId>(this.#read(`waymark.said.${planId}`)) ?? null;
  }

  keepSaidPersonId(planId: PlanId, personId: PersonId | null): void {
    this.#write(`waymark.said.${planId}`, personId ?? "");
  }

  /** What the server has said last about this member; null if it never has. */
  membership(planId: PlanId): Membership | null {
    return parseMembership(parseJson(this.#read(`waymark.member.${planId}`)));
  }

  rememberMembership(planId: PlanId, membership: Membership): void {
    this.#write(`waymark.member.${planId}`, JSON.stringify(membership));
  }

  /** What was asked of the server and not answered, oldest first. */
  askedCommands(planId: PlanId): readonly AskedCommand[] {
    return parseAskedCommands(parseJson(this.#read(`waymark.asked.${planId}`)));
  }

  /** False if this device does not keep it. */
  keepAsked(planId: PlanId, asked: AskedCommand): boolean {
    return this.#writeAsked(planId, [...this.askedCommands(planId), asked]);
  }

  dropAsked(planId: PlanId, keys: readonly string[]): void {
    const asked = this.askedCommands(planId);
    const left = asked.filter(({ key }) => !keys.includes(key));
    if (left.length < asked.length) this.#writeAsked(planId, left);
  }

  #writeAsked(planId: PlanId, commands: readonly AskedCommand[]): boolean {
    return this.#write(`waymark.asked.${planId}`, JSON.stringify(commands));
  }

  #read(key: string): string | null {
    try {
      return this.#storage.getItem(key);
    } catch {
      return null;
    }
  }

  #write(key: string, value: string): boolean {
    try {
      this.#storage.setItem(key, value);
      return this.keeps;
    } catch {
      // A full or forbidden storage: the plan is fetched whole next time, nothing is lost.
      return false;
    }
  }
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parseRememberedPlan(value: unknown): RememberedPlan | null {
  if (!isPlainObject(value)) return null;
  const { epoch, store, unsaved, copied } = value;
  if (typeof epoch !== "string" || typeof store !== "string") return null;
  return { epoch, store, unsaved: unsaved === true, copied: copied === true };
}

function parseMembership(value: unknown): Membership | null {
  if (!isPlainObject(value)) return null;
  const role = parseRole(value["role"]);
  const given = parseRole(value["given"]);
  if (!role || !given) return null;
  const personId = parseId<PersonId>(value["personId"]) ?? null;
  return { role, given, archivedAt: parseInstant(value["archivedAt"]) ?? null, personId };
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
