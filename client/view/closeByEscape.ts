import type { KeyboardEvent } from "react";

/** For a form, or a field of it, that Escape closes: what the form lies in is not to be closed as well. */
export function closeByEscape(close: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
}
