/** Pixels that a mouse moves before it drags: less is a click. */
const DRAGS = 4;
/** How long a finger rests on a bar before it holds it, in milliseconds, as on a card; and how far it may tremble. */
const HOLD = 250;
const TREMBLES = 8;
/** Progress goes by this, as with the arrow keys. */
const STEP = 5;

/** What comes of a press on a progress bar. */
interface BarGesture {
  /** Where the bar is held, 0 to 100. */
  readonly onHold: (progress: number) => void;
  /** It was let go there; null: put back. */
  readonly onEnd: (progress: number | null) => void;
  /** It was pressed and not dragged. */
  readonly onPress: () => void;
}

/** Follows a mouse from the moment that it pressed a bar. Escape puts the bar back. */
export function followMouse(bar: Element, startX: number, { onHold, onEnd, onPress }: BarGesture): void {
  const over = new AbortController();
  let progress: number | null = null;
  const end = (dropped: boolean): void => {
    over.abort();
    if (progress !== null) onEnd(dropped ? progress : null);
    else if (dropped) onPress();
  };
  const listening = { signal: over.signal, capture: true };
  const move = ({ clientX }: MouseEvent): void => {
    if (progress === null && Math.abs(clientX - startX) < DRAGS) return;
    progress = progressAt(bar, clientX);
    onHold(progress);
  };
  document.addEventListener("mousemove", move, listening);
  document.addEventListener("mouseup", () => end(true), listening);
  document.addEventListener("keydown", (event) => event.key === "Escape" && end(false), listening);
  window.addEventListener("blur", () => end(false), listening);
}

/**
 * Follows a finger from the moment that it touched a bar: it has to rest there first, so that a scroll never drags it.
 * A short tap is left to the click that comes of it.
 */
export function followTouch(bar: Element, start: Touch, { onHold, onEnd }: Omit<BarGesture, "onPress">): void {
  const over = new AbortController();
  let progress: number | null = null;
  const hold = (clientX: number): void => {
    progress = progressAt(bar, clientX);
    onHold(progress);
  };
  const timer = setTimeout(() => hold(start.clientX), HOLD);
  const end = (dropped: boolean): void => {
    over.abort();
    clearTimeout(timer);
    if (progress !== null) onEnd(dropped ? progress : null);
  };
  const move = (event: TouchEvent): void => {
    const [touch, second] = event.touches;
    if (!touch || second) end(false);
    else if (progress !== null) {
      // Held: the page must not scroll now.
      event.preventDefault();
      hold(touch.clientX);
    } else if (Math.hypot(touch.clientX - start.clientX, touch.clientY - start.clientY) > TREMBLES) end(false);
  };
  const lift = (event: TouchEvent): void => {
    // No click comes of it.
    if (progress !== null) event.preventDefault();
    end(true);
  };
  const listening = { signal: over.signal, capture: true, passive: false };
  document.addEventListener("touchmove", move, listening);
  document.addEventListener("touchend", lift, listening);
  document.addEventListener("touchcancel", () => end(false), listening);
}

function progressAt(bar: Element, clientX: number): number {
  const { left, width } = bar.getBoundingClientRect();
  const part = width === 0 ? 0 : Math.min(1, Math.max(0, (clientX - left) / width));
  return Math.round((part * 100) / STEP) * STEP;
}
