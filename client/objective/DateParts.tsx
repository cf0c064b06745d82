import { useEffect, useRef } from "react";
import type { FocusEvent, KeyboardEvent } from "react";
import { DateInput, DateSegment } from "react-aria-components/DateField";

/** How the parts of a date stand when they are left: some filled in and some not, or whole, which may be none at all. */
export type PartsLeft = "some" | "whole";

interface DatePartsProps {
  /** Focus has left them, or a key said that this is it. */
  readonly onLeave: (left: PartsLeft) => void;
  readonly onEnter: () => void;
}

/** Day, month and year to be typed, in the reader's order and with whatever they put between them. */
export function DateParts({ onLeave, onEnter }: DatePartsProps) {
  const parts = useRef<HTMLDivElement>(null);
  useEffect(() => (parts.current === null ? undefined : leadOn(parts.current)), []);
  const isAround = ({ currentTarget, relatedTarget }: FocusEvent): boolean =>
    relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  return (
    <div
      ref={parts}
      className="due-field__date"
      role="presentation"
      onFocus={(event) => {
        if (!isAround(event)) onEnter();
      }}
      onBlur={(event) => {
        if (!isAround(event)) onLeave(howLeft(event.currentTarget));
      }}
      onKeyDownCapture={(event: KeyboardEvent<HTMLDivElement>) => {
        // Escape closes the sheet, whose fields are not left before they are gone.
        if (event.key === "Enter" || event.key === "Escape") onLeave(howLeft(event.currentTarget));
      }}
    >
      <DateInput className="due-field__parts">
        {(segment) => <DateSegment segment={segment} className="due-field__segment" />}
      </DateInput>
    </div>
  );
}

const PART = "[contenteditable='true']";

function howLeft(parts: Element): PartsLeft {
  const all = parts.querySelectorAll(PART).length;
  const empty = parts.querySelectorAll(`${PART}[data-placeholder]`).length;
  return empty > 0 && empty < all ? "some" : "whole";
}

/** What people put between day, month and year. */
const SEPARATOR = /^[-/.,]$/u;

/**
 * The library goes on to the next part once no further digit fits, so that “1/6” was the 16th. A separator after a digit
 * leads on too; not where the digit has led on already. Heard as input, since keyboards on screen name no keys.
 */
function leadOn(parts: HTMLElement): () => void {
  let typedIn: EventTarget | null = null;
  const hear = (event: InputEvent): void => {
    if (event.data === null) return;
    if (!SEPARATOR.test(event.data)) {
      typedIn = event.target;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (typedIn === event.target) partAfter(parts, event.target)?.focus();
    typedIn = null;
  };
  parts.addEventListener("beforeinput", hear, { capture: true });
  return () => parts.removeEventListener("beforeinput", hear, { capture: true });
}

function partAfter(parts: HTMLElement, part: EventTarget | null): HTMLElement | undefined {
  const all = [...parts.querySelectorAll<HTMLElement>(PART)];
  return all[all.findIndex((one) => one === part) + 1];
}
