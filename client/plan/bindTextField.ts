import * as Y from "yjs";

import { isUndoOrRedo } from "#shared/document/origin.ts";
import { cutText } from "#shared/model/cutText.ts";

import { diffText, moveIndex, moveRange } from "./textChange.ts";
import type { TextChange, TextRange } from "./textChange.ts";
import { TypedChanges } from "./typedChanges.ts";
import type { TypedChange } from "./typedChanges.ts";

export interface TextFieldOptions {
  /** In UTF-16 code units, as the limits of the model count. */
  readonly maxLength: number;
  /** Line breaks become spaces. */
  readonly singleLine: boolean;
  /** Told what was typed once the field is left. */
  readonly onTyped?: (change: TypedChange) => void;
}

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/**
 * Binds a field to a shared text until the function it returns is called. The field must not be controlled by React.
 * Ctrl+Z in it takes back what was typed here, and only that.
 */
export function bindTextField(field: TextField, text: Y.Text, options: TextFieldOptions): () => void {
  const binding = new TextFieldBinding(field, text, options);
  return () => binding.destroy();
}

class TextFieldBinding {
  readonly #field: TextField;
  readonly #text: Y.Text;
  readonly #options: TextFieldOptions;
  readonly #undo: Y.UndoManager;
  readonly #typed: TypedChanges;
  readonly #listening = new AbortController();
  /** What the field was last made to show: the text, at the same length, with line breaks as the field has them. */
  #shown = "";
  #composing = false;
  /** What others did to the text while somebody composes here, oldest first. */
  #waiting: TextChange[] = [];

  constructor(field: TextField, text: Y.Text, options: TextFieldOptions) {
    this.#field = field;
    this.#text = text;
    this.#options = options;
    this.#undo = new Y.UndoManager(text, { trackedOrigins: new Set([this]) });
    this.#typed = new TypedChanges(text);
    this.#show((index) => index);
    text.observe(this.#onText);
    const { signal } = this.#listening;
    field.addEventListener("input", () => this.#onInput(), { signal });
    field.addEventListener("compositionstart", () => this.#onCompositionStart(), { signal });
    field.addEventListener("compositionend", () => this.#onCompositionEnd(), { signal });
    field.addEventListener("blur", () => this.#onBlur(), { signal });
    field.addEventListener("beforeinput", (event: Event) => this.#onBeforeInput(event), { signal });
    field.addEventListener("keydown", (event: Event) => this.#onKeyDown(event), { signal });
  }

  destroy(): void {
    this.#onCompositionEnd();
    this.#listening.abort();
    this.#text.unobserve(this.#onText);
    this.#undo.destroy();
    this.#tellTyped();
  }

  #onInput(): void {
    if (!this.#composing) this.#takeOver();
  }

  #onCompositionStart(): void {
    this.#composing = true;
  }

  #onCompositionEnd(): void {
    if (!this.#composing) return;
    this.#composing = false;
    this.#takeOver();
  }

  #onBlur(): void {
    // Leaving a field ends a composition, in some browsers without another word.
    this.#onCompositionEnd();
    this.#undo.stopCapturing();
    this.#tellTyped();
  }

  #tellTyped(): void {
    const change = this.#typed.take();
    if (change) this.#options.onTyped?.(change);
  }

  /** The browser's own undo would put back what others have changed since. */
  #onBeforeInput(event: Event): void {
    if (!(event instanceof InputEvent) || !event.inputType.startsWith("history")) return;
    event.preventDefault();
    this.#takeBack(event.inputType === "historyUndo" ? "undo" : "redo");
  }

  /** In a field these keys are the text's; elsewhere they are the plan's. */
  #onKeyDown(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.isComposing) return;
    const way = undoKey(event);
    if (way === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#takeBack(way);
  }

  #takeBack(way: "undo" | "redo"): void {
    if (this.#field.readOnly) return;
    if (way === "undo") this.#undo.undo();
    else this.#undo.redo();
  }

  /** Writes what was typed into the shared text and shows that, with what has waited. */
  #takeOver(): void {
    const typed = diffText(this.#shown, this.#field.value, this.#field.selectionEnd ?? this.#field.value.length);
    const waiting = this.#waiting;
    this.#waiting = [];
    if (typed) this.#show(this.#write(typed, waiting));
    else if (waiting.length > 0) this.#show((index) => waiting.reduce(moveIndex, index));
  }

  /**
   * @param typed what was typed, into the text as it was shown
   * @param waiting what others have done to it since
   * @returns where an index of the field is in the text afterwards
   */
  #write(typed: TextChange, waiting: readonly TextChange[]): (index: number) => number {
    const { start, end } = { start: typed.at, end: typed.at + typed.removed };
    // Only what was there when it was replaced goes, not what others have put in its middle since.
    const gone = waiting.reduce<readonly TextRange[]>(
      (ranges, change) => ranges.flatMap((range) => moveRange(range, change)),
      start < end ? [{ start, end }] : [],
    );
    const at = waiting.reduce(moveIndex, typed.at);
    const room = this.#options.maxLength - this.#text.length + lengthOf(gone);
    const inserted = cutText(this.#asTyped(typed.inserted), room);
    this.#text.doc?.transact(() => {
      for (const range of gone.toReversed()) this.#text.delete(range.start, range.end - range.start);
      if (inserted !== "") this.#text.insert(at, inserted);
    }, this);
    return (index) => {
      if (index < typed.at) return waiting.reduce(moveIndex, index);
      const into = index - typed.at;
      if (into <= typed.inserted.length) return at + Math.min(into, inserted.length);
      const behind = waiting.reduce(moveIndex, index - typed.inserted.length + typed.removed);
      return behind - lengthOf(gone.map((range) => upTo(range, behind))) + inserted.length;
    };
  }

  readonly #onText = (event: Y.YTextEvent, { origin }: Y.Transaction): void => {
    this.#typed.note(event, origin === this || origin === this.#undo);
    // What was typed here before has been taken back, or done again, as a whole: no part of it is the field's any more.
    if (isUndoOrRedo(origin)) this.#undo.clear();
    if (origin === this) return;
    const changes = changesOf(event);
    if (this.#composing) {
      this.#waiting.push(...changes);
      return;
    }
    const last = changes.at(-1);
    if (origin === this.#undo && last) this.#show(() => last.at + last.inserted.length);
    else this.#show((index) => changes.reduce(moveIndex, index));
  };

  /** Makes the field show the text. `move` says where each end of the selection goes. */
  #show(move: (index: number) => number): void {
    const field = this.#field;
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = field;
    this.#shown = this.#asShown(this.#text.toString());
    if (field.value === this.#shown) return;
    field.value = this.#shown;
    if (field.ownerDocument.activeElement !== field) return;
    field.setSelectionRange(move(selectionStart ?? 0), move(selectionEnd ?? 0), selectionDirection ?? "none");
    field.scrollTop = scrollTop;
  }

  /** A field has no carriage returns, and a line has no line breaks. Lengths stay, so that places stay. */
  #asShown(text: string): string {
    if (this.#options.singleLine) return text.replaceAll(/[\r\n]/g, " ");
    return text.replaceAll("\r\n", " \n").replaceAll("\r", "\n");
  }

  /** Half characters, as some input methods leave them, would differ from screen to screen. */
  #asTyped(text: string): string {
    return (this.#options.singleLine ? text.replaceAll(/[\r\n]/g, " ") : text).toWellFormed();
  }
}

function undoKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): "undo" | "redo" | undefined {
  if (altKey || ctrlKey === metaKey) return undefined;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && ctrlKey ? "redo" : undefined;
}

/** What a transaction did to a text, one change after the other, each in the text as the one before has left it. */
function changesOf({ delta }: Y.YTextEvent): TextChange[] {
  const changes: TextChange[] = [];
  let at = 0;
  for (const { retain = 0, insert, delete: removed = 0 } of delta) {
    at += retain;
    if (removed > 0) changes.push({ at, removed, inserted: "" });
    if (typeof insert !== "string") continue;
    changes.push({ at, removed: 0, inserted: insert });
    at += insert.length;
  }
  return changes;
}

function lengthOf(ranges: readonly TextRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The part of a range that lies before an index. */
function upTo({ start, end }: TextRange, index: number): TextRange {
  return { start: Math.min(start, index), end: Math.min(end, index) };
}
