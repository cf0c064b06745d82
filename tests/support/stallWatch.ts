import * as Y from "yjs";

import { newYDoc } from "#shared/document/planDocument.ts";

/** The first sync of a plan with so many entries, about as large as a client may send. */
export function largeFirstSync(entries: number): Uint8Array {
  const doc = newYDoc();
  doc.transact(() => {
    for (let at = 0; at < entries; at += 1) doc.getMap("people").set(`k${at}`, at);
  });
  return Y.encodeStateAsUpdate(doc);
}

/**
 * Finds out for how long the event loop of this thread was kept busy without a break. It counts the time the thread has
 * worked, not what passed meanwhile: on a machine that runs everything at once it waits long for nobody's fault.
 */
export class StallWatch {
  #timer: NodeJS.Timeout | null = null;
  #worked = 0;
  /** Milliseconds of the longest stall so far. */
  longest = 0;

  start(): void {
    this.#worked = workedMs();
    this.#timer = setInterval(() => this.#look(), 2);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#look();
  }

  #look(): void {
    const worked = workedMs();
    this.longest = Math.max(this.longest, worked - this.#worked);
    this.#worked = worked;
  }
}

/** Milliseconds that Yjs alone keeps everybody waiting here and now for a first sync of 60,000 entries: too long. */
export function tooLongMs(): number {
  const update = largeFirstSync(60_000);
  const times = Array.from({ length: 3 }, () => {
    const before = workedMs();
    Y.applyUpdate(newYDoc(), update);
    return workedMs() - before;
  });
  return Math.max(...times);
}

/** Milliseconds that this thread has worked so far. */
export function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
