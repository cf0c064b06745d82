/** Whether this reader has asked their device for as little movement as can be. Style sheets ask by themselves. */
export function prefersReducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
