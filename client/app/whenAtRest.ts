/** Milliseconds after which a page that has just been opened shows what it has to show. */
const AT_REST = 1_500;

/** A plan that is on its way: on a slow machine or line it takes longer. */
const AWAITED = "[data-awaited]";

/** Runs what only later times need once the page is likely to have nothing else to do. Returns what calls it off. */
export function whenAtRest(run: () => void): () => void {
  let awaited = false;
  const look = (): void => {
    const before = awaited;
    awaited = document.querySelector(AWAITED) !== null;
    // One that has come just now is being drawn.
    if (awaited || before) timer = setTimeout(look, AT_REST);
    else run();
  };
  let timer = setTimeout(look, AT_REST);
  return () => clearTimeout(timer);
}
