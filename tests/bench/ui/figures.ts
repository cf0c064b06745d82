/** Everything that is measured of one plan in one round. Times are in milliseconds. */
export interface Figures {
  /** A first visit: nothing of the page or the plan is on the device. */
  open: number;
  /** The page again, with what the device keeps. */
  openAgain: number;
  longTasksOpening: number;
  heapMb: number;
  elements: number;
  mostBodies: number;
  scriptKb: number;
  pickUp: number;
  drop: number;
  longestFrame: number;
  longTasksDragging: number;
  /** Time in scripts, and in all of the page's work, from the press to the picture after the drop. */
  dragScript: number;
  dragWork: number;
  /** From the release in one browser to the picture in another. */
  seenAfterDrop: number;
  /** The same from when the move was sent: what is known of Planka. */
  seenElsewhere: number;
}

export const FIGURE_NAMES: Readonly<Record<keyof Figures, string>> = {
  open: "open, first visit (ms)",
  openAgain: "open again (ms)",
  longTasksOpening: "long tasks while opening (ms)",
  heapMb: "heap (MB)",
  elements: "elements",
  mostBodies: "most card bodies",
  scriptKb: "script, gzip (KB)",
  pickUp: "pick up (ms)",
  drop: "drop (ms)",
  longestFrame: "longest frame in a drag (ms)",
  longTasksDragging: "long tasks in a drag (ms)",
  dragScript: "scripting of a drag (ms)",
  dragWork: "all work of a drag (ms)",
  seenAfterDrop: "drop, seen in a second browser (ms)",
  seenElsewhere: "sent, seen in a second browser (ms)",
};

/** Planka 2 on such a machine, with as many cards. */
export const PLANKA: Readonly<Record<string, Partial<Figures>>> = {
  "500 cards": {
    open: 3_800,
    pickUp: 320,
    drop: 560,
    longestFrame: 200,
    heapMb: 52,
    elements: 8_500,
    scriptKb: 2_200,
    seenElsewhere: 300,
  },
  "2,000 cards": {
    open: 9_500,
    pickUp: 890,
    drop: 1_000,
    longestFrame: 620,
    heapMb: 150,
    elements: 34_000,
    scriptKb: 2_200,
    seenElsewhere: 900,
  },
};

/** The median of each figure over all rounds in which it was measured. */
export function medians(rounds: readonly Partial<Figures>[]): Partial<Figures> {
  const result: Partial<Figures> = {};
  for (const name of Object.keys(FIGURE_NAMES) as (keyof Figures)[]) {
    const values = rounds.flatMap((round) => round[name] ?? []);
    if (values.length > 0) result[name] = median(values);
  }
  return result;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
