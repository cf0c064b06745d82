import { useRef, useState } from "react";
import type { RefObject } from "react";

/** What is open in a list of entries: the form of one of them, or of a new one. */
interface OpenEntry<Id extends string> {
  /** Around the list, to be made focusable: where that button takes no press just now, focus stays on this. */
  readonly section: RefObject<HTMLElement | null>;
  readonly open: "nothing" | "new" | Id;
  /** What focus is to go to: the button that opened what was closed last, or, where the list is full, what says so. */
  readonly focus: "nothing" | "new" | "full" | Id;
  readonly show: (entry: "new" | Id) => void;
  /** Closes what is open; focus goes back to the button it was opened from. */
  readonly close: () => void;
  /** The same after one was added, which leaves that button or what says that the list is full. */
  readonly closeAdded: (left: "new" | "full") => void;
  /** One is about to go from the list, with the button that has focus: whoever removes it passes that on. */
  readonly forgetFocus: () => void;
}

/** For a list whose entries are changed in their place, one at a time. */
export function useOpenEntry<Id extends string>(): OpenEntry<Id> {
  const [open, setOpen] = useState<OpenEntry<Id>["open"]>("nothing");
  const [focus, setFocus] = useState<OpenEntry<Id>["focus"]>("nothing");
  const section = useRef<HTMLElement>(null);
  return {
    section,
    open,
    focus,
    show: setOpen,
    close: () => {
      section.current?.focus();
      setOpen("nothing");
      setFocus(open);
    },
    closeAdded: (left) => {
      setOpen("nothing");
      setFocus(left);
    },
    forgetFocus: () => setFocus("nothing"),
  };
}
