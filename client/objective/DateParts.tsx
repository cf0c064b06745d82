import { useContext, useEffect, useEffectEvent, useRef } from "react";
import type { ComponentProps, FocusEvent, KeyboardEvent, RefObject } from "react";
import { DateFieldStateContext, DateInput, DateSegment } from "react-aria-components/DateField";
import type { DateFieldState } from "react-aria-components/DateField";

/** How the parts of a date stand when they are left: some filled in and some not, or whole, which may be none at all. */
export type PartsLeft = "some" | "whole";

interface DatePartsProps {
  readonly onEnter: () => void;
  /** A key was pressed that may change them. */
  readonly onType: () => void;
  /** Focus has left them. */
  readonly onLeave: (left: PartsLeft) => void;
  /** After that: a key said that this is it, or they go from the page. */
  readonly onDone: () => void;
}

/** Day, month and year to be typed, in the reader's order and with whatever they put between them. */
export function DateParts({ onEnter, onType, onLeave, onDone }: DatePartsProps) {
  const parts = useRef<HTMLDivElement>(null);
  const field = useRef<DateFieldState | null>(null);
  const leave = (element: Element): void => {
    // Of a day that its month has not, as the 31st of February, this makes the last of that.
    field.current?.confirmPlaceholder();
    onLeave(howLeft(element));
  };
  const finish = (element: Element): void => {
    leave(element);
    onDone();
  };
  const type = useEffectEvent(onType);
  const goFromPage = useEffectEvent(finish);
  useEffect(() => {
    const element = parts.current;
    if (element === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    leadOn(element, signal);
    // Keyboards on screen name no keys.
    element.addEventListener("beforeinput", () => type(), { capture: true, signal });
    window.addEventListener("pagehide", () => goFromPage(element), { signal });
    return () => {
      listening.abort();
      goFromPage(element);
    };
  }, []);
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
        if (!isAround(event)) leave(event.currentTarget);
      }}
      onKeyDownCapture={(event: KeyboardEvent<HTMLDivElement>) => {
        // Escape closes the sheet, whose fields are not left before they are gone.
        if (event.key === "Enter" || event.key === "Escape") finish(event.currentTarget);
        else if (!GOES_ON.has(event.key)) onType();
      }}
    >
      <DateInput className="due-field__parts">{(segment) => <Part fieldRef={field} segment={segment} />}</DateInput>
    </div>
  );
}

/** Keys that only lead from part to part, or out of them. */
const GOES_ON = new Set(["Tab", "Shift", "ArrowLeft", "ArrowRight"]);

interface PartProps extends Pick<ComponentProps<typeof DateSegment>, "segment"> {
  readonly fieldRef: RefObject<DateFieldState | null>;
}

/** The library hands the state of the whole only to what stands in it. */
function Part({ fieldRef, segment }: PartProps) {
  const state = useContext(DateFieldStateContext);
  useEffect(() => {
    fieldRef.current = state;
  }, [fieldRef, state]);
  return <DateSegment segment={segment} className="due-field__segment" />;
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
function leadOn(parts: HTMLElement, signal: AbortSignal): void {
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
  parts.addEventListener("beforeinput", hear, { capture: true, signal });
}

function partAfter(parts: HTMLElement, part: EventTarget | null): HTMLElement | undefined {
  const all = [...parts.querySelectorAll<HTMLElement>(PART)];
  return all[all.findIndex((one) => one === part) + 1];
}
