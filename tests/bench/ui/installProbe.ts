/** What the page itself notes while it is measured. All instants are milliseconds since its navigation began. */
interface Probe {
  /** When the cards in view were on screen for the first time as they stayed. */
  readonly usableAt: number;
  /** The most card bodies that were on the page at one time. */
  readonly mostBodies: number;
  /** Each task of more than 50 ms. */
  readonly longTasks: readonly { readonly start: number; readonly duration: number }[];
  /** The scripts that had been fetched when the cards were on screen. */
  readonly scripts: readonly string[];
  readonly drag: Drag;
}

interface Drag {
  /** The movement that made the press a drag, and when the card under the pointer was on screen. */
  readonly moved: number;
  readonly pickedUp: number;
  /** The release, and when the card was on screen in the list it was dropped in. */
  readonly released: number;
  /** The first message with content that left for the server after the release. */
  readonly sent: number;
  readonly landed: number;
  readonly longestFrame: number;
}

declare global {
  interface Window {
    waymarkProbe: Probe & { drag: Drag };
    /** From now on waits for that card in that mission. A promise on the page: `landed` is set when it is there. */
    waymarkExpect: (objectiveId: string, missionId: string) => void;
  }
}

/** Runs in the page before anything else. It must not name anything outside itself. */
export function installProbe(): void {
  const CARD = "[data-testid^='card-']";
  /** The type of a sync message, its first byte. */
  const SYNC = 0;
  const NEVER = Number.NaN;
  const noDrag = { moved: NEVER, pickedUp: NEVER, released: NEVER, sent: NEVER, landed: NEVER, longestFrame: 0 };
  const longTasks: { start: number; duration: number }[] = [];
  let inView = "";
  let expected: string | null = null;
  const probe = { usableAt: NEVER, mostBodies: 0, longTasks, scripts: [] as string[], drag: { ...noDrag } };
  window.waymarkProbe = probe;

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push({ start: startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  // A message that is posted in a frame arrives after that frame has been painted, when the page is free again.
  const afterPaint = (then: (now: number) => void): void => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener("message", () => then(performance.now()), { once: true });
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  };

  const noteCardsInView = (now: number): void => {
    const seen: string[] = [];
    for (const card of document.querySelectorAll(CARD)) {
      const { top, bottom, left, right } = card.getBoundingClientRect();
      if (bottom > 0 && top < innerHeight && right > 0 && left < innerWidth)
        seen.push(card.getAttribute("data-testid")!);
    }
    const next = seen.join();
    if (next === inView) return;
    inView = next;
    probe.usableAt = now;
    probe.scripts = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith(".js"));
  };

  let counted = 0;
  const onMutation = (): void => {
    const bodies = document.querySelectorAll(CARD).length;
    probe.mostBodies = Math.max(probe.mostBodies, bodies);
    if (Number.isNaN(probe.drag.moved) && bodies !== counted) afterPaint(noteCardsInView);
    counted = bodies;
    if (Number.isNaN(probe.drag.pickedUp) && document.querySelector(".card--picture")) {
      probe.drag.pickedUp = Number.POSITIVE_INFINITY;
      afterPaint((now) => (probe.drag.pickedUp = now));
    }
    if (expected !== null && document.querySelector(expected)) {
      expected = null;
      afterPaint((now) => (probe.drag.landed = now));
    }
  };
  new MutationObserver(onMutation).observe(document, { subtree: true, childList: true });

  window.waymarkExpect = (objectiveId, missionId) => {
    probe.drag = { ...noDrag };
    expected = `[data-testid="mission-${missionId}"] [data-testid="card-${objectiveId}"]`;
  };

  let pressed: { readonly x: number; readonly y: number } | null = null;
  const watchFrames = (before: number): void => {
    requestAnimationFrame((now) => {
      probe.drag.longestFrame = Math.max(probe.drag.longestFrame, now - before);
      if (Number.isNaN(probe.drag.landed)) watchFrames(now);
    });
  };
  addEventListener(
    "mousedown",
    ({ clientX, clientY, timeStamp }) => {
      pressed = { x: clientX, y: clientY };
      watchFrames(timeStamp);
    },
    { capture: true },
  );
  addEventListener(
    "mousemove",
    ({ clientX, clientY, timeStamp }) => {
      if (!pressed || Math.hypot(clientX - pressed.x, clientY - pressed.y) <= 5) return;
      pressed = null;
      probe.drag.moved = timeStamp;
    },
    { capture: true },
  );
  addEventListener("mouseup", ({ timeStamp }) => (probe.drag.released = timeStamp), { capture: true });

  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function noted(message) {
    const isContent = message instanceof Uint8Array && message[0] === SYNC;
    if (isContent && Number.isNaN(probe.drag.sent) && !Number.isNaN(probe.drag.released))
      probe.drag.sent = performance.now();
    send.call(this, message);
  };
}
