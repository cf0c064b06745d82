import { flushSync } from "react-dom";

import { focusSoon } from "../view/passFocus.ts";

/** Opens the tray, brings all of it into view, and focus into it: what was pressed goes from the page with that. */
export function openIntoView(open: () => void): void {
  flushSync(open);
  const tray = document.querySelector(".column--tray");
  tray?.querySelector<HTMLElement>(".column__header button")?.focus({ preventScroll: true });
  tray?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Closes it; focus goes to the strip that opens it again. */
export function closeToStrip(close: () => void): void {
  flushSync(close);
  focusSoon(() => document.querySelector(".tray-strip__button"));
}
