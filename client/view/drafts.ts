import { ownWindowStorage } from "../device/ownStorage.ts";

/** What was typed into a field and not added yet, kept for this window: closing the field or a reload loses nothing. */
export function draftOf(field: string): string {
  try {
    return ownWindowStorage().getItem(keyOf(field)) ?? "";
  } catch {
    return "";
  }
}

/**
 * Has the browser open where drafts are kept, for which it stops the page. A plan that is awaited has nothing else to do
 * meanwhile; asked for with the first cards, it would keep them from the screen.
 */
export function prepareDrafts(): void {
  draftOf("");
}

export function keepDraft(field: string, text: string): void {
  try {
    if (text.trim() === "") ownWindowStorage().removeItem(keyOf(field));
    else ownWindowStorage().setItem(keyOf(field), text);
  } catch {
    // Where a browser keeps nothing, the draft lasts as long as the field is open.
  }
}

function keyOf(field: string): string {
  return `waymark.draft.${field}`;
}
