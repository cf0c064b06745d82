/** The code of a key that an input method has taken; no other sign is left of it. */
const TAKEN = 229;

/**
 * Keeps a key that ends a composition from whoever listens, as it was meant for the input method. Browsers say so by
 * `isComposing`, which listeners ask; Safari ends the composition first and then tells only by the code
 * (bugs.webkit.org/show_bug.cgi?id=165004). To be called before anything else listens.
 */
export function withholdComposedKeys(): void {
  window.addEventListener(
    "keydown",
    (event) => {
      if (!event.isComposing && event.keyCode === TAKEN) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
