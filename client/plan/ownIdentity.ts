import type { PersonId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { ok } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import { personOf } from "#shared/queries/people.ts";

import type { DeviceMemory } from "./deviceMemory.ts";

/** Says on the server which of a plan's people one is. */
export type ClaimPerson = (planId: PlanId, personId: PersonId) => Promise<Result<null, ApiError>>;

interface OwnIdentityOptions {
  readonly planId: PlanId;
  readonly memory: DeviceMemory;
  readonly claim: ClaimPerson;
  /** Whether this person may write under any name: then the server need not have heard of it first. */
  readonly mayWrite: () => boolean;
  /** Resolves once the server knows what was changed here, or there is no connection to tell it over. */
  readonly settled: () => Promise<void>;
  /** Who this is has changed. */
  readonly onChange: () => void;
}

/**
 * Which of the plan's people this person is. The server says it, once they have said it to the server. Whoever may write
 * is taken at their word until it has answered, since they may have no connection for a while.
 */
export class OwnIdentity {
  readonly #options: OwnIdentityOptions;
  /** As the server says it. */
  #known: PersonId | null;
  /** What somebody has said here and the server has not answered. */
  #said: PersonId | null;

  constructor(options: OwnIdentityOptions) {
    const { memory, planId } = options;
    this.#options = options;
    this.#known = memory.membership(planId)?.personId ?? null;
    this.#said = memory.saidPersonId(planId);
  }

  /** Null until it has been said. Merges are not followed. */
  get personId(): PersonId | null {
    return this.#options.mayWrite() ? (this.#said ?? this.#known) : this.#known;
  }

  /** This person, if those records have them, with merges followed. */
  personIn(records: PlanRecords): PersonId | null {
    const { personId } = this;
    return personId === null ? null : (personOf(records, personId)?.id ?? null);
  }

  /** The server has greeted this connection, or says that something has changed. */
  hear(personId: PersonId | null): void {
    this.#known = personId;
    if (this.#said === personId) this.#said = null;
    this.#options.onChange();
  }

  /** Says again what was said here without a connection. */
  async connected(): Promise<void> {
    if (this.#said !== null) await this.say(this.#said);
  }

  /** Another window of this browser has said who this is. */
  follow(personId: PersonId): void {
    if (this.#known === personId) return;
    this.#said = personId;
    this.#options.onChange();
  }

  async say(personId: PersonId): Promise<Result<null, ApiError>> {
    const { planId, memory, claim, mayWrite, settled, onChange } = this.#options;
    this.#said = personId;
    if (mayWrite()) memory.keepSaidPersonId(planId, personId);
    onChange();
    // They may have added themselves a moment ago.
    await settled();
    const claimed = await claim(planId, personId);
    if (this.#said !== personId) return claimed;
    if (!claimed.ok && claimed.error.code === "unreachable" && mayWrite()) return ok(null);
    if (claimed.ok) this.#known = personId;
    this.#said = null;
    memory.keepSaidPersonId(planId, null);
    onChange();
    return claimed;
  }
}
