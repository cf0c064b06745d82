/** Milliseconds after which a page that has just been opened shows what it has to show. */
const AT_REST = 1_500;

/** A plan that is on its way: on a slow machine or line it takes longer. */
const AWAITED = "[data-awaited]";

/** Runs what only later times need once the page is likely to have nothing else to do. Returns what calls it off. */
export function whenAtRest(run: () => void): () => void {
  const look = (): void => {
    if (document.querySelector(AWAITED) === null) run();
    else timer = setTimeout(look, AT_REST);
  };
  let timer = setTimeout(look, AT_REST);
  return () => clearTimeout(timer);
}
