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

/**
 * What had focus may be gone with the page that was left. On a page about the plan it is then on that page's own link;
 * back on the board on what led away from it. A sheet over the board has its own.
 */
export function useFocusBack(place: PlaceName, sheetIsOpen: boolean): void {
  const before = useRef(place);
  useEffect(() => {
    const left = before.current;
    before.current = place;
    if (left === place) return;
    if (place !== "board") focusSoon(() => document.querySelector(".plan-page-links [aria-current='page']"));
    else if (left !== "board" && !sheetIsOpen) focusSoon(() => document.querySelector(OPENERS[left]));
  }, [place, sheetIsOpen]);
}
