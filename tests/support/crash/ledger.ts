interface Fate {
  /** Somebody else had it on the screen, or its writer was told that it is saved. */
  addedForSure: boolean;
  deletedForSure: boolean;
  /** A deletion was tried; whether it arrived is not known. */
  deletionTried: boolean;
}

export interface Loss {
  readonly token: string;
  /** plan: one that cannot be opened any more. */
  readonly what: "addition" | "deletion" | "plan";
}

/** A promise that there is or is not a token. */
export type Promised = Exclude<Loss["what"], "plan">;

/** What was promised, kept where no kill of the server reaches it. */
export class Ledger {
  readonly #fates = new Map<string, Fate>();
  /** Called at once when somebody sees or is told something: the worst moment for a server to die at. */
  onPromise: (() => void) | null = null;
  /** How many promises there are, by what they rest on. */
  readonly counts = { seen: 0, saved: 0 };

  triedDeletion(token: string): void {
    this.#fate(token).deletionTried = true;
  }

  /** Another client saw it come, or go. */
  seen(token: string, what: Promised): void {
    if (this.#promise(token, what)) this.counts.seen += 1;
  }

  saved(token: string, what: Promised): void {
    if (this.#promise(token, what)) this.counts.saved += 1;
  }

  /** Every promise that a fresh client does not find kept. */
  losses(present: ReadonlySet<string>): readonly Loss[] {
    const losses: Loss[] = [];
    for (const [token, fate] of this.#fates) {
      if (fate.deletedForSure && present.has(token)) losses.push({ token, what: "deletion" });
      if (fate.addedForSure && !fate.deletionTried && !present.has(token)) losses.push({ token, what: "addition" });
    }
    return losses;
  }

  #promise(token: string, what: Promised): boolean {
    const fate = this.#fate(token);
    const key = what === "addition" ? "addedForSure" : "deletedForSure";
    const isNew = !fate[key];
    fate[key] = true;
    if (isNew) this.onPromise?.();
    return isNew;
  }

  #fate(token: string): Fate {
    let fate = this.#fates.get(token);
    if (!fate) {
      fate = { addedForSure: false, deletedForSure: false, deletionTried: false };
      this.#fates.set(token, fate);
    }
    return fate;
  }
}
