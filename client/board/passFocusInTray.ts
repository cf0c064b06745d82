import { focusSoon, passFocus } from "../view/passFocus.ts";

/** What is restored goes from the tray: focus goes to what lies beside it, or to the tray's button where that was all. */
export function passFocusInTray(restored: Element): void {
  passFocus(restored, ".archived button");
  // Where nothing else lies in the tray it closes with that.
  focusSoon(() => document.querySelector(".tray-strip__button"));
}
