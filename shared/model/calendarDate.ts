declare const brand: unique symbol;

/** A day without a time zone, `YYYY-MM-DD`, in the proleptic Gregorian calendar, years 0001 to 9999. */
export type CalendarDate = string & { readonly [brand]: "CalendarDate" };

export const LAST_DATE = "9999-12-31" as CalendarDate;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The date itself if it names a day that exists, else undefined. */
export function parseCalendarDate(value: unknown): CalendarDate | undefined {
  if (typeof value !== "string") return undefined;
  const parts = DATE.exec(value);
  if (!parts || value.startsWith("0000")) return undefined;
  // Date.parse rolls 30 February over to March, so the round trip tells whether the day exists.
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(value) ? undefined : (value as CalendarDate);
}

/** The date `days` later (earlier if negative). Years beyond 9999 or below 1 give the date unchanged. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  return (Number.isNaN(moved.getTime()) ? undefined : parseCalendarDate(moved.toISOString().slice(0, 10))) ?? date;
}
