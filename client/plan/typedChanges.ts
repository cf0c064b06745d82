import type * as Y from "yjs";

import { bothEdits, canTakeBack, editOf, NO_EDIT } from "#shared/document/textEdit.ts";
import type { TextEdit } from "#shared/document/textEdit.ts";

/** What somebody's typing has made of a text while they were in its field; `edit` is theirs alone. */
export interface TypedChange {
  readonly before: string;
  readonly after: string;
  readonly edit: TextEdit;
}

/** What was typed in a field since it was last asked: one change, also where others wrote in between. */
export class TypedChanges {
  readonly #text: Y.Text;
  /** How the text was last seen. */
  #seen: string;
  #change: TypedChange | null = null;

  constructor(text: Y.Text) {
    this.#text = text;
    this.#seen = text.toString();
  }

  /** The text has changed; `own`: by what was typed, or taken back, in this field. */
  note(event: Y.YTextEvent, own: boolean): void {
    const after = this.#text.toString();
    if (own) {
      const { before, edit } = this.#change ?? { before: this.#seen, edit: NO_EDIT };
      this.#change = { before, after, edit: bothEdits(edit, editOf(this.#text, event)) };
    }
    this.#seen = after;
  }

  /** Null where there is nothing that could be taken back. */
  take(): TypedChange | null {
    const change = this.#change;
    this.#change = null;
    return change && change.before !== change.after && canTakeBack(this.#text, change.edit) ? change : null;
  }
}
