import { useId, useState } from "react";
import type { InputHTMLAttributes, InvalidEvent, ReactNode } from "react";

interface Needed {
  /** Of the field without which its form does nothing. */
  readonly input: InputHTMLAttributes<HTMLInputElement>;
  /** What it lacks, once somebody has sent the form without it; to be shown beside it. */
  readonly problem: ReactNode;
}

/**
 * A field that must be filled in, or lie within its bounds, says so in `words` on the page, where a browser would put a
 * bubble of its own over it. `hintId` is the element that describes the field anyway.
 */
export function useNeeded(words: string, hintId?: string): Needed {
  const [lacks, setLacks] = useState(false);
  const problemId = useId();
  const input = {
    required: true,
    "aria-invalid": lacks,
    "aria-describedby": lacks ? problemId : hintId,
    onInvalid: (event: InvalidEvent<HTMLInputElement>) => {
      event.preventDefault();
      event.currentTarget.focus();
      setLacks(true);
    },
    onInput: () => setLacks(false),
  };
  const problem = lacks && (
    <p id={problemId} className="field__error" role="alert">
      {words}
    </p>
  );
  return { input, problem };
}
