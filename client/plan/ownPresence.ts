import type { Awareness } from "y-protocols/awareness";

import type { ObjectiveId, PersonId } from "#shared/model/id.ts";

interface OwnPresenceOptions {
  /** Of the replica in use. */
  readonly awareness: () => Awareness;
  readonly personId: () => PersonId | null;
}

/** What the others are told about this window: who sits at it, at which card, and whether anybody does. */
export class OwnPresence {
  readonly #options: OwnPresenceOptions;
  #focus: ObjectiveId | null = null;
  #idle = false;

  constructor(options: OwnPresenceOptions) {
    this.#options = options;
  }

  setFocus(objectiveId: ObjectiveId | null): void {
    if (objectiveId === this.#focus) return;
    this.#focus = objectiveId;
    this.announce();
  }

  setIdle(idle: boolean): void {
    this.#idle = idle;
    this.announce();
  }

  /** Says all of it anew. Each time it counts as newer than what was said before. */
  announce(): void {
    const { awareness, personId } = this.#options;
    const focus = this.#focus === null ? null : { objectiveId: this.#focus };
    awareness().setLocalState({ personId: personId(), focus, idle: this.#idle });
  }
}
