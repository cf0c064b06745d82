/**
 * Runs something that nobody waits for once the page has drawn what it has to draw, within two seconds. Returns what
 * calls it off.
 */
export function whenIdle(run: () => void): () => void {
  // Safari has learnt it late, and outside a browser there is nothing to draw.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 50);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 2_000 });
  return () => cancelIdleCallback(handle);
}
