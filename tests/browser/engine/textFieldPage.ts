import * as Y from "yjs";

import { bindTextField } from "#client/plan/bindTextField.ts";
import type { TextField, TextFieldOptions } from "#client/plan/bindTextField.ts";

/** One text in two documents: one is bound to the field on the page, the other is somebody else's. */
class TextFieldPage {
  readonly #here = new Y.Doc();
  readonly #there = new Y.Doc();
  #field: TextField | null = null;
  #unbind: () => void = () => undefined;

  constructor() {
    for (const [from, to] of [
      [this.#here, this.#there],
      [this.#there, this.#here],
    ] as const) {
      from.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== "network") Y.applyUpdate(to, update, "network");
      });
    }
  }

  /** Puts a field with that text on the page, caret at the end, focused. */
  show(tag: "input" | "textarea", text: string, options: TextFieldOptions): void {
    this.#there.getText().insert(0, text);
    this.#field = document.createElement(tag);
    this.#field.id = "field";
    document.body.append(this.#field);
    this.#unbind = bindTextField(this.#field, this.#here.getText(), options);
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  unbind(): void {
    this.#unbind();
  }

  select(start: number, end: number = start): void {
    this.#field?.setSelectionRange(start, end);
  }

  /** Somebody else changes the text. */
  remote(at: number, removed: number, inserted: string): void {
    this.#there.transact(() => {
      const text = this.#there.getText();
      text.delete(at, removed);
      text.insert(at, inserted);
    });
  }

  /** What the field shows, with `|` at each end of the selection, and the text as the other has it. */
  get state(): { readonly shown: string; readonly value: string; readonly text: string; readonly other: string } {
    const { value = "", selectionStart = 0, selectionEnd = 0 } = this.#field ?? {};
    const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
    const marked = start === end ? "" : `${value.slice(start, end)}|`;
    return {
      shown: `${value.slice(0, start)}|${marked}${value.slice(end)}`,
      value,
      text: this.#here.getText().toString(),
      other: this.#there.getText().toString(),
    };
  }
}

Object.assign(globalThis, { fieldPage: new TextFieldPage() });
