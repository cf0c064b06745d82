/**
 * Tells when the page is shown again: a hidden page's timers hardly run, and a phone that slept has lost its connections
 * without hearing of it. Nothing is ever told where there is no document.
 *
 * @returns ends it
 */
export function followWaking(listener: () => void): () => void {
  if (typeof document === "undefined") return () => undefined;
  const onVisibility = (): void => {
    if (document.visibilityState === "visible") listener();
  };
  document.addEventListener("visibilitychange", onVisibility);
  return () => document.removeEventListener("visibilitychange", onVisibility);
}
