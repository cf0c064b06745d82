import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

interface SheetFieldsProps {
  readonly disabled: boolean;
  readonly children: ReactNode;
}

/** Keeps the library, which leads Tab through a sheet, from what has this. */
const PASSED_BY = "data-react-aria-prevent-focus";

/**
 * Fields of a sheet that take nothing more at once. The library does not know of what is disabled by what is around
 * it: it would give focus to that, again and again, which then stays where it is.
 */
export function SheetFields({ disabled, children }: SheetFieldsProps) {
  const fields = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const element = fields.current;
    if (element === null || !disabled) return;
    const listening = new AbortController();
    // At each Tab anew, for what has come meanwhile.
    const passByDisabled = ({ key }: KeyboardEvent): void => {
      if (key !== "Tab") return;
      for (const control of element.querySelectorAll(":disabled")) control.toggleAttribute(PASSED_BY, true);
    };
    window.addEventListener("keydown", passByDisabled, { capture: true, signal: listening.signal });
    return () => {
      listening.abort();
      for (const control of element.querySelectorAll(`[${PASSED_BY}]`)) control.removeAttribute(PASSED_BY);
    };
  }, [disabled]);
  return (
    <fieldset ref={fields} className="sheet__fields" disabled={disabled}>
      {children}
    </fieldset>
  );
}
