/** What somebody's typing has made of a text, in one go. */
export interface TypedChange {
  readonly before: string;
  readonly after: string;
}

/**
 * What was typed in a field since it was last asked: one change, or, where others wrote in between, one for each time, so
 * that what they wrote is in none of them.
 */
export class TypedChanges {
  #text: string;
  #changes: readonly TypedChange[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** The text has become another one; `own`: by what was typed, or taken back, in this field. */
  note(text: string, own: boolean): void {
    if (own) {
      const last = this.#changes.at(-1);
      const goesOn = last?.after === this.#text;
      const before = goesOn ? last.before : this.#text;
      this.#changes = [...(goesOn ? this.#changes.slice(0, -1) : this.#changes), { before, after: text }];
    }
    this.#text = text;
  }

  take(): readonly TypedChange[] {
    const changes = this.#changes.filter(({ before, after }) => before !== after);
    this.#changes = [];
    return changes;
  }
}
