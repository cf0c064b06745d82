import type { ContestantName } from "../benchServers.ts";
import type { Figures } from "../figures.ts";

/** One run of one scenario: starts its own server, and ends it. */
export type Scenario = (run: RunOptions) => Promise<Figures>;

interface RunOptions {
  readonly contestant: ContestantName;
  /** An empty folder. */
  readonly dataDir: string;
  /** Seconds of load that are measured. */
  readonly seconds: number;
  /** The scenario's own numbers. */
  readonly sizes: Readonly<Record<string, number>>;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls `send` so many times a second, evenly, `count` times in all. */
export async function evenly(perSecond: number, count: number, send: (nth: number) => void): Promise<void> {
  const from = performance.now();
  for (let nth = 0; nth < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - from) / 1_000) * perSecond) + 1);
    for (; nth < due; nth += 1) send(nth);
    if (nth < count) await pause(1);
  }
}
