import { localDate } from "#shared/queries/staleness.ts";
import type { HistoryEntry } from "#shared/queries/objectiveHistory.ts";

import { longDate } from "../ui/dates.ts";

const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });

/** When something was said, in milliseconds since 1970, as it is read. */
type InWords = (at: number) => string;

/** The day, and where several of these were said on one, the time of each: nothing else need tell them apart. */
export function whenSaid(entries: readonly HistoryEntry[]): InWords {
  const counts = new Map<string, number>();
  for (const { checkIn } of entries) {
    const day = localDate(checkIn.at);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return (at) => ((counts.get(localDate(at)) ?? 0) > 1 ? DAY_AND_TIME.format(at) : longDate(at));
}
