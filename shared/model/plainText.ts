import { limits } from "./limits.ts";

/** A parser of single-line text that is no longer than `most`. Longer text falls back, it is not cut; half a character is U+FFFD. */
export function shortText(most: number = limits.nameLength): (value: unknown) => string | undefined {
  return (value) => (typeof value === "string" && value.length <= most ? value.toWellFormed() : undefined);
}
