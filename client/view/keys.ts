import { useEffect } from "react";

import type { Action } from "#shared/permissions/can.ts";

/** A key that does something outside text fields. */
export interface Key {
  readonly group: "Anywhere" | "On a card" | "In a check-in" | "In my updates" | "While a card is lifted";
  readonly does: string;
  /** What one has to be allowed to do, to something at least, for it to do anything. */
  readonly needs?: Action;
  /** As it stands on the keyboard, one entry for each key that does the same. */
  readonly shown: readonly string[];
  readonly is: (event: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">) => boolean;
}

/** Every key: what handlers ask, and what the list of keys on the screen is made from. */
export const KEYS = {
  search: {
    group: "Anywhere",
    does: "Search the objectives",
    shown: ["/"],
    is: (event) => event.key === "/" && isPlain(event),
  },
  keys: {
    group: "Anywhere",
    does: "Show this list of keys",
    shown: ["?"],
    is: (event) => event.key === "?" && isPlain(event),
  },
  undo: {
    group: "Anywhere",
    does: "Undo",
    needs: "recordCheckIn",
    shown: ["Ctrl+Z"],
    is: (event) => isCommand(event, "z") && !event.shiftKey,
  },
  redo: {
    group: "Anywhere",
    does: "Redo",
    needs: "recordCheckIn",
    shown: ["Ctrl+Shift+Z", "Ctrl+Y"],
    is: (event) => (isCommand(event, "z") && event.shiftKey) || isCommand(event, "y"),
  },
  goTo: {
    group: "On a card",
    does: "Go to the card beside it",
    shown: ["↑", "↓", "←", "→", "Home", "End"],
    is: (event) => isArrow(event) && !event.shiftKey,
  },
  open: {
    group: "On a card",
    does: "Open it",
    shown: ["Enter"],
    // The card's title is a link: the browser follows it.
    is: (event) => event.key === "Enter" && isPlain(event),
  },
  lift: {
    group: "On a card",
    does: "Lift it, to move it",
    needs: "editObjectives",
    shown: ["Space"],
    is: (event) => event.key === " " && isPlain(event) && !event.shiftKey,
  },
  select: {
    group: "On a card",
    does: "Select or unselect it",
    needs: "editObjectives",
    shown: ["X"],
    is: (event) => event.key.toLowerCase() === "x" && isPlain(event),
  },
  selectMore: {
    group: "On a card",
    does: "Select the card beside it too",
    needs: "editObjectives",
    shown: ["Shift+↑", "Shift+↓"],
    is: (event) => (event.key === "ArrowUp" || event.key === "ArrowDown") && isPlain(event) && event.shiftKey,
  },
  moveTo: {
    group: "On a card",
    does: "Choose where it goes from a menu",
    needs: "editObjectives",
    shown: ["M"],
    is: (event) => event.key.toLowerCase() === "m" && isPlain(event),
  },
  checkIn: {
    group: "On a card",
    does: "Check in on it",
    needs: "recordCheckIn",
    shown: ["U"],
    is: (event) => event.key.toLowerCase() === "u" && isPlain(event) && !event.shiftKey,
  },
  correct: {
    group: "On a card",
    does: "Correct your last check-in on it",
    needs: "recordCheckIn",
    shown: ["Shift+U"],
    is: (event) => event.key.toLowerCase() === "u" && isPlain(event) && event.shiftKey,
  },
  stillRight: {
    group: "On a card",
    does: "Check in: it is still right",
    needs: "recordCheckIn",
    shown: ["Y"],
    is: (event) => event.key.toLowerCase() === "y" && isPlain(event),
  },
  status: {
    group: "In a check-in",
    does: "Choose a status; while typing, with Alt",
    needs: "recordCheckIn",
    shown: ["1", "…", "6"],
    is: ({ code, ctrlKey, metaKey, shiftKey }) =>
      /^(?:Digit|Numpad)[1-6]$/u.test(code) && !ctrlKey && !metaKey && !shiftKey,
  },
  step: {
    group: "In a check-in",
    does: "Make a number larger or smaller",
    needs: "recordCheckIn",
    shown: ["↑", "↓"],
    is: (event) => (event.key === "ArrowUp" || event.key === "ArrowDown") && isPlain(event) && !event.shiftKey,
  },
  saveCheckIn: {
    group: "In a check-in",
    does: "Record it",
    needs: "recordCheckIn",
    shown: ["Enter"],
    // The form's own button: the browser presses it.
    is: (event) => event.key === "Enter" && isPlain(event),
  },
  leaveCheckIn: {
    group: "In a check-in",
    does: "Close without saving, except in my updates",
    needs: "recordCheckIn",
    shown: ["Escape"],
    is: (event) => event.key === "Escape" && isPlain(event),
  },
  skip: {
    group: "In my updates",
    does: "Skip this one until the end; what you typed is kept",
    needs: "recordCheckIn",
    shown: ["S", "Escape"],
    // Escape is the form's own, which is left by it.
    is: (event) => event.key.toLowerCase() === "s" && isPlain(event) && !event.shiftKey,
  },
  aim: {
    group: "While a card is lifted",
    does: "Choose its place",
    needs: "editObjectives",
    shown: ["↑", "↓", "←", "→", "Home", "End"],
    is: (event) => isArrow(event),
  },
  drop: {
    group: "While a card is lifted",
    does: "Drop it there",
    needs: "editObjectives",
    shown: ["Space", "Enter"],
    is: (event) => (event.key === " " || event.key === "Enter") && isPlain(event),
  },
  putBack: {
    group: "While a card is lifted",
    does: "Put it back where it was",
    needs: "editObjectives",
    shown: ["Escape"],
    is: (event) => event.key === "Escape",
  },
} as const satisfies Readonly<Record<string, Key>>;

export type KeyName = keyof typeof KEYS;

/** Does something when its key is pressed anywhere but in a text field, where keys are text, or over an open dialog. */
export function useKey(name: KeyName, act: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target) || !KEYS[name].is(event)) return;
      // What lies behind a dialog is not seen to change. A sheet is a place to work in.
      if (document.querySelector(".dialog") !== null) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [name, act]);
}

/** Whether keys are text there. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("textarea, select, [role=spinbutton], input:not([type=radio], [type=checkbox])"))
  );
}

type Modifiers = Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "altKey">;

/** No modifier but Shift, which some keyboards need to reach the character at all. */
function isPlain({ ctrlKey, metaKey, altKey }: Modifiers): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

function isArrow(event: Modifiers & Pick<KeyboardEvent, "key">): boolean {
  return isPlain(event) && (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End");
}

function isCommand({ key, ctrlKey, metaKey, altKey }: Modifiers & Pick<KeyboardEvent, "key">, letter: string): boolean {
  return (ctrlKey || metaKey) && !altKey && key.toLowerCase() === letter;
}
