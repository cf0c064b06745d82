import type { CalendarDate } from "#shared/model/calendarDate.ts";

import { AGE, LONG, SHORT, SHORT_WITH_YEAR, WEEKDAY } from "./dateFormats.ts";

/** "today", "yesterday", "12 days ago", "3 months ago". A day in the future is today: its clock was ahead. */
export function ageInWords(days: number): string {
  if (days < 60) return AGE.format(-Math.max(days, 0), "day");
  return days < 730 ? AGE.format(-Math.round(days / 30.4), "month") : AGE.format(-Math.round(days / 365.25), "year");
}

/** "31 Dec", with the year when it is not this one; in the reader's own way of writing dates. */
export function shortDate(date: CalendarDate, today: number): string {
  const time = new Date(`${date}T00:00:00`);
  const thisYear = time.getFullYear() === new Date(today).getFullYear();
  return (thisYear ? SHORT : SHORT_WITH_YEAR).format(time);
}

/** Days around today of which each has a day and a month of its own. */
const [BACK, AHEAD] = [60, 300];

/** "9 Feb" wherever only one year can be meant, else with it: a day that something is due, said in little room. */
export function dueDate(date: CalendarDate, today: number): string {
  const time = new Date(`${date}T12:00:00`);
  const days = (time.getTime() - today) / 86_400_000;
  return (days > -BACK && days < AHEAD ? SHORT : SHORT_WITH_YEAR).format(time);
}

/** "3 Aug 2027": the month as a word, which nobody takes for the day. */
export function dateInWords(date: CalendarDate): string {
  return SHORT_WITH_YEAR.format(new Date(`${date}T00:00:00`));
}

/** "Thursday" within the next week, else "31 Dec": how people speak of a day to come. */
export function weekdayOrDate(date: CalendarDate, today: number): string {
  const time = new Date(`${date}T12:00:00`);
  return time.getTime() - today < 6.5 * 86_400_000 ? WEEKDAY.format(time) : shortDate(date, today);
}

/** "12 October 2019" in the reader's own way of writing dates; `at` is milliseconds since 1970. */
export function longDate(at: number): string {
  return LONG.format(at);
}
