/**
 * Runs something that nobody waits for once the page has drawn what it has to draw: when all of its script has come, and
 * within two seconds then. Returns what calls it off.
 */
export function whenIdle(run: () => void): () => void {
  // Safari has learnt it late, and outside a browser there is nothing to draw.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 50);
    return () => clearTimeout(timer);
  }
  let handle = 0;
  const request = (): void => {
    handle = requestIdleCallback(run, { timeout: 2_000 });
  };
  if (document.readyState === "complete") request();
  else window.addEventListener("load", request, { once: true });
  return () => {
    window.removeEventListener("load", request);
    cancelIdleCallback(handle);
  };
}
