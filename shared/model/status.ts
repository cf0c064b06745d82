/** The six states an objective can be in, in the order in which they are offered. */
export const STATUSES = ["notStarted", "onTrack", "atRisk", "offTrack", "paused", "done"] as const;

export type Status = (typeof STATUSES)[number];

export function parseStatus(value: unknown): Status | undefined {
  return STATUSES.find((status) => status === value);
}

/** The word people read. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  notStarted: "Not started",
  onTrack: "On track",
  atRisk: "At risk",
  offTrack: "Off track",
  paused: "Paused",
  done: "Done",
};
