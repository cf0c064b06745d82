import { showToast } from "../view/toastStore.ts";

/**
 * Puts text where it can be pasted from, and says `done`.
 *
 * @param otherwise what has that text on the page, which is selected where pages may not copy; or a sentence that says
 * where else it is found
 */
export async function copyText(text: string, done: string, otherwise: HTMLElement | string | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(done);
  } catch {
    showToast(["This browser does not let pages copy.", insteadOfCopying(otherwise)].join(" ").trim());
  }
}

/** A browser that does not let pages copy still lets people do it. */
function insteadOfCopying(otherwise: HTMLElement | string | null): string {
  if (otherwise === null || typeof otherwise === "string") return otherwise ?? "";
  if (otherwise instanceof HTMLInputElement) otherwise.select();
  else getSelection()?.selectAllChildren(otherwise);
  return "It is selected now: copy it as any other text.";
}
