import { whereFound } from "#shared/queries/whereFound.ts";

/** What the style sheet calls the marks. */
const MARKS = "found";
/**
 * How they look; they keep their own colour, which may mean something. Only while somebody searches: as a part of the
 * page's style sheets it has whatever could be marked styled anew with each change above it, as in a drag.
 */
const LOOKS = `
  ::highlight(${MARKS}) { background-color: var(--found); }
  @media (forced-colors: active) {
    ::highlight(${MARKS}) { background-color: Mark; color: MarkText; }
  }
`;
/** What of a card is searched and can be read on it. */
const SEARCHED = ".card__link, .card__owner, .card__said";

/**
 * Marks the words that are looked for on the cards that are drawn, also as these are drawn and written anew, until what
 * it gives back is called. Nothing of the page changes for that: the browser paints ranges of its text. One that cannot
 * marks nothing.
 */
export function markFound(board: Element, search: string): () => void {
  if (!("highlights" in CSS)) return () => undefined;
  const looks = new CSSStyleSheet();
  looks.replaceSync(LOOKS);
  document.adoptedStyleSheets.push(looks);
  const mark = (): void => void CSS.highlights.set(MARKS, new Highlight(...foundRanges(board, search)));
  mark();
  const drawn = new MutationObserver(mark);
  drawn.observe(board, { childList: true, characterData: true, subtree: true });
  return () => {
    drawn.disconnect();
    CSS.highlights.delete(MARKS);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== looks);
  };
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
