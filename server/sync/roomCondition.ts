import type { Condition } from "#shared/protocol/messages.ts";

export interface RoomConditionOptions {
  /** Brings the plan to the present layout and repairs it. */
  readonly keepUp: () => void;
  readonly addClaim: (clientId: number, userId: string) => void;
}

/**
 * Whether what is written to a plan can be kept, and what waits until it can: upkeep, and claims, under which nothing is
 * applied before.
 */
export class RoomCondition {
  readonly #options: RoomConditionOptions;
  #condition: Condition;
  #upkeepIsDue = true;
  #heldClaims: (readonly [clientId: number, userId: string])[] = [];

  constructor(condition: Condition, options: RoomConditionOptions) {
    this.#condition = condition;
    this.#options = options;
  }

  get present(): Condition {
    return this.#condition;
  }

  get isWritable(): boolean {
    return this.#condition.kind === "writable";
  }

  /** Whether that is news. A damaged plan stays so until it is loaded anew. */
  setWritable(writable: boolean): boolean {
    const kind = writable ? "writable" : "diskRefuses";
    if (this.#condition.kind === "damaged" || this.#condition.kind === kind) return false;
    this.#condition = { kind };
    if (!writable) return true;
    for (const [clientId, userId] of this.#heldClaims.splice(0)) this.#options.addClaim(clientId, userId);
    this.keepUp();
    return true;
  }

  /** Once, as soon as what it writes can be kept. */
  keepUp(): void {
    if (!this.isWritable || !this.#upkeepIsDue) return;
    this.#upkeepIsDue = false;
    this.#options.keepUp();
  }

  addClaim(clientId: number, userId: string): void {
    if (this.isWritable) this.#options.addClaim(clientId, userId);
    else this.#heldClaims.push([clientId, userId]);
  }
}
