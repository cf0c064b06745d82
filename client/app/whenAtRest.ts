/** Milliseconds after which a page that has just been opened shows what it has to show. */
const AT_REST = 1_500;

/** Runs what only later times need once the page is likely to have nothing else to do. Returns what calls it off. */
export function whenAtRest(run: () => void): () => void {
  const timer = setTimeout(run, AT_REST);
  return () => clearTimeout(timer);
}
