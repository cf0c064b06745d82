import type * as Y from "yjs";

export interface TextFieldOptions {
  /** In UTF-16 code units, as the limits of the model count. */
  readonly maxLength: number;
  /** Line breaks become spaces. */
  readonly singleLine: boolean;
}

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Binds a field to a shared text until the function it returns is called. The field must not be controlled by React. */
export function bindTextField(field: TextField, text: Y.Text, options: TextFieldOptions): () => void {
  field.value = text.toString();
  field.maxLength = options.maxLength;
  return () => undefined;
}
