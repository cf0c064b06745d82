import { useEffect } from "react";

import { useSearch } from "../view/searchStore.ts";

/** While somebody searches, it is seen on each card why it is there. What marks it is fetched when it is needed first. */
export function useFoundMarks(board: () => Element | null): void {
  const { text } = useSearch();
  const searching = text.trim() !== "";
  useEffect(() => {
    const element = board();
    if (!searching || !element) return undefined;
    let isOver = false;
    let stop = (): void => undefined;
    const start = async (): Promise<void> => {
      const { markFound } = await import("./foundMarks.ts");
      if (!isOver) stop = markFound(element, text);
    };
    // Without it the search is as good.
    start().catch(() => undefined);
    return () => {
      isOver = true;
      stop();
    };
  }, [board, searching, text]);
}
