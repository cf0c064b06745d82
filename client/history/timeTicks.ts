import { DAY_MS } from "#shared/model/duration.ts";

const YEARS = new Intl.DateTimeFormat(undefined, { year: "numeric" });
const MONTHS = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric" });
const DAYS = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

/** How a moment is written under a chart that spans so many milliseconds, in the reader's own way. */
export function tickInWords(at: Date, span: number): string {
  if (span > 3 * 365 * DAY_MS) return YEARS.format(at);
  return (span > 100 * DAY_MS ? MONTHS : DAYS).format(at);
}
