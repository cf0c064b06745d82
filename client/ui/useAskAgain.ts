import { useEffect, useRef } from "react";

import type { Answer } from "../api/useAnswer.ts";
import { focusSoon } from "../view/passFocus.ts";

/** “Try again”: asks anew. The button goes with the answer, and focus then goes to the main part of the page. */
export function useAskAgain<T>(answer: Answer<T>, ask: () => Promise<void>): () => void {
  const isAsked = useRef(false);
  useEffect(() => {
    if (answer.kind !== "known" || !isAsked.current) return;
    isAsked.current = false;
    focusSoon();
  }, [answer]);
  return () => {
    isAsked.current = true;
    void ask();
  };
}
