import type { CalendarDate } from "#shared/model/calendarDate.ts";

import { DAY_MS } from "#shared/model/duration.ts";
import { AGE, LONG, SHORT, SHORT_WITH_YEAR, WEEKDAY } from "./dateFormats.ts";

/** "today", "yesterday", "12 days ago", "3 months ago". A day in the future is today: its clock was ahead. */
export function ageInWords(days: number): string {
  if (days < 60) return AGE.format(-Math.max(days, 0), "day");
  return days < 730 ? AGE.format(-Math.round(days / 30.4), "month") : AGE.format(-Math.round(days / 365.25), "year");
}

/** Days from that of `at` to `today`, which is one of useToday; both in milliseconds since 1970. */
export function daysSince(at: number, today: number): number {
  return Math.round((today - new Date(at).setHours(12, 0, 0, 0)) / DAY_MS);
}

/** "31 Dec", with the year when it is not this one; in the reader's own way of writing dates. */
export function shortDate(date: CalendarDate, today: number): string {
  const time = new Date(`${date}T00:00:00`);
  const thisYear = time.getFullYear() === new Date(today).getFullYear();
  return (thisYear ? SHORT : SHORT_WITH_YEAR).format(time);
}

/** Days around today of which each has a day and a month of its own. */
const [BACK, AHEAD] = [60, 300];

/** Of a date that is far the day comes apart: it is read out, and need not be seen. */
interface DueDate {
  readonly day: string;
  readonly rest: string;
}

/**
 * "9 Feb" wherever only one year can be meant, else "10 " and "Feb 2028": a day that something is due, in little room.
 * Who writes the month first sees all of it.
 */
export function dueDate(date: CalendarDate, today: number): DueDate {
  const time = new Date(`${date}T12:00:00`);
  const days = (time.getTime() - today) / DAY_MS;
  if (days > -BACK && days < AHEAD) return { day: "", rest: SHORT.format(time) };
  const parts = SHORT_WITH_YEAR.formatToParts(time);
  // With what parts it from the month: a space, a dot.
  const apart = parts[0]?.type === "day" ? 2 : 0;
  const written = parts.map(({ value }) => value);
  return { day: written.slice(0, apart).join(""), rest: written.slice(apart).join("") };
}

/** "3 Aug 2027": the month as a word, which nobody takes for the day. */
export function dateInWords(date: CalendarDate): string {
  return SHORT_WITH_YEAR.format(new Date(`${date}T00:00:00`));
}

/** "Thursday" within the next week, else "31 Dec": how people speak of a day to come. */
export function weekdayOrDate(date: CalendarDate, today: number): string {
  const time = new Date(`${date}T12:00:00`);
  return time.getTime() - today < 6.5 * DAY_MS ? WEEKDAY.format(time) : shortDate(date, today);
}

/** "12 October 2019" in the reader's own way of writing dates; `at` is milliseconds since 1970. */
export function longDate(at: number): string {
  return LONG.format(at);
}
