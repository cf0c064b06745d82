import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

interface TakesNoMoreProps {
  /** Whether the last one was just added here. */
  readonly hasFocus: boolean;
  readonly children: ReactNode;
}

/** There is no button to add another: below the last one this says why, and has focus when that one was just added. */
export function TakesNoMore({ hasFocus, children }: TakesNoMoreProps) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // At once: a moment later the sheet, which keeps focus within itself, would have given it to its first button.
    if (hasFocus) words.current?.focus();
  }, [hasFocus]);
  return (
    <p ref={words} className="field__hint" tabIndex={-1}>
      {children}
    </p>
  );
}
