import { useEffect } from "react";

import { whereFound } from "#shared/queries/matches.ts";

import { useSearch } from "../view/searchStore.ts";

/** What the style sheet calls the marks. */
const MARKS = "found";
/** What of a card is searched and can be read on it. */
const SEARCHED = ".card__link, .card__owner, .card__said";

/**
 * While somebody searches, the words that were looked for are marked on the cards that are drawn, so that it is seen why
 * each is there. Nothing of the page changes for that: the browser paints ranges of its text. One that cannot marks
 * nothing.
 */
export function useFoundMarks(board: () => Element | null): void {
  const { text } = useSearch();
  const searching = text.trim() !== "";
  useEffect(() => {
    const element = board();
    // Asked for by name, because not every browser has them.
    if (!searching || !element || !("highlights" in CSS)) return undefined;
    const mark = (): void => void CSS.highlights.set(MARKS, new Highlight(...foundRanges(element, text)));
    mark();
    // Cards are drawn and written anew while the search stands.
    const drawn = new MutationObserver(mark);
    drawn.observe(element, { childList: true, characterData: true, subtree: true });
    return () => {
      drawn.disconnect();
      CSS.highlights.delete(MARKS);
    };
  }, [board, searching, text]);
}

function foundRanges(board: Element, search: string): readonly Range[] {
  return [...board.querySelectorAll(SEARCHED)]
    .flatMap((part) => [...part.childNodes])
    .filter((node) => node instanceof Text)
    .flatMap((node) =>
      whereFound(search, node.data).map(([from, to]) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        return range;
      }),
    );
}
