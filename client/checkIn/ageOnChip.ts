import type { CalendarDate } from "#shared/model/calendarDate.ts";
import type { Staleness } from "#shared/queries/staleness.ts";

/** How old what is known of a card is, as it stands on the card: in words that no due date could be read from. */
export interface ChipAge {
  readonly words: string;
  /** late and due: a check-in is asked for. */
  readonly is: "fresh" | "due" | "late";
}

/**
 * "today", "3 days ago", "update due", "update 2 weeks late"; "no check-in yet" where nobody has said anything and
 * nothing is due.
 *
 * @param today the day it is for the reader
 * @param said whether anybody has checked in yet
 */
export function ageOnChip({ ageDays, dueOn, overdueDays }: Staleness, today: CalendarDate, said: boolean): ChipAge {
  if (overdueDays > 0) return { words: `update ${inSpans(overdueDays)} late`, is: "late" };
  if (dueOn === today) return { words: "update due", is: "due" };
  if (!said) return { words: "no check-in yet", is: "fresh" };
  return { words: ageDays === 0 ? "today" : `${inSpans(ageDays)} ago`, is: "fresh" };
}

/** "1 day", "13 days", "2 weeks", "3 months", "2 years". */
function inSpans(days: number): string {
  if (days < 14) return span(days, "day");
  if (days < 60) return span(Math.floor(days / 7), "week");
  return days < 730 ? span(Math.round(days / 30.4), "month") : span(Math.round(days / 365.25), "year");
}

function span(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
