/** Milliseconds without a touch of the page after which somebody counts as idle. */
const PATIENCE = 120_000;
/** Milliseconds between two looks at the clock: a moving pointer costs one assignment, and no timer. */
const LOOK = 10_000;

const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"] as const;

/**
 * Tells when the person has not touched the page for two minutes, and when they are back. Nothing is ever told where
 * there is no window.
 *
 * @returns ends it
 */
export function followActivity(listener: (idle: boolean) => void): () => void {
  if (typeof window === "undefined") return () => undefined;
  let last = Date.now();
  let idle = false;
  const touched = (): void => {
    last = Date.now();
    if (!idle) return;
    idle = false;
    listener(false);
  };
  const look = (): void => {
    if (idle || Date.now() - last < PATIENCE) return;
    idle = true;
    listener(true);
  };
  for (const sign of SIGNS) window.addEventListener(sign, touched, { capture: true, passive: true });
  const timer = setInterval(look, LOOK);
  return () => {
    for (const sign of SIGNS) window.removeEventListener(sign, touched, { capture: true });
    clearInterval(timer);
  };
}
