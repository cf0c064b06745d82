import { showToast } from "../view/toastStore.ts";

/** Puts text where it can be pasted from, and says `done`. Where pages may not, it selects `shown`, which has that text. */
export async function copyText(text: string, shown: HTMLElement | null, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(done);
  } catch {
    // A browser that does not let pages copy still lets people do it.
    if (shown instanceof HTMLInputElement) shown.select();
    else if (shown) getSelection()?.selectAllChildren(shown);
    showToast("This browser does not let pages copy. It is selected now: press Ctrl+C.");
  }
}
