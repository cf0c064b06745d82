/** Runs something once the next frame is on the screen, with the one that follows it. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
