import { useEffect, useRef } from "react";

import { focusSoon } from "../view/passFocus.ts";
import type { PlanPageName } from "../view/route.ts";

type PlaceName = "board" | "myUpdates" | PlanPageName;

/** What on the board leads to each of the other places of a plan. */
const OPENERS: Readonly<Record<Exclude<PlaceName, "board">, string>> = {
  myUpdates: ".my-updates-link",
  people: ".plan-header [aria-haspopup='menu']",
  settings: ".plan-header [aria-haspopup='menu']",
  activity: ".plan-header [aria-haspopup='menu']",
};

/** Back on the board focus is on what led away from it, as what had it is gone with the page. A sheet over it has its own. */
export function useFocusBack(place: PlaceName, sheetIsOpen: boolean): void {
  const before = useRef(place);
  useEffect(() => {
    const left = before.current;
    before.current = place;
    if (place === "board" && left !== "board" && !sheetIsOpen) focusSoon(() => document.querySelector(OPENERS[left]));
  }, [place, sheetIsOpen]);
}
