import { DAY_MS } from "./duration.ts";

declare const brand: unique symbol;

/** A day without a time zone, `YYYY-MM-DD`, in the proleptic Gregorian calendar, years 0001 to 9999. */
export type CalendarDate = string & { readonly [brand]: "CalendarDate" };

export const LAST_DATE = "9999-12-31" as CalendarDate;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The date itself if it names a day that exists, else undefined. */
export function parseCalendarDate(value: unknown): CalendarDate | undefined {
  if (typeof value !== "string") return undefined;
  if (!DATE.test(value)) return undefined;
  const year = Number(value.slice(0, 4));
  const month = Number(value.slice(5, 7));
  const day = Number(value.slice(8));
  return year >= 1 && day >= 1 && day <= daysOf(year, month) ? (value as CalendarDate) : undefined;
}

/** How many days a month has, counted from 1; none if there is no such month. Without Date: plans have many dates. */
function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/** The date `days` later (earlier if negative). Years beyond 9999 or below 1 give the date unchanged. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
  return (Number.isNaN(moved.getTime()) ? undefined : parseCalendarDate(moved.toISOString().slice(0, 10))) ?? date;
}
